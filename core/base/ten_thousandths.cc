#include "core/base/ten_thousandths.h"

#include <cstddef>

namespace digitpad {
namespace {

constexpr int kOne = 10000;

}  // namespace

int ParseTenThousandths(std::string_view text) {
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  const bool starts_well =
      whole == "0" || whole == "1" || (whole.empty() && !fraction.empty());
  if (!starts_well ||
      fraction.find_first_not_of("0123456789") != std::string_view::npos) {
    return kNoShare;
  }
  int value = whole == "1" ? kOne : 0;
  int worth = kOne / 10;  // of the next digit
  bool has_rest = false;
  for (const char digit : fraction) {
    value += (digit - '0') * worth;
    has_rest |= worth == 0 && digit != '0';
    worth /= 10;
  }
  value += has_rest ? 1 : 0;
  return value <= kOne ? value : kNoShare;
}

}  // namespace digitpad
