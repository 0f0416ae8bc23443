#include "core/result.h"

#include <string_view>

namespace digitpad {
namespace {

void AppendString(std::string_view text, std::string* out) {
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

// value / 10^decimals, without trailing zeros: 9800 with 4 -> 0.98.
void AppendDecimal(int64_t value, int decimals, std::string* out) {
  if (value < 0) out->push_back('-');
  std::string digits = std::to_string(value < 0 ? -value : value);
  const auto places = static_cast<size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  std::string_view fraction = std::string_view(digits).substr(digits.size() - places);
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  out->append(digits, 0, digits.size() - places);
  if (fraction.empty()) return;
  out->push_back('.');
  out->append(fraction);
}

void AppendTenths(float value, std::string* out) {
  // Coordinates are within 1e6, so ten times them is exact enough in double and fits
  // int64.
  const double tenths = double{value} * 10.0;
  AppendDecimal(static_cast<int64_t>(tenths < 0 ? tenths - 0.5 : tenths + 0.5), 1, out);
}

void AppendDigit(const Digit& digit, std::string* out) {
  out->append("{\"label\":");
  AppendString(digit.label, out);
  out->append(",\"confidence\":");
  AppendDecimal(digit.confidence, 4, out);
  out->append(",\"box\":[");
  AppendTenths(digit.box.x, out);
  out->push_back(',');
  AppendTenths(digit.box.y, out);
  out->push_back(',');
  AppendTenths(digit.box.w, out);
  out->push_back(',');
  AppendTenths(digit.box.h, out);
  out->append("],\"strokes\":[");
  for (size_t i = 0; i < digit.strokes.size(); ++i) {
    if (i > 0) out->push_back(',');
    out->append(std::to_string(digit.strokes[i]));
  }
  out->append("],\"alternatives\":[");
  for (size_t i = 0; i < digit.alternatives.size(); ++i) {
    out->append(i > 0 ? ",[" : "[");
    AppendString(digit.alternatives[i].label, out);
    out->push_back(',');
    AppendDecimal(digit.alternatives[i].confidence, 4, out);
    out->push_back(']');
  }
  out->append("]}");
}

}  // namespace

void Result::Clear() {
  text.clear();
  accepted = false;
  confidence = 0;
  digits.clear();
}

void AppendJson(const Result& result, std::string* out) {
  out->append("{\"text\":");
  AppendString(result.text, out);
  out->append(result.accepted ? ",\"accepted\":true" : ",\"accepted\":false");
  out->append(",\"confidence\":");
  AppendDecimal(result.confidence, 4, out);
  out->append(",\"digits\":[");
  for (size_t i = 0; i < result.digits.size(); ++i) {
    if (i > 0) out->push_back(',');
    AppendDigit(result.digits[i], out);
  }
  out->append("]}");
}

}  // namespace digitpad
