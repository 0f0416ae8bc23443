// digitpad-draw: the app as a desktop window. Exit codes as those of `digitpad`: 0 done,
// 2 usage, 3 bad input (a model or a picture that cannot be read; no screen, no font).
#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "core/kernels/kernels.h"
#include "core/recognizer.h"
#include "wasm/desktop/picture_file.h"
#include "wasm/desktop/window.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

constexpr int kExitUsage = 2;
constexpr int kExitBadInput = 3;

struct Options {
  std::string model;   // empty: the one compiled in
  std::string kernel;  // empty: the best one
  WindowOptions window;
  std::string picture;  // to open at once; empty: none
};

// For CLI11: the message for a value that will not do, empty for one that will.
std::string CheckKernel(const std::string& name) {
  if (FindKernels(name) != nullptr) return {};
  return "kernel \"" + name + "\" is unknown or cannot run here; the best one is " +
         BestKernels().name;
}

// CLI::Range looks for values outside of it, and NaN is none of these.
std::string CheckNumber(const std::string& text) {
  return std::isnan(std::strtof(text.c_str(), nullptr)) ? text + " is no number" : "";
}

Status MakeRecognizer(const Options& options, std::unique_ptr<Recognizer>* recognizer) {
  if (options.model.empty()) {
    return Recognizer::Create(EmbeddedModel(), options.kernel, recognizer);
  }
  std::vector<uint8_t> bytes;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(options.model, kMaxModelBytes, &bytes));
  // The kernel is known to run: whatever fails is the file's fault.
  return Recognizer::Create(bytes, options.kernel, recognizer).WithPrefix(options.model);
}

Status RunWindow(const Options& options) {
  std::unique_ptr<Recognizer> recognizer;
  DIGITPAD_RETURN_IF_ERROR(MakeRecognizer(options, &recognizer));
  std::unique_ptr<Window> window;
  DIGITPAD_RETURN_IF_ERROR(
      Window::Create(std::move(recognizer), options.window, &window));
  if (!options.picture.empty()) DIGITPAD_RETURN_IF_ERROR(window->Open(options.picture));
  window->Run();
  return Status::Ok();
}

}  // namespace
}  // namespace digitpad

int main(int argc, char** argv) {
  digitpad::Options options;
  CLI::App parser("Write a number in a window and have it read.", "digitpad-draw");
  parser.add_option("--model", options.model, "A model file instead of the one built in");
  parser
      .add_option("--kernel", options.kernel,
                  "Force the instruction set, e.g. portable or avx2")
      ->type_name("NAME")
      ->envname("DIGITPAD_KERNEL")
      ->check(digitpad::CheckKernel);
  parser.add_flag("--dark", options.window.dark, "Light ink on dark paper");
  parser
      .add_option("--lang", options.window.language,
                  "The language of the window, e.g. de, instead of the environment's")
      ->type_name("CODE");
  parser.add_option("--scale", options.window.scale, "Pixels in a unit of the layout")
      ->check(CLI::Range(0.5f, 4.0f))
      ->check(digitpad::CheckNumber);
  parser.add_option("PICTURE", options.picture, "A PNG or JPEG file to read")
      ->type_name("");
  try {
    parser.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return parser.exit(error) == 0 ? 0 : digitpad::kExitUsage;
  }
  const digitpad::Status status = digitpad::RunWindow(options);
  if (status.ok()) return 0;
  std::fprintf(stderr, "digitpad-draw: %s\n", status.message().c_str());
  return digitpad::kExitBadInput;
}
