#include "trainer/eval/thumbnails.h"

#include <algorithm>

#include "core/formats/png.h"
#include "core/prep/normalizer.h"
#include "trainer/eval/html.h"
#include "trainer/eval/ink_transform.h"
#include "trainer/eval/svg.h"

namespace digitpad {
namespace {

constexpr float kSize = 60;  // of a drawing's longer side
constexpr float kMargin = 6;

std::string DrawingThumbnail(const Ink& ink) {
  const Ink fitted = Fitted(ink, kSize);
  const Box box = BoundingBox(fitted);
  const Vec2 shift = {kMargin + (kSize - box.w) / 2, kMargin + (kSize - box.h) / 2};
  Svg svg(kSize + 2 * kMargin, kSize + 2 * kMargin, "the drawing");
  for (const Stroke& stroke : fitted) {
    std::string points;
    for (const Point& p : stroke) {
      points += NumberText(p.x + shift.x) + ',' + NumberText(p.y + shift.y) + ' ';
    }
    // A line without length would not be drawn, though its ends are round.
    if (stroke.size() == 1) points += points;
    svg.Polyline(points, "ink");
  }
  return svg.Finish();
}

}  // namespace

std::string Thumbnail(const ExampleSet& set, const Example& example) {
  if (!example.is_picture) return DrawingThumbnail(example.ink);
  const auto png = EncodePng(kInputSize, kInputSize, 1, set.Picture(example));
  return "<img alt=\"the picture\" src=\"data:image/png;base64," + Base64(png) + "\">";
}

}  // namespace digitpad
