#include "tests/fuzz/fuzz_pictures.h"

#include <algorithm>

#include "core/ink/rasterizer.h"
#include "tests/fuzz/fuzz_call_seeds.h"

namespace digitpad::fuzz {
namespace {

// One mark on the paper: a line, a rectangle, noise, or pixels as they come.
void TakeMark(FuzzInput* input, GrayPicture* picture) {
  const int width = picture->width, height = picture->height;
  const int kind = input->Below(4);
  const int x = input->Below(width), y = input->Below(height);
  const uint8_t level = input->U8();
  if (kind == 0) {
    const BitmapView view = {picture->pixels.data(), width, height, width, 0, 0};
    const Vec2 end = {static_cast<float>(input->Below(width)),
                      static_cast<float>(input->Below(height))};
    const float pen_width = static_cast<float>(input->Below(160)) / 10;
    DrawSegment({static_cast<float>(x), static_cast<float>(y)}, end, pen_width, level,
                view);
  } else if (kind == 1) {
    const int right = std::min(width, x + input->U8()),
              bottom = std::min(height, y + input->U8());
    for (int row = y; row < bottom; ++row) {
      std::fill(picture->row(row) + x, picture->row(row) + right, level);
    }
  } else if (kind == 2) {
    uint32_t state = input->U16() + 1;
    for (uint8_t& pixel : picture->pixels) {
      state = state * 1664525u + 1013904223u;  // Numerical Recipes' generator
      const int noise = static_cast<int>(state >> 24) * (level & 63) / 256;
      pixel = static_cast<uint8_t>(std::min(255, pixel + noise));
    }
  } else {
    const auto bytes = input->Bytes(level);
    const size_t at = static_cast<size_t>(y) * static_cast<size_t>(width) + x;
    const size_t count = std::min(bytes.size(), picture->pixels.size() - at);
    std::copy_n(bytes.begin(), count, picture->pixels.begin() + static_cast<long>(at));
  }
}

}  // namespace

GrayPicture TakePicture(FuzzInput* input, int how) {
  GrayPicture picture;
  picture.width = 1 + input->U8();
  picture.height = 1 + input->U8();
  if (how & 1) picture.width *= 1 + input->Below(8);
  if (how & 2) picture.height *= 1 + input->Below(8);
  constexpr int kMostPixels = 10'000;  // reach as much as many more, and take less time
  picture.height = std::min(picture.height, kMostPixels / picture.width);
  picture.pixels.assign(
      static_cast<size_t>(picture.width) * static_cast<size_t>(picture.height), 0);
  for (int i = 0; i < 64 && !input->empty(); ++i) TakeMark(input, &picture);
  if (how & 4) {
    for (uint8_t& pixel : picture.pixels) pixel = static_cast<uint8_t>(255 - pixel);
  }
  return picture;
}

GrayPicture SamplePicture(int which) {
  if (which == 0) return {};
  if (which == 1) return {1, 1, {99}};
  testing::Random random(static_cast<uint32_t>(which));
  FuzzOutput bytes;
  constexpr int kMostWidth = 64, kMostHeight = 40;
  PutPage(&random, kMostWidth, kMostHeight, &bytes);
  const auto drawn = bytes.Finish();
  FuzzInput input(drawn);
  return TakePicture(&input, which % 2 == 0 ? 4 : 0);
}

}  // namespace digitpad::fuzz
