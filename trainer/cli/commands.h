// The subcommands of `digitpad`, a file each. Each function adds its subcommand to the
// parser; the chosen one stores the exit code when it has run: 0 done, 1 ran but the
// result is negative, 2 usage, 3 bad input, 130 stopped on request. Data goes to stdout,
// progress and messages to stderr.
#pragma once

#include <CLI/CLI.hpp>

namespace digitpad {

inline constexpr int kExitDone = 0;
inline constexpr int kExitNegative = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitBadInput = 3;
inline constexpr int kExitStopped = 130;  // 128 + SIGINT, as shells have it

void AddTrain(CLI::App& app, int& exit_code);
void AddEval(CLI::App& app, int& exit_code);
void AddRead(CLI::App& app, int& exit_code);
void AddInspect(CLI::App& app, int& exit_code);
void AddExport(CLI::App& app, int& exit_code);
void AddImport(CLI::App& app, int& exit_code);
void AddCard(CLI::App& app, int& exit_code);

}  // namespace digitpad
