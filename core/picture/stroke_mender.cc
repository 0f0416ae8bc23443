#include "core/picture/stroke_mender.h"

#include <algorithm>

namespace digitpad {
namespace {

constexpr int kBandPixels = 400'000;  // a step's work: a few milliseconds
// Strengths from which on a stroke may go on: for as far as a ruling is wide, pixels, and
// for longer. Ruling so pale is not looked for.
constexpr int kPale = 40;
constexpr int kShortest = 10;
constexpr int kLessPale = 72;
// Nor does one go on where noise is as strong: of what the paper hardly reaches, 128ths.
constexpr int kAboveNoise = 104;
constexpr int kAside = 2;  // pixels from a ridge's top to what lies beside it
// A ridge's top is so much stronger than that, quarters.
constexpr int kAbove = 5;
// The ink at both ends is so far apart, pixels.
constexpr int kLeastApart = 2;

}  // namespace

void StrokeMender::Start(InkStrength* ink) {
  ink_ = ink;
  strength_ = &ink->strength();
  pale_.width = strength_->width;
  pale_.height = strength_->height;
  pale_.pixels.assign(strength_->pixels.size(), 0);
  row_ = 0;
}

bool StrokeMender::Step() {
  const int height = strength_->height;
  if (row_ < height) {
    const int band = std::max(1, kBandPixels / std::max(1, strength_->width));
    const int end = std::min(row_ + band, height);
    for (; row_ < end; ++row_) {
      const uint8_t* row = strength_->row(row_);
      uint8_t* pale = pale_.row(row_);
      for (int x = 0; x < strength_->width; ++x) {
        if (row[x] < kPale || row[x] >= kInk) continue;
        if (kInk * row[x] < kAboveNoise * ink_->NoiseAt(x, row_)) continue;
        if (IsRidge(x, row_)) pale[x] = 255;
      }
    }
    if (row_ == height) finder_.Start(pale_.view());
    return true;
  }
  if (finder_.Step()) return true;
  for (const Component& piece : finder_.Components(1)) {
    if (!IsStroke(piece)) continue;
    for (const Run& run : piece.runs) {
      std::fill_n(strength_->row(run.y) + run.left, run.width(),
                  static_cast<uint8_t>(kInk));
    }
  }
  return false;
}

// Whether the pixel is no weaker than its neighbors along one of four axes, and stronger
// than what lies beyond them.
bool StrokeMender::IsRidge(int x, int y) const {
  const auto at = [&](int column, int row) {
    const bool is_inside =
        column >= 0 && row >= 0 && column < strength_->width && row < strength_->height;
    return is_inside ? int{strength_->row(row)[column]} : 255;
  };
  const int here = at(x, y);
  constexpr int kAxes[][2] = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};
  for (const auto& [dx, dy] : kAxes) {
    const int near = std::max(at(x - dx, y - dy), at(x + dx, y + dy));
    const int far = std::max(at(x - kAside * dx, y - kAside * dy),
                             at(x + kAside * dx, y + kAside * dy));
    if (here >= near && 4 * here >= kAbove * far) return true;
  }
  return false;
}

// Whether ink lies next to the piece in two places at least, and it is not too pale for
// its length.
bool StrokeMender::IsStroke(const Component& piece) const {
  if (std::max(piece.box.width(), piece.box.height()) > kShortest) {
    int sum = 0;
    for (const Run& run : piece.runs) {
      for (int x = run.left; x <= run.right; ++x) sum += strength_->row(run.y)[x];
    }
    if (sum < kLessPale * piece.area) return false;
  }
  PixelBox touched;
  for (const Run& run : piece.runs) {
    for (int y = std::max(run.y - 1, 0); y <= std::min(run.y + 1, pale_.height - 1);
         ++y) {
      const uint8_t* row = strength_->row(y);
      const int last = std::min(run.right + 1, pale_.width - 1);
      for (int x = std::max(run.left - 1, 0); x <= last; ++x) {
        if (row[x] >= kInk) touched.Add({x, y, x, y});
      }
    }
  }
  return std::max(touched.width(), touched.height()) > kLeastApart;
}

}  // namespace digitpad
