#include "wasm/app/number_list.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/base/value_text.h"

namespace digitpad {
namespace {

constexpr const char* kCsvHeader = "number,text,read,confidence,x,y,w,h\r\n";

// value / 10^places: plain, with all decimals.
std::string Decimal(long value, int places) {
  std::string digits = NumberText(value < 0 ? -value : value);
  const auto wanted = static_cast<size_t>(places);
  if (digits.size() <= wanted) digits.insert(0, wanted + 1 - digits.size(), '0');
  digits.insert(digits.size() - wanted, 1, '.');
  return value < 0 ? "-" + digits : digits;
}

std::string Tenths(float value) { return Decimal(std::lround(value * 10), 1); }

// Quoted where it must be (RFC 4180, section 2).
std::string CsvField(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string field = "\"";
  for (const char c : text) {
    if (c == '"') field += '"';
    field += c;
  }
  return field + '"';
}

}  // namespace

std::string ReadNumber::text() const {
  if (correction.has_value()) return *correction;
  return result.accepted ? result.text : "?";
}

ReadNumber MakeReadNumber(const Result& result) {
  ReadNumber number;
  number.result = result;
  if (result.digits.empty()) return number;
  const Box& first = result.digits.front().box;
  Vec2 low = {first.x, first.y}, high = low;
  for (const Digit& digit : result.digits) {
    const Box& box = digit.box;
    low = {std::min(low.x, box.x), std::min(low.y, box.y)};
    high = {std::max(high.x, box.x + box.w), std::max(high.y, box.y + box.h)};
  }
  number.box = {low.x, low.y, high.x - low.x, high.y - low.y};
  return number;
}

std::string FormatCsv(std::span<const ReadNumber> numbers) {
  std::string csv = kCsvHeader;
  for (size_t i = 0; i < numbers.size(); ++i) {
    const ReadNumber& number = numbers[i];
    csv += NumberText(i + 1) + ',' + CsvField(number.text()) + ',' +
           CsvField(number.result.text) + ',' + Decimal(number.result.confidence, 4);
    const Box& box = number.box;
    for (const float value : {box.x, box.y, box.w, box.h}) csv += ',' + Tenths(value);
    csv += "\r\n";
  }
  return csv;
}

std::string FormatJson(std::span<const ReadNumber> numbers) {
  std::string json = "[";
  for (const ReadNumber& number : numbers) {
    if (json.size() > 1) json += ",\n";
    AppendJson(number.result, &json);
    json.pop_back();  // the brace that ends the Result
    json += ",\"corrected\":";
    if (number.correction.has_value()) {
      AppendJsonString(*number.correction, &json);
    } else {
      json += "null";
    }
    json += '}';
  }
  return json + "]\n";
}

}  // namespace digitpad
