#include "trainer/cli/acceptance_option.h"

#include <cassert>

#include "core/acceptance.h"

namespace digitpad {
namespace {

// For CLI11: the message for a value that will not do, empty for one that will. No model
// is read yet, and none matters for that.
std::string CheckMinConfidence(const std::string& text) {
  int ignored = 0;
  return ParseMinConfidence(text, Calibration(), &ignored).message();
}

}  // namespace

CLI::Option* AddAcceptanceOption(CLI::App& command, AcceptanceOption& option) {
  return command
      .add_option("--min-confidence", option.min_confidence,
                  "Accept from this confidence on: 0 to 1, or \"strict\" for that at "
                  "which at most 1 of 1,000 was wrong on validation")
      ->type_name("X")
      ->check(CheckMinConfidence);
}

int MinConfidence(const AcceptanceOption& option, const Calibration& calibration) {
  int min_confidence = calibration.accept;
  if (option.min_confidence.empty()) return min_confidence;
  const Status status =
      ParseMinConfidence(option.min_confidence, calibration, &min_confidence);
  assert(status.ok());  // CheckMinConfidence has seen to it
  static_cast<void>(status);
  return min_confidence;
}

}  // namespace digitpad
