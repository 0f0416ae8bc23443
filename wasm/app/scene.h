// Scene: what is on the screen, as a list of shapes in device pixels, back to front.
// Shapes are all that the core's rasteriser can draw, rounded rectangles and lines; and
// pictures.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/ink/ink.h"
#include "wasm/app/layout.h"
#include "wasm/app/pixels.h"
#include "wasm/app/theme.h"

namespace digitpad {

struct SceneItem {
  enum class Kind { kRoundRect, kLines, kPicture };
  Kind kind = Kind::kRoundRect;
  Color color;
  IntRect bounds;  // all pixels that it may touch
  Box box;  // kRoundRect: the rectangle; kLines: what the lines are clipped to, where
            // it is not empty
  GrayView picture;  // kPicture: of the size of `bounds`
  float radius = 0;
  float pen_width = 0;    // kLines
  size_t first_line = 0;  // kLines: [first_line, last_line) of Scene's lines
  size_t last_line = 0;
};

class Scene {
 public:
  std::span<const SceneItem> items() const { return items_; }
  std::span<const Vec2> line(size_t i) const {
    const size_t begin = i == 0 ? 0 : line_ends_[i - 1];
    return std::span(points_).subspan(begin, line_ends_[i] - begin);
  }
  // The pixels that line i may touch, its pen included.
  const IntRect& line_bounds(size_t i) const { return line_bounds_[i]; }

  void Clear();
  void AddRoundRect(Box box, float radius, Color color);

  // Pixel by pixel, its top left corner at (x, y). Borrowed: it must outlive the scene.
  void AddPicture(const GrayView& picture, int x, int y);

  // Lines of one color and pen, drawn as one: where they overlap, nothing darkens.
  // BeginLines, then any number of points() and EndLine, then EndLines.
  void BeginLines(float pen_width, Color color);
  std::vector<Vec2>* points() { return &points_; }
  void EndLine();
  void EndLines();
  // To be seen only within this rounded rectangle; between BeginLines and EndLines.
  void ClipLines(Box box, float radius);

 private:
  std::vector<SceneItem> items_;
  std::vector<Vec2> points_;
  std::vector<size_t> line_ends_;
  std::vector<IntRect> line_bounds_;
};

}  // namespace digitpad
