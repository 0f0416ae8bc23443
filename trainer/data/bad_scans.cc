#include "trainer/data/bad_scans.h"

#include <algorithm>

#include "core/base/prep_spec.h"
#include "core/ink/rasterizer.h"
#include "trainer/data/chance.h"

namespace digitpad {
namespace {

constexpr int kPixels = kInputSize * kInputSize;

void DrawBlots(Random* random, std::span<uint8_t> picture) {
  std::ranges::fill(picture, uint8_t{0});
  const uint32_t blots = 1 + random->Below(5);
  for (uint32_t i = 0; i < blots; ++i) {
    const float w = random->Uniform(4, 18);
    const float h = w * random->Uniform(0.4f, 1.1f);  // an upright one could be a 1
    const Box box = {random->Uniform(2, 26 - w), random->Uniform(2, 26 - h), w, h};
    FillRoundRect(box, random->Uniform(0, 8),
                  {picture.data(), kInputSize, kInputSize, kInputSize});
  }
}

void DrawNoise(Random* random, std::span<uint8_t> picture) {
  const float density = random->Uniform(0.02f, 1);
  const float strength = random->Uniform(60, 255);
  for (uint8_t& pixel : picture) {
    const bool is_set = random->Uniform() < density;
    pixel = is_set ? static_cast<uint8_t>(strength * random->Uniform()) : uint8_t{0};
  }
}

// Grey all over, or from side to side.
void DrawShade(Random* random, std::span<uint8_t> picture) {
  const float from = random->Uniform(0, 255);
  const float to = random->Uniform(0, 255);
  const bool down = Coin(random);
  for (int i = 0; i < kPixels; ++i) {
    const int step = down ? i / kInputSize : i % kInputSize;
    const float share = static_cast<float>(step) / (kInputSize - 1);
    picture[i] = static_cast<uint8_t>(from + (to - from) * share);
  }
}

// Three lines or more, as of ruled paper; two or more lying ones.
void DrawStripes(Random* random, std::span<uint8_t> picture) {
  std::ranges::fill(picture, uint8_t{0});
  const bool lying = Coin(random);
  const uint32_t lines = (lying ? 2 : 3) + random->Below(4);
  const float pen = random->Uniform(1, 3);
  const float slant = random->Uniform(-3, 3);
  for (uint32_t i = 0; i < lines; ++i) {
    const float at =
        kInputSize * (static_cast<float>(i) + 0.5f) / static_cast<float>(lines);
    const Vec2 from = lying ? Vec2{1, at - slant} : Vec2{at - slant, 1};
    const Vec2 to = lying ? Vec2{27, at + slant} : Vec2{at + slant, 27};
    DrawSegment(from, to, pen, 255, {picture.data(), kInputSize, kInputSize, kInputSize});
  }
}

}  // namespace

void DrawBadScan(Random* random, std::span<uint8_t> picture) {
  switch (random->Below(4)) {
    case 0:
      return DrawBlots(random, picture);
    case 1:
      return DrawNoise(random, picture);
    case 2:
      return DrawShade(random, picture);
    default:
      return DrawStripes(random, picture);
  }
}

}  // namespace digitpad
