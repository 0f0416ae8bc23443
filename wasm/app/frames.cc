#include "wasm/app/frames.h"

#include <algorithm>
#include <array>

namespace digitpad {
namespace {

// In em; the text on a tag is 0.8125 em.
constexpr float kTagHeight = 1.25f;
constexpr float kTagCharacter = 0.58f;
constexpr float kTagPadding = 0.4f;
constexpr float kTagGap = 0.25f;
// CSS pixels: from the area's edge.
constexpr float kEdge = 2;
// Between frames side by side.
constexpr float kApart = 2;

bool Same(const Box& a, const Box& b) {
  return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

float Overlap(const Box& a, const Box& b) {
  const float w = std::min(a.x + a.w, b.x + b.w) - std::max(a.x, b.x);
  const float h = std::min(a.y + a.h, b.y + b.h) - std::max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

Box Intersection(const Box& a, const Box& b) {
  const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::max(0.0f, std::min(a.x + a.w, b.x + b.w) - x),
          std::max(0.0f, std::min(a.y + a.h, b.y + b.h) - y)};
}

Box MovedInto(Box box, const Box& area) {
  box.x = std::clamp(box.x, area.x, std::max(area.x, area.x + area.w - box.w));
  box.y = std::clamp(box.y, area.y, std::max(area.y, area.y + area.h - box.h));
  return box;
}

// Frames of neighbours that do not overlap meet in the middle at most.
void Part(const Box& left, const Box& right, Box* left_frame, Box* right_frame) {
  const float gap = right.x - (left.x + left.w);
  if (gap <= 0 || Overlap(*left_frame, *right_frame) <= 0) return;
  const float middle = left.x + left.w + gap / 2;
  const float end = right_frame->x + right_frame->w;
  left_frame->w = middle - kApart / 2 - left_frame->x;
  right_frame->x = middle + kApart / 2;
  right_frame->w = end - right_frame->x;
}

// The best of four places: the one that covers least, the earlier one of two alike.
Box PlaceTag(const Frame& frame, std::span<const Frame> others, Vec2 size, Box area,
             float gap, bool rows) {
  const Box& f = frame.box;
  const float middle = f.x + (f.w - size.x) / 2;
  const float level = f.y + (f.h - size.y) / 2;
  const Box below = {middle, f.y + f.h + gap, size.x, size.y};
  const Box above = {middle, f.y - gap - size.y, size.x, size.y};
  const Box right = {f.x + f.w + gap, level, size.x, size.y};
  const Box left = {f.x - gap - size.x, level, size.x, size.y};
  const std::array<Box, 4> places = rows ? std::array{right, below, above, left}
                                         : std::array{below, above, right, left};
  Box best;
  float least = -1;
  for (const Box& wanted : places) {
    const Box place = MovedInto(wanted, area);
    float covered = 0;
    for (const Frame& other : others) {
      covered += Overlap(place, other.box) + Overlap(place, other.tag);
    }
    if (least >= 0 && covered >= least) continue;
    least = covered;
    best = place;
    if (covered == 0) break;
  }
  return best;
}

}  // namespace

bool Frame::operator==(const Frame& other) const {
  return Same(box, other.box) && Same(tag, other.tag) && text == other.text &&
         sure == other.sure && chosen == other.chosen;
}

std::vector<Frame> PlaceFrames(std::span<const Mark> marks, Box area, float padding,
                               float em, bool rows) {
  const Box inside = {area.x + kEdge, area.y + kEdge, area.w - 2 * kEdge,
                      area.h - 2 * kEdge};
  std::vector<Frame> frames;
  for (const Mark& mark : marks) {
    Frame frame;
    const Box& box = mark.box;
    frame.box = Intersection(
        {box.x - padding, box.y - padding, box.w + 2 * padding, box.h + 2 * padding},
        inside);
    frame.text = mark.sure ? mark.text : mark.text + "?";
    frame.sure = mark.sure;
    frame.chosen = mark.chosen;
    frames.push_back(std::move(frame));
  }
  for (size_t i = 1; i < marks.size(); ++i) {
    Part(marks[i - 1].box, marks[i].box, &frames[i - 1].box, &frames[i].box);
  }
  const float height = kTagHeight * em;
  for (Frame& frame : frames) {
    if (frame.text.empty() || !(frame.box.w > 0) || !(frame.box.h > 0)) continue;
    const float width =
        (kTagCharacter * static_cast<float>(frame.text.size()) + kTagPadding) * em;
    frame.tag = PlaceTag(frame, frames, {width, height}, inside, kTagGap * em, rows);
  }
  return frames;
}

}  // namespace digitpad
