#include "wasm/app/scene.h"

#include <algorithm>

namespace digitpad {
namespace {

Box BoundsOf(std::span<const Vec2> points) {
  if (points.empty()) return {};
  Vec2 low = points[0], high = points[0];
  for (const Vec2 p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

}  // namespace

void Scene::Clear() {
  items_.clear();
  points_.clear();
  line_ends_.clear();
  line_bounds_.clear();
}

void Scene::AddRoundRect(Box box, float radius, Color color) {
  if (!(box.w > 0) || !(box.h > 0)) return;
  SceneItem item;
  item.kind = SceneItem::Kind::kRoundRect;
  item.color = color;
  item.bounds = Around(box, 1);
  item.box = box;
  item.radius = radius;
  items_.push_back(item);
}

void Scene::AddPicture(const GrayView& picture, int x, int y) {
  SceneItem item;
  item.kind = SceneItem::Kind::kPicture;
  item.bounds = {x, y, picture.width, picture.height};
  item.picture = picture;
  items_.push_back(item);
}

void Scene::BeginLines(float pen_width, Color color) {
  SceneItem item;
  item.kind = SceneItem::Kind::kLines;
  item.color = color;
  item.pen_width = pen_width;
  item.first_line = line_ends_.size();
  items_.push_back(item);
}

void Scene::ClipLines(Box box, float radius) {
  items_.back().box = box;
  items_.back().radius = radius;
}

void Scene::EndLine() {
  SceneItem& item = items_.back();
  line_ends_.push_back(points_.size());
  const float reach = std::max(item.pen_width, 1.0f) / 2 + 1;
  line_bounds_.push_back(Around(BoundsOf(line(line_ends_.size() - 1)), reach));
  item.bounds = Unite(item.bounds, line_bounds_.back());
}

void Scene::EndLines() {
  SceneItem& item = items_.back();
  item.last_line = line_ends_.size();
  if (item.box.w > 0) item.bounds = Intersect(item.bounds, Around(item.box));
}

}  // namespace digitpad
