// The program `digitpad`: a parser, and a subcommand a file (commands.h).
#include <signal.h>

#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "core/formats/printable.h"
#include "trainer/cli/commands.h"
#include "trainer/cli/model_option.h"
#include "trainer/data/sha256.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

constexpr char kFooter[] =
    "Exit codes: 0 done, 1 ran but the result is negative, 2 usage, 3 bad input,\n"
    "130 stopped on request.\n"
    "Data goes to stdout, progress and messages to stderr.\n"
    "\n"
    "Examples:\n"
    "  digitpad read drawing.jsonl\n"
    "  digitpad eval --idx t10k-images-idx3-ubyte.gz t10k-labels-idx1-ubyte.gz\n"
    "  digitpad inspect weights/digits.dpm\n"
    "  digitpad SUBCOMMAND --help";

// A full disk or a closed pipe shows only when the output is flushed.
int FlushOutput(int exit_code) {
  std::cout.flush();
  if (std::cout.good()) return exit_code;
  std::cerr << "digitpad: cannot write to stdout\n";
  return exit_code == kExitDone ? kExitBadInput : exit_code;
}

// What CLI11 says; of an option that it does not know, too, where something else is
// missing.
std::string Complaint(const CLI::App& app, const CLI::Error& error) {
  const std::vector<std::string> unknown = app.remaining(true);
  const bool is_lack =
      error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
  if (is_lack && !unknown.empty()) return CLI::ExtrasError(unknown).what();
  return error.what();
}

// Usage errors look like all others.
std::string FailureMessage(const CLI::App* app, const CLI::Error& error) {
  std::string command = app->get_name();
  for (const CLI::App* subcommand : app->get_subcommands()) {
    command += ' ' + subcommand->get_name();
  }
  return "digitpad: " + Printable(Complaint(*app, error)) + " (see " + command +
         " --help)\n";
}

int Run(int argc, char** argv) {
  CLI::App app("Reads handwritten digits, and trains the network that does.", "digitpad");
  app.set_version_flag("--version", [] {
    return std::string("digitpad " DIGITPAD_VERSION ", built-in model ") +
           ModelName(EmbeddedModel());
  });
  app.footer(kFooter);
  app.failure_message(FailureMessage);
  app.require_subcommand(0,
                         1);  // so that a wrong word is named; that none is there, below
  int exit_code = kExitDone;
  AddTrain(app, exit_code);
  AddEval(app, exit_code);
  AddRead(app, exit_code);
  AddInspect(app, exit_code);
  AddExport(app, exit_code);
  AddImport(app, exit_code);
  AddCard(app, exit_code);
  try {
    app.parse(argc, argv);
    if (app.get_subcommands().empty()) throw CLI::RequiredError("A subcommand");
  } catch (const CLI::ParseError& error) {
    // Help and version also end parsing; CLI11 gives them the code 0.
    exit_code = app.exit(error) == 0 ? kExitDone : kExitUsage;
  }
  return FlushOutput(exit_code);
}

}  // namespace
}  // namespace digitpad

int main(int argc, char** argv) {
  signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error like a full disk
  try {
    return digitpad::Run(argc, argv);
  } catch (const std::exception& error) {  // out of memory, for one
    std::cerr << "digitpad: " << digitpad::Printable(error.what()) << '\n';
    return digitpad::kExitBadInput;
  }
}
