#include "wasm/desktop/draw_options.h"

#include <cmath>
#include <cstdlib>

#include "core/acceptance.h"
#include "core/kernels/kernels.h"
#include "wasm/desktop/picture_file.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

constexpr const char* kFooter = R"(Keys:
  0-9                 a number typed in place of a drawn one; Backspace takes back
  Tab, Enter, Space   go through the buttons, digits and numbers, and press them
  Arrows              within the digits, a picture's numbers or the menu; else, as
                      PageUp and PageDown, through the drawings of a strokes file
  Enter               read; in a picture confirm a number and go on to the next
  E, right button     rub strokes out
  Escape              close the menu, take a stroke back, or clear, as Delete does
  Ctrl+Z, Ctrl+Y      undo, redo (also Ctrl+Shift+Z)
  Ctrl+C, Ctrl+V      copy the answer; paste a number or a line of a strokes file
  Ctrl+S              save as PNG; Ctrl+Shift+S chooses another format
  Ctrl+N, Ctrl+Q      try again, quit
Files are saved in the folder that the program was started in; none is written over.)";

// For CLI11: the message for a value that will not do, empty for one that will.
std::string CheckKernel(const std::string& name) {
  if (FindKernels(name) != nullptr) return {};
  return "kernel \"" + name + "\" is unknown or cannot run here; the best one is " +
         BestKernels().name;
}

// CLI11 would take 010 for eight.
std::string CheckDecimal(const std::string& text) {
  return text.starts_with('0') && text.size() > 1 ? text + " begins with 0" : "";
}

// CLI::Range looks for values outside of it, and NaN is none of these.
std::string CheckNumber(const std::string& text) {
  return std::isnan(std::strtof(text.c_str(), nullptr)) ? text + " is no number" : "";
}

// No model is read yet, and none matters for that.
std::string CheckMinConfidence(const std::string& text) {
  int ignored = 0;
  return ParseMinConfidence(text, Calibration(), &ignored).message();
}

// An option of the rule's own name; the parser refuses what SetRule does.
CLI::Option* AddRule(CLI::App& parser, const std::string& name, const char* type,
                     const char* help, DrawOptions* options) {
  const auto check = [name](const std::string& value) {
    NumberRules ignored;
    return SetRule(name, value, &ignored).message();
  };
  return parser
      .add_option_function<std::string>(
          "--" + name,
          [options, name](const std::string& value) { options->rules[name] = value; },
          help)
      ->type_name(type)
      ->check(check);
}

void AddReadingOptions(CLI::App& parser, DrawOptions* options) {
  parser
      .add_option("--model", options->model, "A model file instead of the one built in")
      ->type_name("FILE");
  parser
      .add_option("--kernel", options->kernel,
                  "Force the instruction set, e.g. portable or avx2")
      ->type_name("NAME")
      ->envname("DIGITPAD_KERNEL")
      ->check(CheckKernel);
  parser
      .add_option("--min-confidence", options->min_confidence,
                  "Accept from this confidence on: 0 to 1, or \"strict\" for that at "
                  "which at most 1 of 1,000 was wrong on validation")
      ->type_name("X")
      ->check(CheckMinConfidence);
}

void AddRulesOptions(CLI::App& parser, DrawOptions* options) {
  CLI::Option* boxes =
      parser.add_option("--boxes", options->boxes, "Show N boxes, one digit in each")
          ->type_name("N")
          ->check(CheckDecimal)
          ->check(CLI::Range(1, kMostCells));
  parser
      .add_flag("--decimal", options->decimal,
                "Read a point, a comma and a minus before the number as well")
      ->excludes(boxes);
  AddRule(parser, "min", "NUMBER", "The number is not less", options);
  AddRule(parser, "max", "NUMBER", "The number is not more", options);
  AddRule(parser, "length", "N|N-M", "It has so many digits", options);
  AddRule(parser, "check", "luhn", "Its last digit checks the others", options);
  CLI::Option* expected =
      AddRule(parser, "expected", "NUMBER", "The answer that is likely", options);
  AddRule(parser, "prior", "X", "How likely, from 0 to 1 [0.9]", options)
      ->needs(expected);
}

}  // namespace

void AddOptions(CLI::App& parser, DrawOptions* options) {
  AddReadingOptions(parser, options);
  AddRulesOptions(parser, options);
  parser.add_flag("--dark", options->window.dark, "Light ink on dark paper");
  parser
      .add_option("--lang", options->window.language,
                  "The language of the window, e.g. de, instead of the environment's")
      ->type_name("CODE");
  parser
      .add_option("--scale", options->window.scale,
                  "Pixels in a unit of the layout, instead of what the screen asks for")
      ->check(CLI::Range(0.5f, 4.0f))
      ->check(CheckNumber);
  parser
      .add_option("FILE", options->file,
                  "A picture (PNG, JPEG) to read, a strokes file or a model")
      ->type_name("");
  parser.footer(kFooter);
}

Status FinishOptions(DrawOptions* options) {
  ReadOptions read;
  read.rules.decimal = options->decimal;
  for (const auto& [name, value] : options->rules) {
    DIGITPAD_RETURN_IF_ERROR(SetRule(name, value, &read.rules));
  }
  if (options->boxes > 0) {
    read.mode = ReadMode::kBoxes;
    read.cells =
        EqualCells({0, 0, static_cast<float>(options->boxes), 1}, options->boxes);
  }
  DIGITPAD_RETURN_IF_ERROR(ValidateOptions(read));
  options->window.read = std::move(read);
  return Status::Ok();
}

MakeRecognizer RecognizerMaker(const DrawOptions& options) {
  return [kernel = options.kernel, min_confidence = options.min_confidence](
             std::span<const uint8_t> model, std::unique_ptr<Recognizer>* recognizer) {
    DIGITPAD_RETURN_IF_ERROR(Recognizer::Create(model, kernel, recognizer));
    if (min_confidence.empty()) return Status::Ok();
    int least = 0;
    DIGITPAD_RETURN_IF_ERROR(
        ParseMinConfidence(min_confidence, (*recognizer)->model().calibration, &least));
    (*recognizer)->set_min_confidence(least);
    return Status::Ok();
  };
}

Status FirstRecognizer(const DrawOptions& options,
                       std::unique_ptr<Recognizer>* recognizer) {
  const MakeRecognizer make = RecognizerMaker(options);
  if (options.model.empty()) return make(EmbeddedModel(), recognizer);
  std::vector<uint8_t> bytes;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(options.model, kMaxModelBytes, &bytes));
  // The kernel is known to run: whatever fails is the file's fault.
  return make(bytes, recognizer).WithPrefix(options.model);
}

}  // namespace digitpad
