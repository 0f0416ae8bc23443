#include "wasm/app/strokes_line.h"

#include <cstdio>
#include <cstdlib>

namespace digitpad {
namespace {

constexpr int kMostDecimals = 9;

// With as few decimals as read back to the same value; what needs more is written with
// the nine digits that tell any two floats apart.
void AppendNumber(float value, std::string* out) {
  char text[64];
  for (int decimals = 0; decimals <= kMostDecimals; ++decimals) {
    std::snprintf(text, sizeof text, "%.*f", decimals, static_cast<double>(value));
    if (std::strtof(text, nullptr) == value) {
      out->append(text);
      return;
    }
  }
  std::snprintf(text, sizeof text, "%.9g", static_cast<double>(value));
  out->append(text);
}

void AppendPoint(const Point& point, std::string* out) {
  out->push_back('[');
  AppendNumber(point.x, out);
  out->push_back(',');
  AppendNumber(point.y, out);
  if (point.time_ms >= 0) {
    out->push_back(',');
    AppendNumber(point.time_ms, out);
    if (point.pressure >= 0) {
      out->push_back(',');
      AppendNumber(point.pressure, out);
    }
  }
  out->push_back(']');
}

// Of each stroke, where one is known.
void AppendPointers(const Ink& ink, std::string* out) {
  std::string names;
  bool known = false;
  for (const Stroke& stroke : ink) {
    const PointerKind kind = PointerOf(stroke);
    known |= kind != PointerKind::kUnknown;
    names.append(names.empty() ? "\"" : ",\"");
    names.append(kPointerNames[static_cast<size_t>(kind)]).push_back('"');
  }
  if (known) out->append(",\"pointers\":[").append(names).push_back(']');
}

}  // namespace

std::string FormatStrokesLine(std::string_view label, Vec2 size, const Ink& ink) {
  std::string line = "{";
  // Labels of a model are plain digits: nothing in them needs escaping.
  if (!label.empty()) line.append("\"label\":\"").append(label).append("\",");
  line.append("\"width\":");
  AppendNumber(size.x, &line);
  line.append(",\"height\":");
  AppendNumber(size.y, &line);
  line.append(",\"strokes\":[");
  for (const Stroke& stroke : ink) {
    line.append(&stroke == &ink.front() ? "[" : ",[");
    for (const Point& point : stroke) {
      if (&point != &stroke.front()) line.push_back(',');
      AppendPoint(point, &line);
    }
    line.push_back(']');
  }
  line.push_back(']');
  AppendPointers(ink, &line);
  line.append("}\n");
  return line;
}

}  // namespace digitpad
