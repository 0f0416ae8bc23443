#include "trainer/eval/ink_transform.h"

#include <algorithm>
#include <cmath>

namespace digitpad {
namespace {

// Shorter pieces than this share of the box are no strokes but traces of the cut.
constexpr float kLeastPiece = 0.02f;

// The part of the segment a..b within the box as shares of its length, after Liang and
// Barsky, "A new concept and method for line clipping" (1984). False where there is none.
bool ClipSegment(Vec2 a, Vec2 b, const Box& box, float* from, float* to) {
  *from = 0;
  *to = 1;
  const Vec2 along = b - a;
  // Each edge as: travel * t <= room.
  const float travel[] = {-along.x, along.x, -along.y, along.y};
  const float room[] = {a.x - box.x, box.x + box.w - a.x, a.y - box.y,
                        box.y + box.h - a.y};
  for (int edge = 0; edge < 4; ++edge) {
    if (travel[edge] == 0) {
      if (room[edge] < 0) return false;
      continue;
    }
    const float t = room[edge] / travel[edge];
    if (travel[edge] < 0) {
      *from = std::max(*from, t);
    } else {
      *to = std::min(*to, t);
    }
  }
  return *from <= *to;
}

Vec2 At(const Point& p) { return {p.x, p.y}; }

void AddPiece(const Stroke& piece, float least_length, Ink* pieces) {
  if (PathLength({piece}) >= least_length) pieces->push_back(piece);
}

}  // namespace

Affine Rotation(float degrees) {
  const float angle = degrees * static_cast<float>(M_PI) / 180;
  const float cosine = std::cos(angle);
  const float sine = std::sin(angle);
  return {.a = cosine, .b = -sine, .c = sine, .d = cosine};
}

Ink Transformed(const Ink& ink, const Affine& affine) {
  Ink result = ink;
  for (Stroke& stroke : result) {
    for (Point& p : stroke) {
      const Vec2 old = At(p);
      p.x = affine.a * old.x + affine.b * old.y + affine.dx;
      p.y = affine.c * old.x + affine.d * old.y + affine.dy;
    }
  }
  return result;
}

Ink Fitted(const Ink& ink, float size) {
  const Box box = BoundingBox(ink);
  const float longest = std::max(box.w, box.h);
  const float scale = longest > 0 ? size / longest : 1;
  return Transformed(
      ink, {.a = scale, .d = scale, .dx = -box.x * scale, .dy = -box.y * scale});
}

Ink Clipped(const Ink& ink, const Box& box) {
  const float least_length = kLeastPiece * std::max(box.w, box.h);
  Ink pieces;
  for (const Stroke& stroke : ink) {
    Stroke piece;
    for (size_t i = 1; i < stroke.size(); ++i) {
      const Vec2 a = At(stroke[i - 1]);
      const Vec2 along = At(stroke[i]) - a;
      float from = 0;
      float to = 1;
      const bool inside = ClipSegment(a, At(stroke[i]), box, &from, &to);
      if (!inside || from > 0) {  // the pen was outside just before
        AddPiece(piece, least_length, &pieces);
        piece.clear();
      }
      if (!inside) continue;
      const Vec2 begin = a + along * from;
      const Vec2 end = a + along * to;
      if (piece.empty()) piece.push_back({begin.x, begin.y});
      piece.push_back({end.x, end.y});
    }
    AddPiece(piece, least_length, &pieces);
  }
  return pieces;
}

float PathLength(const Ink& ink) {
  float length = 0;
  for (const Stroke& stroke : ink) {
    for (size_t i = 1; i < stroke.size(); ++i) {
      length += Length(At(stroke[i]) - At(stroke[i - 1]));
    }
  }
  return length;
}

}  // namespace digitpad
