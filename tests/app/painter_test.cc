#include "wasm/app/painter.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/ink/curve.h"
#include "wasm/app/dirty_region.h"
#include "wasm/app/picture.h"

namespace digitpad {
namespace {

constexpr Color kWhite = {255, 255, 255};
constexpr Color kBlack = {0, 0, 0};
constexpr Color kRed = {200, 10, 20};

struct Image {
  explicit Image(int size, PixelFormat format = {})
      : pixels(static_cast<size_t>(size) * static_cast<size_t>(size), 0x12345678),
        buffer{pixels.data(), size, size, size, format} {}
  uint32_t At(int x, int y) const {
    return pixels[static_cast<size_t>(y) * static_cast<size_t>(buffer.width) +
                  static_cast<size_t>(x)];
  }
  std::vector<uint32_t> pixels;
  PixelBuffer buffer;
};

Scene SceneOfShapes() {
  Scene scene;
  scene.AddRoundRect({-1, -1, 42, 42}, 0, kWhite);
  scene.AddRoundRect({4, 4, 30, 28}, 6, kRed);
  scene.BeginLines(3, kBlack);
  *scene.points() = {{8, 8}, {30, 30}};
  scene.EndLine();
  scene.EndLines();
  return scene;
}

// An image of 40 x 40, by parts that do not fit it evenly.
void PaintInParts(const Scene& scene, Painter* painter, Image* image) {
  for (int y = 0; y < 40; y += 7) {
    for (int x = 0; x < 40; x += 9) painter->Paint(scene, {x, y, 9, 7}, image->buffer);
  }
}

TEST(Painter, FillsFacesWithTheirExactColor) {
  Image image(40);
  Painter().Paint(SceneOfShapes(), {0, 0, 40, 40}, image.buffer);
  EXPECT_EQ(image.At(1, 1), image.buffer.format.Pack(kWhite));
  EXPECT_EQ(image.At(30, 10), image.buffer.format.Pack(kRed));
  EXPECT_EQ(image.At(20, 20), image.buffer.format.Pack(kBlack));
  // The corner that the radius takes away.
  EXPECT_EQ(image.At(4, 4), image.buffer.format.Pack(kWhite));
}

TEST(Painter, TouchesNothingOutsideItsArea) {
  Image image(40);
  Painter().Paint(SceneOfShapes(), {10, 12, 7, 5}, image.buffer);
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 40; ++x) {
      const bool inside = x >= 10 && x < 17 && y >= 12 && y < 17;
      EXPECT_EQ(image.At(x, y) != 0x12345678, inside) << x << "," << y;
    }
  }
}

TEST(Painter, PartsGiveTheSamePixelsAsTheWhole) {
  const Scene scene = SceneOfShapes();
  Image whole(40), parts(40);
  Painter painter;
  painter.Paint(scene, {0, 0, 40, 40}, whole.buffer);
  PaintInParts(scene, &painter, &parts);
  EXPECT_EQ(parts.pixels, whole.pixels);
}

TEST(Painter, HonoursTheOrderOfChannels) {
  PixelFormat bgr;
  bgr.red_shift = 16;
  bgr.blue_shift = 0;
  bgr.opaque = 0;
  Image image(40, bgr);
  Painter().Paint(SceneOfShapes(), {0, 0, 40, 40}, image.buffer);
  EXPECT_EQ(image.At(30, 10), 0x00C80A14u);
}

TEST(Painter, BlendsByCoverage) {
  Scene scene;
  scene.AddRoundRect({-1, -1, 12, 12}, 0, kWhite);
  scene.AddRoundRect({2.5f, 2, 5, 5}, 0, kBlack);  // half of column 2
  Image image(10);
  Painter().Paint(scene, {0, 0, 10, 10}, image.buffer);
  EXPECT_NEAR(static_cast<int>(image.At(2, 4) & 0xFF), 127, 1);
  EXPECT_EQ(image.At(3, 4) & 0xFF, 0u);
  EXPECT_EQ(image.At(2, 4) >> 24, 0xFFu);
}

TEST(Painter, LinesOfOneShapeDoNotDarkenWhereTheyCross) {
  const Color grey = {100, 100, 100};
  const auto draw = [&](int lines) {
    Scene scene;
    scene.AddRoundRect({-1, -1, 22, 22}, 0, kWhite);
    scene.BeginLines(0.5f, grey);  // thinner than a pixel: never full coverage
    for (int i = 0; i < lines; ++i) {
      scene.points()->insert(scene.points()->end(), {{2, 10.5f}, {18, 10.5f}});
      scene.EndLine();
    }
    scene.EndLines();
    Image image(20);
    Painter().Paint(scene, {0, 0, 20, 20}, image.buffer);
    return image.pixels;
  };
  EXPECT_EQ(draw(1), draw(3));
}

TEST(Painter, ClipsLinesToTheirRectangle) {
  Scene scene;
  scene.AddRoundRect({-1, -1, 42, 42}, 0, kWhite);
  scene.BeginLines(6, kBlack);
  scene.ClipLines({10, 10, 20, 20}, 0);
  *scene.points() = {{0, 20}, {40, 20}};
  scene.EndLine();
  scene.EndLines();
  Image image(40);
  Painter().Paint(scene, {0, 0, 40, 40}, image.buffer);
  EXPECT_EQ(image.At(20, 20), image.buffer.format.Pack(kBlack));
  EXPECT_EQ(image.At(5, 20), image.buffer.format.Pack(kWhite));
  EXPECT_EQ(image.At(35, 20), image.buffer.format.Pack(kWhite));
}

