#include "trainer/cli/duration.h"

#include <charconv>
#include <string_view>

namespace digitpad {
namespace {

struct Unit {
  char letter;
  double seconds;
};
constexpr Unit kUnits[] = {{'h', 3600}, {'m', 60}, {'s', 1}};  // each once, in this order
constexpr double kMostSeconds = 365.0 * 24 * 3600;

// Takes a number off the front of *text.
bool TakeNumber(std::string_view* text, double* number) {
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(),
                                            *number, std::chars_format::fixed);
  if (error != std::errc()) return false;
  text->remove_prefix(end - text->data());
  return true;
}

}  // namespace

bool ParseDuration(const std::string& text, double* seconds) {
  std::string_view rest = text;
  double result = 0;
  size_t unit = 0;
  do {
    double number = 0;
    if (!TakeNumber(&rest, &number) || number < 0) return false;
    if (rest.empty() && unit == 0) {
      result = 60 * number;
      break;
    }
    while (unit < std::size(kUnits) && !rest.starts_with(kUnits[unit].letter)) ++unit;
    if (unit == std::size(kUnits)) return false;
    result += number * kUnits[unit++].seconds;
    rest.remove_prefix(1);
  } while (!rest.empty());
  if (!(result > 0 && result <= kMostSeconds)) return false;
  *seconds = result;
  return true;
}

}  // namespace digitpad
