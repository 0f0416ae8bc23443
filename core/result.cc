#include "core/result.h"

#include "core/base/value_text.h"

namespace digitpad {
namespace {

void AppendDigit(const Digit& digit, std::string* out) {
  out->append("{\"label\":");
  AppendJsonString(digit.label, out);
  out->append(",\"confidence\":");
  AppendDecimal(digit.confidence, 4, out);
  out->append(",\"box\":");
  char before = '[';
  for (const float side : {digit.box.x, digit.box.y, digit.box.w, digit.box.h}) {
    out->push_back(before);
    AppendRounded(side, 1, out);
    before = ',';
  }
  out->append("],\"strokes\":[");
  for (size_t i = 0; i < digit.strokes.size(); ++i) {
    if (i > 0) out->push_back(',');
    AppendDecimal(digit.strokes[i], 0, out);
  }
  out->append("],\"alternatives\":[");
  for (size_t i = 0; i < digit.alternatives.size(); ++i) {
    out->append(i > 0 ? ",[" : "[");
    AppendJsonString(digit.alternatives[i].label, out);
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
  AppendJsonString(result.text, out);
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