TEST(Painter, ClipsLinesAtRoundedCornersAlikeInParts) {
  Scene scene;
  scene.AddRoundRect({-1, -1, 42, 42}, 0, kWhite);
  scene.BeginLines(60, kBlack);
  scene.ClipLines({4.5f, 4, 30, 28}, 8);
  *scene.points() = {{0, 0}, {40, 40}};
  scene.EndLine();
  scene.EndLines();
  Image whole(40), parts(40), face(40);
  Painter painter;
  painter.Paint(scene, {0, 0, 40, 40}, whole.buffer);
  PaintInParts(scene, &painter, &parts);
  EXPECT_EQ(parts.pixels, whole.pixels);
  // The pen covers all of the rectangle, which is seen as if it were a face.
  Scene filled;
  filled.AddRoundRect({-1, -1, 42, 42}, 0, kWhite);
  filled.AddRoundRect({4.5f, 4, 30, 28}, 8, kBlack);
  painter.Paint(filled, {0, 0, 40, 40}, face.buffer);
  EXPECT_EQ(whole.pixels, face.pixels);
}

TEST(DirtyRegion, RectanglesNeverOverlap) {
  DirtyRegion region;
  uint32_t state = 1;
  const auto next = [&state](uint32_t below) {
    state = state * 1664525 + 1013904223;
    return static_cast<int>((state >> 8) % below);
  };
  std::vector<IntRect> added;
  for (int i = 0; i < 200; ++i) {
    added.push_back({next(500), next(500), 1 + next(20), 1 + next(20)});
    region.Add(added.back());
    const auto& rects = region.rects();
    for (size_t a = 0; a < rects.size(); ++a) {
      for (size_t b = 0; b < a; ++b) EXPECT_TRUE(Intersect(rects[a], rects[b]).empty());
    }
  }
  for (const IntRect& rect : added) {
    bool covered = false;
    for (const IntRect& r : region.rects()) covered |= Intersect(r, rect) == rect;
    EXPECT_TRUE(covered);
  }
  region.Add({0, 0, 0, 5});
  region.Clear();
  EXPECT_TRUE(region.empty());
}

TEST(Curve, StartsAndEndsWithTheStroke) {
  const Stroke stroke = {{0, 0}, {10, 0}, {10, 10}, {20, 10}};
  std::vector<Vec2> curve;
  AppendCurve(stroke, 2, {5, 7}, &curve);
  ASSERT_GT(curve.size(), stroke.size());
  EXPECT_EQ(curve.front().x, 5);
  EXPECT_EQ(curve.front().y, 7);
  EXPECT_EQ(curve.back().x, 45);
  EXPECT_EQ(curve.back().y, 27);
}

// Of one segment of the spline, from the middle (5, 0) round (10, 0) to the middle (10,
// 50).
TEST(Curve, IsNowhereOffTheSplineByMoreThanCanBeSeen) {
  std::vector<Vec2> curve;
  AppendCurve(Stroke{{0, 0}, {10, 0}, {10, 100}}, 1, {}, &curve);
  EXPECT_LT(curve.size(), 20u);
  for (int i = 0; i <= 1000; ++i) {
    const float t = static_cast<float>(i) / 1000, s = 1 - t;
    const Vec2 point =
        Vec2{5, 0} * (s * s) + Vec2{10, 0} * (2 * s * t) + Vec2{10, 50} * (t * t);
    float nearest = 100;
    for (size_t k = 1; k < curve.size(); ++k) {
      const Vec2 along = curve[k] - curve[k - 1], from = point - curve[k - 1];
      const float dot = from.x * along.x + from.y * along.y;
      const float length = Length(along);
      const float share = std::clamp(dot / (length * length), 0.0f, 1.0f);
      nearest = std::min(nearest, Length(from - along * share));
    }
    EXPECT_LE(nearest, 0.051f) << t;
  }
}

TEST(Curve, ADotIsOnePoint) {
  std::vector<Vec2> curve;
  AppendCurve(Stroke{{3, 4}}, 1, {}, &curve);
  EXPECT_EQ(curve.size(), 1u);
  AppendCurve({}, 1, {}, &curve);
  EXPECT_EQ(curve.size(), 1u);
}

TEST(Picture, IsBlackInkOnWhitePaperAtItsScale) {
  const GrayPicture picture = DrawPicture({{{10, 10}, {30, 10}}}, {40, 20}, 4, 2);
  EXPECT_EQ(picture.width, 80);
  EXPECT_EQ(picture.height, 40);
  const auto at = [&](int x, int y) {
    return picture.pixels[static_cast<size_t>(y) * 80 + static_cast<size_t>(x)];
  };
  EXPECT_EQ(at(40, 20), 0);
  EXPECT_EQ(at(40, 5), 255);
  EXPECT_EQ(at(5, 20), 255);
}

TEST(Picture, NoSideIsLongerThanPicturesMayHave) {
  const GrayPicture picture = DrawPicture({{{10, 1}, {60000, 1}}}, {65536, 8}, 16, 2);
  EXPECT_EQ(picture.width, kMaxPictureSide);
  EXPECT_EQ(picture.height, 2);
  EXPECT_EQ(picture.pixels[8000], 0);
}

}  // namespace
}  // namespace digitpad
