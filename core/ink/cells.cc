#include "core/ink/cells.h"

#include <algorithm>
#include <cassert>

namespace digitpad {
namespace {

// Squared, from a point to the nearest of a box; 0 within.
float SquaredDistance(Vec2 at, const Box& box) {
  const float x = std::max({box.x - at.x, at.x - box.x - box.w, 0.0f});
  const float y = std::max({box.y - at.y, at.y - box.y - box.h, 0.0f});
  return x * x + y * y;
}

int NearestCell(Vec2 at, std::span<const Box> cells) {
  int nearest = 0;
  for (size_t i = 1; i < cells.size(); ++i) {
    if (SquaredDistance(at, cells[i]) <
        SquaredDistance(at, cells[static_cast<size_t>(nearest)])) {
      nearest = static_cast<int>(i);
    }
  }
  return nearest;
}

}  // namespace

void AssignToCells(const Ink& ink, std::span<const Box> cells,
                   std::vector<int>* cell_of_stroke) {
  assert(!cells.empty());
  std::vector<float> lengths(cells.size());
  cell_of_stroke->clear();
  for (const Stroke& stroke : ink) {
    if (stroke.empty()) {
      cell_of_stroke->push_back(-1);
      continue;
    }
    std::fill(lengths.begin(), lengths.end(), 0.0f);
    Vec2 before = {stroke[0].x, stroke[0].y};
    for (const Point& point : stroke) {
      const Vec2 at = {point.x, point.y};
      lengths[static_cast<size_t>(NearestCell((at + before) * 0.5f, cells))] +=
          Length(at - before);
      before = at;
    }
    const auto most = std::max_element(lengths.begin(), lengths.end());
    // A dot has no length anywhere.
    cell_of_stroke->push_back(*most > 0 ? static_cast<int>(most - lengths.begin())
                                        : NearestCell(before, cells));
  }
}

}  // namespace digitpad
