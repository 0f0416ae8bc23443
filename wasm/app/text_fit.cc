#include "wasm/app/text_fit.h"

#include <algorithm>

namespace digitpad {
namespace {

// Of the font's size. The widest digits of common fonts are DejaVu Sans Bold's, 0.696.
constexpr float kDigitWidth = 0.7f;
constexpr float kLineHeight = 1.1f;
// Of the area; the rest is the margin around the text.
constexpr float kShare = 0.88f;
// A single digit is as large as the answer has always been: it needs no room beside it.
constexpr float kSingleShare = 0.8f;

constexpr float kAtAGlance = 2;  // em
constexpr int kMaxLines = 5;

}  // namespace

TextFit FitDigits(int length, Vec2 area, float em) {
  if (length <= 1) return {kSingleShare * std::min(area.x, area.y), 1};
  TextFit best;
  for (int lines = 1; lines <= std::min(length, kMaxLines); ++lines) {
    const int columns = (length + lines - 1) / lines;
    const float by_width = kShare * area.x / (kDigitWidth * static_cast<float>(columns));
    const float by_height =
        lines == 1 ? kSingleShare * area.y
                   : kShare * area.y / (kLineHeight * static_cast<float>(lines));
    const float size = std::min(by_width, by_height);
    if (size > best.size) best = {size, columns};
    if (best.size >= kAtAGlance * em) break;
  }
  return best;
}

float WidthOf(const TextFit& fit) {
  return kDigitWidth * fit.size * static_cast<float>(fit.columns);
}

}  // namespace digitpad
