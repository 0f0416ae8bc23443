#include "wasm/app/outline.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace digitpad {
namespace {

constexpr int kPiecesOfCorner = 6;

// Once around, clockwise, from the end of the top left corner back to it.
std::vector<Vec2> OnceAround(Box box, float radius) {
  const float r = std::clamp(radius, 0.0f, std::min(box.w, box.h) / 2);
  constexpr float kQuarter = 3.14159265f / 2;
  const Vec2 centers[] = {{box.x + box.w - r, box.y + r},
                          {box.x + box.w - r, box.y + box.h - r},
                          {box.x + r, box.y + box.h - r},
                          {box.x + r, box.y + r}};
  std::vector<Vec2> points = {{box.x + r, box.y}};
  for (int corner = 0; corner < 4; ++corner) {
    for (int i = 0; i <= kPiecesOfCorner; ++i) {
      const float angle = kQuarter * (static_cast<float>(corner - 1) +
                                      static_cast<float>(i) / kPiecesOfCorner);
      points.push_back(centers[corner] + Vec2{std::cos(angle), std::sin(angle)} * r);
    }
  }
  return points;
}

// The line's parts that are dashes.
void AppendDashes(const std::vector<Vec2>& line, float dash, Scene* scene) {
  float length = 0;
  for (size_t i = 1; i < line.size(); ++i) length += Length(line[i] - line[i - 1]);
  const int parts = 2 * std::max(2, static_cast<int>(std::lround(length / (2 * dash))));
  const float part = length / static_cast<float>(parts);
  bool drawing = true;
  float left = part;  // of the dash or the gap under way
  scene->points()->push_back(line[0]);
  for (size_t i = 1; i < line.size(); ++i) {
    Vec2 from = line[i - 1];
    float rest = Length(line[i] - from);
    while (rest > left) {
      from = from + (line[i] - from) * (left / rest);
      rest -= left;
      left = part;
      scene->points()->push_back(from);
      if (drawing) scene->EndLine();
      drawing = !drawing;
    }
    left -= rest;
    if (drawing) scene->points()->push_back(line[i]);
  }
  if (drawing) scene->EndLine();
}

}  // namespace

void AppendOutline(Box box, float radius, float dash, Scene* scene) {
  if (!(box.w > 0) || !(box.h > 0)) return;
  const std::vector<Vec2> line = OnceAround(box, radius);
  if (dash > 0) return AppendDashes(line, dash, scene);
  scene->points()->insert(scene->points()->end(), line.begin(), line.end());
  scene->EndLine();
}

}  // namespace digitpad
