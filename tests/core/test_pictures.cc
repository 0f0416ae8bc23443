#include "tests/core/test_pictures.h"

#include <cmath>

#include "core/ink/rasterizer.h"
#include "core/picture/ink_strength.h"

namespace digitpad::testing {
namespace {

Lines Placed(Lines lines, Vec2 at, float height) {
  for (auto& line : lines) {
    for (Vec2& p : line) p = at + p * height;
  }
  return lines;
}

}  // namespace

GrayPicture Paper(int width, int height, int gray) {
  return {width, height,
          std::vector<uint8_t>(static_cast<size_t>(width) * height,
                               static_cast<uint8_t>(gray))};
}

void DrawLines(const Lines& lines, float pen, float strength, GrayPicture* picture) {
  std::vector<uint8_t> coverage(picture->pixels.size());
  for (const auto& line : lines) {
    DrawPolyline(line, pen,
                 {coverage.data(), picture->width, picture->height, picture->width});
  }
  for (size_t i = 0; i < coverage.size(); ++i) {
    const float light = 1 - strength * static_cast<float>(coverage[i]) / 255;
    picture->pixels[i] =
        static_cast<uint8_t>(static_cast<float>(picture->pixels[i]) * light + 0.5f);
  }
}

GrayPicture StrengthOf(const GrayPicture& picture) {
  InkStrength ink;
  ink.Start(picture);
  while (ink.Step()) {
  }
  return ink.strength();
}

int InkPixels(const GrayPicture& strength) {
  int count = 0;
  for (const uint8_t pixel : strength.pixels) count += pixel >= kInk ? 1 : 0;
  return count;
}

std::vector<Component> ComponentsOf(const GrayPicture& strength, int least_side) {
  ComponentFinder finder;
  finder.Start(strength.view());
  while (finder.Step()) {
  }
  return finder.Components(least_side);
}

Lines Seven(Vec2 at, float height) {
  return Placed({{{0, 0.05f}, {0.6f, 0}, {0.25f, 1}}}, at, height);
}

Lines Four(Vec2 at, float height) {
  return Placed({{{0.1f, 0}, {0, 0.6f}, {0.45f, 0.6f}}, {{0.6f, 0.2f}, {0.58f, 1}}}, at,
                height);
}

Lines Zero(Vec2 at, float height) {
  std::vector<Vec2> line;
  for (int i = 0; i <= 24; ++i) {
    const double angle = i * M_PI / 12;
    line.push_back({0.3f - 0.3f * static_cast<float>(std::sin(angle)),
                    0.5f - 0.5f * static_cast<float>(std::cos(angle))});
  }
  return Placed({line}, at, height);
}

}  // namespace digitpad::testing
