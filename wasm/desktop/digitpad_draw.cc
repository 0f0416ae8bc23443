// digitpad-draw: the app as a desktop window. Exit codes as those of `digitpad`: 0 done,
// 2 usage, 3 bad input (a file that cannot be read; no screen, no font).
#include <memory>

#include "core/formats/printable.h"
#include "wasm/desktop/draw_options.h"
#include "wasm/desktop/window.h"

namespace digitpad {
namespace {

constexpr int kExitUsage = 2;
constexpr int kExitBadInput = 3;

Status RunWindow(const DrawOptions& options) {
  std::unique_ptr<Recognizer> recognizer;
  DIGITPAD_RETURN_IF_ERROR(FirstRecognizer(options, &recognizer));
  std::unique_ptr<Window> window;
  DIGITPAD_RETURN_IF_ERROR(Window::Create(std::move(recognizer), RecognizerMaker(options),
                                          options.window, &window));
  if (!options.file.empty()) DIGITPAD_RETURN_IF_ERROR(window->Open(options.file));
  window->Run();
  return Status::Ok();
}

int Fail(const Status& status, int exit_code) {
  Report(status.message());
  return exit_code;
}

}  // namespace
}  // namespace digitpad

int main(int argc, char** argv) {
  digitpad::DrawOptions options;
  CLI::App parser("Write a number in a window and have it read.", "digitpad-draw");
  parser.failure_message([](const CLI::App*, const CLI::Error& error) {
    return "digitpad-draw: " + digitpad::Printable(error.what()) +
           " (see digitpad-draw --help)\n";
  });
  digitpad::AddOptions(parser, &options);
  try {
    parser.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return parser.exit(error) == 0 ? 0 : digitpad::kExitUsage;
  }
  digitpad::Status status = digitpad::FinishOptions(&options);
  if (!status.ok()) return digitpad::Fail(status, digitpad::kExitUsage);
  status = digitpad::RunWindow(options);
  return status.ok() ? 0 : digitpad::Fail(status, digitpad::kExitBadInput);
}
