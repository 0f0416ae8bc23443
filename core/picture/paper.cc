#include "core/picture/paper.h"

#include <algorithm>
#include <cassert>

namespace digitpad {
namespace {

// Less contrast than this between the lightest and the darkest pixel of a window tells
// nothing of ink.
constexpr int kLeastContrast = 24;
// A picture no larger than this may be a single digit.
constexpr int kSmall = 64;

// The extreme of each window of 2 * reach + 1 values, cut at the ends, by van Herk's two
// running extremes a block ("A fast algorithm for local minimum and maximum filters on
// rectangular and octagonal kernels", 1992). `values` lie `step` apart.
template <typename Better>
void FilterLine(uint8_t* values, int count, ptrdiff_t step, int reach, Better better,
                std::vector<uint8_t>* scratch) {
  const int window = 2 * reach + 1;
  const int padded = count + 2 * reach;
  const auto at = [&](int i) {  // with the ends repeated
    return values[step * std::clamp(i - reach, 0, count - 1)];
  };
  scratch->resize(2 * static_cast<size_t>(padded));
  uint8_t* forward = scratch->data();
  uint8_t* backward = forward + padded;
  for (int i = 0; i < padded; ++i) {
    forward[i] = i % window == 0 ? at(i) : better(forward[i - 1], at(i));
  }
  for (int i = padded - 1; i >= 0; --i) {
    const bool is_last = i == padded - 1 || (i + 1) % window == 0;
    backward[i] = is_last ? at(i) : better(backward[i + 1], at(i));
  }
  for (int i = 0; i < count; ++i) {
    values[step * i] = better(backward[i], forward[i + window - 1]);
  }
}

template <typename Better>
void Filter(GrayPicture* picture, int reach, Better better) {
  std::vector<uint8_t> scratch;
  for (int y = 0; y < picture->height; ++y) {
    FilterLine(picture->row(y), picture->width, 1, reach, better, &scratch);
  }
  for (int x = 0; x < picture->width; ++x) {
    FilterLine(picture->pixels.data() + x, picture->height, picture->width, reach, better,
               &scratch);
  }
}

void Dilate(GrayPicture* picture, int reach) {
  Filter(picture, reach, [](uint8_t a, uint8_t b) { return std::max(a, b); });
}
void Erode(GrayPicture* picture, int reach) {
  Filter(picture, reach, [](uint8_t a, uint8_t b) { return std::min(a, b); });
}

}  // namespace

bool IsLightOnDark(const GrayPicture& picture) {
  // Wider than a pen by far, so that each window has more paper than ink.
  const int shorter = std::min(picture.width, picture.height);
  const int longer = std::max(picture.width, picture.height);
  const int reach = longer <= kSmall ? longer : std::max(2, shorter / 6);
  GrayPicture light = picture, dark = picture;
  Dilate(&light, reach);
  Erode(&dark, reach);
  int64_t balance = 0;  // above 0: more pixels are near the lightest around them
  for (size_t i = 0; i < picture.pixels.size(); ++i) {
    const int low = dark.pixels[i], high = light.pixels[i];
    if (high - low < kLeastContrast) continue;
    balance += 2 * int{picture.pixels[i]} - low - high;
  }
  return balance < 0;
}

void Invert(GrayPicture* picture) {
  for (uint8_t& pixel : picture->pixels) pixel = static_cast<uint8_t>(255 - pixel);
}

namespace {

// The plane that fits a picture best: light that falls evenly across it.
struct Slope {
  double middle = 0, across = 0, down = 0;
  int At(const GrayPicture& picture, int x, int y) const {
    const double value = middle + across * (2 * x - picture.width + 1) +
                         down * (2 * y - picture.height + 1);
    return static_cast<int>(value + 0.5);
  }
};

// Least squares; on a full grid the three terms do not depend on each other.
Slope FitSlope(const GrayPicture& picture) {
  double sum = 0, sum_x = 0, sum_y = 0, squares_x = 0, squares_y = 0;
  for (int y = 0; y < picture.height; ++y) {
    const double v = 2 * y - picture.height + 1;
    for (int x = 0; x < picture.width; ++x) {
      const double u = 2 * x - picture.width + 1;
      const double value = picture.row(y)[x];
      sum += value;
      sum_x += u * value;
      sum_y += v * value;
      squares_x += u * u;
      squares_y += v * v;
    }
  }
  const double count = static_cast<double>(picture.pixels.size());
  return {sum / count, squares_x > 0 ? sum_x / squares_x : 0,
          squares_y > 0 ? sum_y / squares_y : 0};
}

// Adds `sign` times the slope, around a middle grey.
void AddSlope(const Slope& slope, int sign, GrayPicture* picture) {
  constexpr int kMiddle = 144;  // above the half: ink reaches further down than paper up
  for (int y = 0; y < picture->height; ++y) {
    for (int x = 0; x < picture->width; ++x) {
      uint8_t& pixel = picture->row(y)[x];
      const int value = pixel + sign * (slope.At(*picture, x, y) - kMiddle);
      pixel = static_cast<uint8_t>(std::clamp(value, 0, 255));
    }
  }
}

}  // namespace

// Without its slope of light, whose end at the picture's edge would pass for ink.
GrayPicture PaperOf(const GrayPicture& picture, int window) {
  assert(window >= 1);
  const Slope slope = FitSlope(picture);
  GrayPicture paper = picture;
  AddSlope(slope, -1, &paper);
  Dilate(&paper, window / 2);
  Erode(&paper, window / 2);
  AddSlope(slope, 1, &paper);
  return paper;
}

Enlarged::Enlarged(const GrayPicture& coarse, int factor, int width)
    : coarse_(coarse),
      factor_(factor),
      left_(static_cast<size_t>(width)),
      share_(left_.size()),
      between_(static_cast<size_t>(coarse.width)),
      row_(left_.size()) {
  for (int x = 0; x < width; ++x) {
    // The center of pixel x in 256ths of a coarse pixel, from the first one's center.
    const int at = std::max(0, (2 * x + 1) * 128 / factor - 128);
    const auto i = static_cast<size_t>(x);
    left_[i] = std::min(at / 256, std::max(0, coarse.width - 2));
    share_[i] =
        static_cast<uint16_t>(coarse.width == 1 ? 0 : std::min(256, at - 256 * left_[i]));
  }
}

const uint16_t* Enlarged::Row(int y) {
  const int at = std::max(0, (2 * y + 1) * 128 / factor_ - 128);
  const int top = std::min(at / 256, std::max(0, coarse_.height - 2));
  const int below = coarse_.height == 1 ? 0 : std::min(256, at - 256 * top);
  const uint8_t* first = coarse_.row(top);
  const uint8_t* second = coarse_.height == 1 ? first : coarse_.row(top + 1);
  for (int x = 0; x < coarse_.width; ++x) {
    between_[static_cast<size_t>(x)] =
        static_cast<uint16_t>(first[x] * (256 - below) + second[x] * below);
  }
  for (size_t x = 0; x < row_.size(); ++x) {
    const uint32_t left = between_[static_cast<size_t>(left_[x])];
    const uint32_t right =
        coarse_.width == 1 ? left : between_[static_cast<size_t>(left_[x]) + 1];
    // At most 255 * 256 * 256, which a uint32 holds.
    row_[x] = static_cast<uint16_t>((left * (256u - share_[x]) + right * share_[x]) >> 8);
  }
  return row_.data();
}

}  // namespace digitpad
