// Ink: what the pen did. The first value of the data's way; plain vectors, owned by
// whoever holds them. Coordinates are in any unit the caller likes (CSS pixels, tablet
// units), y down; time, pressure and what drew it are kept for files and never influence
// a reading.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/status.h"

namespace digitpad {

// What a stroke was drawn with; its name in strokes files, none where it is not known.
enum class PointerKind : uint8_t { kUnknown, kMouse, kTouch, kPen };
inline constexpr const char* kPointerNames[] = {"", "mouse", "touch", "pen"};

struct Point {
  float x = 0;
  float y = 0;
  float time_ms = -1;   // since the drawing began; negative: unknown
  float pressure = -1;  // 0..1; negative: unknown
  PointerKind pointer = PointerKind::kUnknown;  // the same in all of a stroke
};

using Stroke = std::vector<Point>;  // pen down to pen up, in order
using Ink = std::vector<Stroke>;    // a drawing, in the order it was drawn

inline constexpr int kMaxStrokes = 1000;
inline constexpr int kMaxPoints = 20000;       // of all strokes together
inline constexpr float kMaxCoordinate = 1e6f;  // of |x| and |y|

// Whether both coordinates are finite and within the limit.
bool IsValid(const Point& point);

// Invalid where a limit above is broken or a coordinate is not finite; the message names
// the stroke and the point, both counted from 0.
Status ValidateInk(const Ink& ink);

// Of the stroke; unknown without points.
PointerKind PointerOf(const Stroke& stroke);

// Whether there is no point at all (strokes without points count as nothing).
bool IsEmpty(const Ink& ink);

// The smallest box around all points; a zero box where there is none.
Box BoundingBox(const Ink& ink);

}  // namespace digitpad
