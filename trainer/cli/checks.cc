#include "trainer/cli/checks.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <system_error>

namespace digitpad {
namespace {

// `bounds` says what they are to people.
std::string CheckWholeNumber(const std::string& text, int64_t least, int64_t most,
                             const std::string& bounds) {
  if (text.empty()) return CheckNotEmpty(text);
  if (text.starts_with('0') && text.size() > 1) return text + " begins with 0";
  int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && rest == end && number >= least && number <= most) return {};
  return text + " is not a whole number " + bounds;
}

}  // namespace

CLI::Validator WholeNumber(int64_t least, int64_t most) {
  const std::string from = std::to_string(least), to = std::to_string(most);
  const auto check = [=](const std::string& text) {
    return CheckWholeNumber(text, least, most, "from " + from + " to " + to);
  };
  return {check, "INT in [" + from + " - " + to + "]"};
}

CLI::Validator WholeNumberFrom(int least) {
  const auto check = [=](const std::string& text) {
    return CheckWholeNumber(text, least, std::numeric_limits<int>::max(),
                            "from " + std::to_string(least) + " on");
  };
  return {check, ""};
}

std::string CheckFinite(const std::string& text) {
  if (text.empty()) return CheckNotEmpty(text);  // which CLI11 takes for 0
  if (std::isfinite(std::strtof(text.c_str(), nullptr))) return {};
  return text + " is not a finite number";
}

std::string CheckPositive(const std::string& text) {
  const std::string finite = CheckFinite(text);
  if (!finite.empty() || std::strtof(text.c_str(), nullptr) > 0) return finite;
  return text + " is not a number above 0";
}

std::string CheckNonNegative(const std::string& text) {
  const std::string finite = CheckFinite(text);
  if (!finite.empty() || std::strtof(text.c_str(), nullptr) >= 0) return finite;
  return text + " is less than 0";
}

std::string CheckNotEmpty(const std::string& text) {
  return text.empty() ? "it is empty" : std::string();
}

std::string CheckSeed(const std::string& text) {
  return CheckWholeNumber(text, 0, 999'999'999'999'999'999, "below 10^18");
}

}  // namespace digitpad
