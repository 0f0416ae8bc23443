#include "wasm/app/ink_fit.h"

#include <algorithm>
#include <cmath>

namespace digitpad {
namespace {

// Areas that differ by less are the same: files keep fractions of pixels.
constexpr float kSameSize = 0.5f;
// Free around ink that is fitted by its own extent, as a share of the room's side.
constexpr float kMargin = 0.125f;
// Ink that would take up a smaller share of the room is fitted by its own extent.
constexpr float kLeastShare = 0.2f;
// Of the room around a dot, in ink units, when it is shown by itself.
constexpr float kDotRoom = 100;

// Enlarged by more, ink is shown as a dot.
constexpr float kMostScale = 1e6f;

// What lies at `from` goes to `to`. Differences are what is scaled: floats have too few
// digits to scale ink that lies far away, and to move it back.
struct Placement {
  float scale = 1;
  Vec2 from, to;
};

Vec2 MiddleOf(const Box& box) { return {box.x + box.w / 2, box.y + box.h / 2}; }

Vec2 Placed(Vec2 at, const Placement& placement) {
  return (at - placement.from) * placement.scale + placement.to;
}

Box Placed(const Box& box, const Placement& placement) {
  const Vec2 corner = Placed(Vec2{box.x, box.y}, placement);
  return {corner.x, corner.y, box.w * placement.scale, box.h * placement.scale};
}

bool Holds(const Box& room, const Box& box) {
  return box.x >= room.x && box.y >= room.y && box.x + box.w <= room.x + room.w &&
         box.y + box.h <= room.y + room.h;
}

// `box` as large as it fits into `room`, in the middle of it; a dot keeps its size.
Placement Fit(const Box& box, const Box& room) {
  Placement placement;
  if (box.w > 0 && box.h > 0) {
    placement.scale = std::min(room.w / box.w, room.h / box.h);
  } else if (box.w > 0 || box.h > 0) {
    placement.scale = box.w > 0 ? room.w / box.w : room.h / box.h;
  }
  placement.scale = std::min(placement.scale, kMostScale);
  const Vec2 half = {box.w / 2, box.h / 2};
  placement.from = {box.x, box.y};
  placement.to = MiddleOf(room) - half * placement.scale;
  return placement;
}

bool IsLarge(const Box& ink, const Box& room) {
  return std::max(ink.w / room.w, ink.h / room.h) >= kLeastShare;
}

Box WithoutMargin(const Box& room) {
  const Vec2 margin = {room.w * kMargin, room.h * kMargin};
  return {room.x + margin.x, room.y + margin.y, room.w - 2 * margin.x,
          room.h - 2 * margin.y};
}

Placement Place(const Box& ink, Vec2 drawn_on, const InkRoom& room) {
  const Box area = {0, 0, room.area.x, room.area.y};
  const bool has_cells = room.row.w > 0;
  const Box target = has_cells ? room.row : area;
  if (std::abs(drawn_on.x - area.w) < kSameSize &&
      std::abs(drawn_on.y - area.h) < kSameSize && Holds(area, ink)) {
    return {};
  }
  if (drawn_on.x > 0 && drawn_on.y > 0) {
    const Box source = has_cells ? room.written_row : Box{0, 0, drawn_on.x, drawn_on.y};
    const Placement placement = Fit(source, target);
    const Box placed = Placed(ink, placement);
    if (Holds(target, placed) && (IsLarge(placed, target) || ink.w + ink.h == 0)) {
      return placement;
    }
  }
  return Fit(ink, WithoutMargin(target));
}

}  // namespace

void FitInk(Vec2 drawn_on, const InkRoom& room, Ink* ink) {
  const Placement placement = Place(BoundingBox(*ink), drawn_on, room);
  const Vec2 moved = placement.to - placement.from;
  if (placement.scale == 1 && moved.x == 0 && moved.y == 0) return;
  for (Stroke& stroke : *ink) {
    for (Point& point : stroke) {
      const Vec2 at = Placed(Vec2{point.x, point.y}, placement);
      point.x = at.x;
      point.y = at.y;
    }
  }
}

Box ExtentToShow(const Ink& ink, Vec2 area) {
  if (IsEmpty(ink)) return {};
  const Box box = BoundingBox(ink), room = {0, 0, area.x, area.y};
  const bool is_dot = box.w + box.h == 0;
  if (Holds(room, box) && (is_dot || IsLarge(box, room))) return {};
  if (!is_dot) return box;
  return {box.x - kDotRoom / 2, box.y - kDotRoom / 2, kDotRoom, kDotRoom};
}

InkView ShowExtent(const Box& extent, Vec2 area) {
  const Placement placement = Fit(extent, WithoutMargin({0, 0, area.x, area.y}));
  return {placement.from - placement.to * (1 / placement.scale), placement.scale};
}

}  // namespace digitpad
