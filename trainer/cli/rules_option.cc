#include "trainer/cli/rules_option.h"

#include <utility>

#include "trainer/cli/checks.h"

namespace digitpad {
namespace {

// An option of the rule's own name; the parser refuses what SetRule does, and names the
// option itself.
CLI::Option* AddRule(CLI::App& command, const std::string& name, const char* type,
                     const char* help, RulesOption& option) {
  const auto check = [name](const std::string& value) {
    NumberRules ignored;
    const std::string message = SetRule(name, value, &ignored).message();
    const std::string place = name + ": ";
    return message.starts_with(place) ? message.substr(place.size()) : message;
  };
  return command
      .add_option_function<std::string>(
          "--" + name,
          [&option, name](const std::string& value) { option.rules[name] = value; }, help)
      ->type_name(type)
      ->check(check);
}

}  // namespace

void AddRulesOptions(CLI::App& command, RulesOption& option) {
  CLI::Option* single = command.add_flag(
      "--single", option.single, "Take all ink of a drawing or picture as one symbol");
  CLI::Option* boxes =
      command
          .add_option("--boxes", option.boxes,
                      "Take a drawing as N equal boxes side by side, one digit in each")
          ->type_name("N")
          ->check(WholeNumber(1, kMostCells))
          ->excludes(single);
  command
      .add_flag("--decimal", option.decimal,
                "Read a point, a comma and a minus before the number as well")
      ->excludes(single)
      ->excludes(boxes);
  AddRule(command, "min", "NUMBER", "The number is not less", option)->excludes(single);
  AddRule(command, "max", "NUMBER", "The number is not more", option)->excludes(single);
  AddRule(command, "length", "N|N-M", "It has so many digits", option)->excludes(single);
  AddRule(command, "check", "luhn", "Its last digit checks the others", option)
      ->excludes(single);
  CLI::Option* expected =
      AddRule(command, "expected", "NUMBER", "The answer that is likely", option)
          ->excludes(single);
  AddRule(command, "prior", "X", "How likely, from 0 to 1 [0.9]", option)
      ->needs(expected);
}

Status ValidateRulesOption(const RulesOption& option) {
  Drawing any;
  any.width = any.height = 1;
  ReadOptions options;
  DIGITPAD_RETURN_IF_ERROR(ReadOptionsFor(option, any, &options));
  return ValidateOptions(options);
}

Status RulesOf(const RulesOption& option, NumberRules* rules) {
  NumberRules result;
  result.decimal = option.decimal;
  for (const auto& [name, value] : option.rules) {
    DIGITPAD_RETURN_IF_ERROR(SetRule(name, value, &result));
  }
  *rules = std::move(result);
  return Status::Ok();
}

Status ReadOptionsFor(const RulesOption& option, const Drawing& drawing,
                      ReadOptions* read_options) {
  ReadOptions result;
  DIGITPAD_RETURN_IF_ERROR(RulesOf(option, &result.rules));
  if (option.single) result.mode = ReadMode::kSingle;
  if (option.boxes > 0) {
    result.mode = ReadMode::kBoxes;
    if (!(drawing.width > 0 && drawing.height > 0)) {
      return Status::Invalid("boxes: the drawing has no width and height");
    }
    result.cells = EqualCells({0, 0, drawing.width, drawing.height}, option.boxes);
  }
  *read_options = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
