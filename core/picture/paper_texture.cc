#include "core/picture/paper_texture.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace digitpad {
namespace {

constexpr int kLeastTextured = 200;  // pixels; a smaller picture may be all digit
// From the paper's median depth its lightest tenth is 1.3 deviations away: the deepest is
// four deviations on the other side.
constexpr int kTextureFactor = 3;
constexpr int kBlockTiles = 6;  // of which the paper is measured together
constexpr int kBlockStep = 2;   // rows
constexpr int kRowsOfWhole = 256;

struct Range {
  int left = 0;
  int top = 0;
  int right = 0;  // and bottom: one past the last
  int bottom = 0;
};

struct Depths {
  int usual = 0;
  int most = 0;
};

// By the spread of what is lighter than the median: ink and ruling are darker, and seldom
// half of the picture. Every step-th row is looked at.
Depths DepthsOf(const GrayPicture& depth, const Range& range, int step) {
  std::array<int, 256> counts = {};
  int total = 0;
  for (int y = range.top; y < range.bottom; y += step) {
    const uint8_t* row = depth.row(y);
    for (int x = range.left; x < range.right; ++x) ++counts[row[x]];
    total += range.right - range.left;
  }
  const auto quantile = [&](int part) {  // of 100
    int value = 0;
    for (int64_t seen = counts[0]; 100 * seen < int64_t{part} * total;) {
      seen += counts[static_cast<size_t>(++value)];
    }
    return value;
  };
  const int median = quantile(50);
  return {median, std::min(255, median + kTextureFactor * (median - quantile(10)))};
}

void Clear(GrayPicture* tiles, int columns, int rows) {
  tiles->width = columns;
  tiles->height = rows;
  tiles->pixels.assign(static_cast<size_t>(columns) * static_cast<size_t>(rows), 0);
}

void Fill(GrayPicture* tiles, const Range& range, int value) {
  for (int y = range.top; y < range.bottom; ++y) {
    std::fill(tiles->row(y) + range.left, tiles->row(y) + range.right,
              static_cast<uint8_t>(value));
  }
}

}  // namespace

// Block by block: texture is deeper where there is more light.
void PaperTexture::Measure(const GrayPicture& depth, int tile) {
  const int columns = (depth.width + tile - 1) / tile;
  const int rows = (depth.height + tile - 1) / tile;
  for (GrayPicture* tiles : {&usual_, &most_, &least_ink_}) Clear(tiles, columns, rows);
  if (std::max(depth.width, depth.height) < kLeastTextured) return;
  const Depths whole = DepthsOf(depth, {0, 0, depth.width, depth.height},
                                std::max(1, depth.height / kRowsOfWhole));
  for (int row = 0; row < rows; row += kBlockTiles) {
    for (int column = 0; column < columns; column += kBlockTiles) {
      const Range block = {column, row, std::min(column + kBlockTiles, columns),
                           std::min(row + kBlockTiles, rows)};
      const Range pixels = {block.left * tile, block.top * tile,
                            std::min(block.right * tile, depth.width),
                            std::min(block.bottom * tile, depth.height)};
      const Depths here = DepthsOf(depth, pixels, kBlockStep);
      Fill(&usual_, block, std::min(here.usual, whole.usual));
      Fill(&most_, block, here.most);
      Fill(&least_ink_, block, std::min(here.most, whole.most));
    }
  }
}

}  // namespace digitpad
