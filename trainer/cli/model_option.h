// The options --model and --kernel, and the model they choose: shared by all subcommands
// that read digits.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"

namespace digitpad {

struct ModelOption {
  std::string path;    // empty: the model compiled in
  std::string kernel;  // empty: the best one
};

struct ModelFile {
  std::string place;  // its path, or what stands for it in messages
  std::string name;   // the first 12 hex digits of the SHA-256 of the bytes
  std::vector<uint8_t> bytes;
};

// Adds both options, or --model alone, to `command`, which must not outlive `option`.
void AddModelOptions(CLI::App& command, ModelOption& option);
void AddModelPathOption(CLI::App& command, ModelOption& option);

// Invalid where the file cannot be read; what is in it is checked by whoever uses it.
Status LoadModelFile(const ModelOption& option, ModelFile* file);

// Writes "digitpad: message" to stderr where `status` is an error; the exit code for it.
int ExitCodeOf(const Status& status);

}  // namespace digitpad
