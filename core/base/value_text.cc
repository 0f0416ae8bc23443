#include "core/base/value_text.h"

#include <cassert>
#include <iterator>

namespace digitpad {
namespace {

constexpr int kMostDecimals = 22;     // the last power of ten that a double has exactly
constexpr double kMostScaled = 1e15;  // whole numbers up to here are exact in a double

}  // namespace

void AppendDecimal(int64_t value, int decimals, std::string* out) {
  assert(decimals <= kMostDecimals);
  char digits[kMostDecimals + 1];  // a zero stands before the point
  char* const end = std::end(digits);
  char* begin = end;
  auto left = static_cast<uint64_t>(value);
  if (value < 0) {
    out->push_back('-');
    left = 0 - left;
  }
  for (; left > 0 || end - begin <= decimals; left /= 10) {
    *--begin = static_cast<char>('0' + left % 10);
  }
  char* const point = end - decimals;
  char* last = end;
  while (last > point && last[-1] == '0') --last;
  out->append(begin, point);
  if (last == point) return;
  out->push_back('.');
  out->append(point, last);
}

std::string NumberText(int64_t value) {
  std::string text;
  AppendDecimal(value, 0, &text);
  return text;
}

void AppendRounded(float value, int decimals, std::string* out) {
  double scaled = value;
  for (int i = 0; i < decimals; ++i) scaled *= 10;
  AppendDecimal(static_cast<int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5), decimals,
                out);
}

void AppendFloat(float value, std::string* out) {
  double size = value < 0 ? -static_cast<double>(value) : value;
  size_t zeros = 0;
  // 15 digits are more than a float has.
  for (; size > kMostScaled; size /= 10) ++zeros;
  double power = 1;
  int decimals = 0;
  auto scaled = static_cast<int64_t>(size + 0.5);
  while (zeros == 0 && decimals < kMostDecimals && size * power * 10 < kMostScaled &&
         static_cast<float>(static_cast<double>(scaled) / power) !=
             static_cast<float>(size)) {
    power *= 10;
    ++decimals;
    scaled = static_cast<int64_t>(size * power + 0.5);
  }
  AppendDecimal(value < 0 ? -scaled : scaled, decimals, out);
  out->append(zeros, '0');
}

void AppendJsonString(std::string_view text, std::string* out) {
  constexpr char kHex[] = "0123456789abcdef";
  out->push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out->push_back('\\');
      out->push_back(c);
    } else if (byte < 0x20) {
      out->append("\\u00");
      out->push_back(kHex[byte >> 4]);
      out->push_back(kHex[byte & 15]);
    } else {
      out->push_back(c);
    }
  }
  out->push_back('"');
}

}  // namespace digitpad
