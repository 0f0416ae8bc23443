#include "trainer/cli/checks.h"

#include <cmath>
#include <cstdlib>

namespace digitpad {

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
  constexpr size_t kMostDigits = 18;
  const bool good = !text.empty() && text.size() <= kMostDigits &&
                    text.find_first_not_of("0123456789") == std::string::npos;
  return good ? std::string() : "\"" + text + "\" is no whole number below 10^18";
}

}  // namespace digitpad
