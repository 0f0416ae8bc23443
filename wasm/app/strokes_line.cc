#include "wasm/app/strokes_line.h"

#include "core/base/value_text.h"

namespace digitpad {
namespace {

void AppendPoint(const Point& point, std::string* out) {
  out->push_back('[');
  AppendFloat(point.x, out);
  out->push_back(',');
  AppendFloat(point.y, out);
  // A pressure without a time needs the time's place, where a negative one means unknown.
  if (point.time_ms >= 0 || point.pressure >= 0) {
    out->push_back(',');
    AppendFloat(point.time_ms >= 0 ? point.time_ms : -1, out);
  }
  if (point.pressure >= 0) {
    out->push_back(',');
    AppendFloat(point.pressure, out);
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
  if (!label.empty()) {
    line.append("\"label\":");
    AppendJsonString(label, &line);
    line.push_back(',');
  }
  line.append("\"width\":");
  AppendFloat(size.x, &line);
  line.append(",\"height\":");
  AppendFloat(size.y, &line);
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
