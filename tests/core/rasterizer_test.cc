#include "core/ink/rasterizer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace digitpad {
namespace {

struct Plane {
  Plane(int w, int h) : width(w), height(h), pixels(static_cast<size_t>(w * h)) {}
  BitmapView view() { return {pixels.data(), width, height, width, 0, 0}; }
  int at(int x, int y) const { return pixels[static_cast<size_t>(y * width + x)]; }
  double sum() const { return std::accumulate(pixels.begin(), pixels.end(), 0.0) / 255; }
  int width, height;
  std::vector<uint8_t> pixels;
};

TEST(Rasterizer, LineAlongTheAxesCoversExactly) {
  Plane plane(20, 11);
  DrawSegment({5, 5.5f}, {15, 5.5f}, 3, 255, plane.view());
  for (int y = 0; y < 11; ++y) {
    EXPECT_EQ(plane.at(10, y), y >= 4 && y <= 6 ? 255 : 0) << y;
  }
}

TEST(Rasterizer, AreaIsThatOfTheCapsule) {
  for (const float angle : {0.0f, 0.3f, 0.8f, 1.5f}) {
    Plane plane(60, 60);
    const float dx = 20 * std::cos(angle), dy = 20 * std::sin(angle);
    DrawSegment({15, 15}, {15 + dx, 15 + dy}, 6, 255, plane.view());
    EXPECT_NEAR(plane.sum(), 20 * 6 + 3.14159 * 9, 2.5) << angle;
  }
}

TEST(Rasterizer, OnePointMakesADot) {
  Plane plane(21, 21);
  const Vec2 point[] = {{10.5f, 10.5f}};
  DrawPolyline(point, 10, plane.view());
  EXPECT_NEAR(plane.sum(), 3.14159 * 25, 2);
  EXPECT_EQ(plane.at(10, 10), 255);
}

TEST(Rasterizer, ThinPenCoversItsWidth) {
  Plane plane(20, 9);
  DrawSegment({0, 4.5f}, {20, 4.5f}, 0.25f, 255, plane.view());
  EXPECT_NEAR(plane.at(10, 4), 64, 1);
}

TEST(Rasterizer, CrossingInkDoesNotDarken) {
  Plane once(20, 20), twice(20, 20);
  DrawSegment({2, 3}, {17, 16}, 2.6f, 255, once.view());
  DrawSegment({2, 3}, {17, 16}, 2.6f, 255, twice.view());
  DrawSegment({2, 3}, {17, 16}, 2.6f, 255, twice.view());
  EXPECT_EQ(once.pixels, twice.pixels);
}

TEST(Rasterizer, WindowShowsTheSamePixelsAsThePlane) {
  Plane plane(40, 30);
  DrawSegment({-5, 4}, {38, 27}, 4.3f, 255, plane.view());
  FillRoundRect({20, 2, 15.5f, 9}, 4, plane.view());

  Plane window(13, 11);
  const BitmapView view = {window.pixels.data(), 13, 11, 13, 17, 6};
  DrawSegment({-5, 4}, {38, 27}, 4.3f, 255, view);
  FillRoundRect({20, 2, 15.5f, 9}, 4, view);
  for (int y = 0; y < 11; ++y) {
    for (int x = 0; x < 13; ++x) EXPECT_EQ(window.at(x, y), plane.at(x + 17, y + 6));
  }
}

TEST(Rasterizer, NeverWritesOutsideItsWindow) {
  std::vector<uint8_t> guarded(40 * 40, 77);
  const BitmapView view = {guarded.data() + 10 * 40 + 10, 20, 20, 40, 0, 0};
  for (const float far : {-1e6f, -30.0f, 10.0f, 50.0f, 1e6f}) {
    DrawSegment({far, 10}, {10, -far}, 7, 255, view);
    DrawSegment({far, far}, {far, far}, 9, 255, view);
    FillRoundRect({far, -20, 60, 60}, 3, view);
  }
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 40; ++x) {
      if (x >= 10 && x < 30 && y >= 10 && y < 30) continue;
      ASSERT_EQ(guarded[static_cast<size_t>(y * 40 + x)], 77) << x << "," << y;
    }
  }
}

TEST(Rasterizer, RoundRectIsTheSameColumnByColumn) {
  for (const float width : {1.0f, 3.3f, 7.5f, 18.25f, 33.0f, 90.0f}) {
    for (const float radius : {0.0f, 0.4f, 2.0f, 5.5f, 40.0f}) {
      const Box box = {-2.3f + width / 7, 3.6f, width, 17.8f};
      Plane whole(40, 30), columns(40, 30);
      FillRoundRect(box, radius, whole.view());
      for (int x = 0; x < 40; ++x) {
        FillRoundRect(box, radius, {columns.pixels.data() + x, 1, 30, 40, x, 0});
      }
      EXPECT_EQ(whole.pixels, columns.pixels) << width << " " << radius;
    }
  }
}

TEST(Rasterizer, RoundRectHasItsArea) {
  Plane plane(60, 40);
  FillRoundRect({4, 5, 40, 20}, 6, plane.view());
  EXPECT_NEAR(plane.sum(), 800 - (4 - 3.14159) * 36, 2);
  EXPECT_EQ(plane.at(24, 5), 255);
  EXPECT_EQ(plane.at(24, 4), 0);
  EXPECT_EQ(plane.at(4, 5), 0);
  FillRoundRect({0, 0, 0, 9}, 2, plane.view());  // nothing to fill
}

}  // namespace
}  // namespace digitpad
