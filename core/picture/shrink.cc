#include "core/picture/shrink.h"

#include <algorithm>
#include <cassert>

namespace digitpad {
namespace {

// Adds each group of `factor` pixels to its sum.
void AddRow(const uint8_t* in, int width, int factor, uint32_t* sums) {
  if (factor == 2) {  // the usual one: a loop that compilers turn into SIMD
    for (int x = 0; x < width / 2; ++x) sums[x] += uint32_t{in[2 * x]} + in[2 * x + 1];
    if (width % 2 != 0) sums[width / 2] += in[width - 1];
    return;
  }
  for (int x = 0, column = 0; x < width; x += factor, ++column) {
    const int end = std::min(x + factor, width);
    uint32_t sum = 0;
    for (int i = x; i < end; ++i) sum += in[i];
    sums[column] += sum;
  }
}

}  // namespace

int ShrinkFactor(int width, int height) {
  constexpr int64_t kMostPixels = 4'000'000;
  int factor = 1;
  while (int64_t{width} * height / (factor * factor) > kMostPixels) ++factor;
  return factor;
}

GrayPicture Shrunk(const GrayView& picture, int factor) {
  assert(factor >= 1 && picture.width >= 1 && picture.height >= 1);
  GrayPicture result;
  result.width = (picture.width + factor - 1) / factor;
  result.height = (picture.height + factor - 1) / factor;
  result.pixels.resize(static_cast<size_t>(result.width) * result.height);
  std::vector<uint32_t> sums(static_cast<size_t>(result.width));
  const auto full = static_cast<uint32_t>(factor);
  const auto last = static_cast<uint32_t>(picture.width - (result.width - 1) * factor);
  for (int y = 0; y < result.height; ++y) {
    if (factor == 1) {
      std::copy_n(picture.row(y), picture.width, result.row(y));
      continue;
    }
    std::fill(sums.begin(), sums.end(), 0u);
    const int end = std::min((y + 1) * factor, picture.height);
    for (int row = y * factor; row < end; ++row) {
      AddRow(picture.row(row), picture.width, factor, sums.data());
    }
    // A division by multiplication: sums are below 2^31 / 256 for every factor in use.
    const auto rows = static_cast<uint32_t>(end - y * factor);
    const float inverse = 1.0f / static_cast<float>(rows * full);
    uint8_t* out = result.row(y);
    for (int x = 0; x < result.width; ++x) {
      out[x] = static_cast<uint8_t>(
          static_cast<float>(sums[static_cast<size_t>(x)]) * inverse + 0.5f);
    }
    const uint32_t count = std::max(rows * last, 1u);
    out[result.width - 1] = static_cast<uint8_t>((sums.back() + count / 2) / count);
  }
  return result;
}

}  // namespace digitpad
