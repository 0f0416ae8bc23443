// Glyph: fragments that are read as one symbol, as the decoder weighs them.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/base/geometry.h"
#include "core/decode/fragment_source.h"

namespace digitpad {

// A digit's strokes in all the pieces that they may be cut into.
inline constexpr int kMostFragmentsOfGlyph = 16;

struct Glyph {
  std::array<int16_t, kMostFragmentsOfGlyph> fragments{};
  int size = 0;
  Box box;
  int cut_ends = 0;       // where it begins or ends within a stroke
  float widest_join = 0;  // the largest gap that its fragments bridge
  bool is_link = false;   // left out
  char sign = 0;          // '.', ',' or '-', which the network does not know
  GlyphScores scores;     // of a digit
  int label = -1;         // of a digit: a class, never "none of these"

  int32_t CostOf(int c) const { return scores.costs[static_cast<size_t>(c)]; }
  // The scores, and the class that costs least but for `none`, as the label.
  void Take(const GlyphScores& of_network, int none) {
    scores = of_network;
    label = -1;
    for (int c = 0; c < static_cast<int>(scores.costs.size()); ++c) {
      if (c != none && (label < 0 || CostOf(c) < CostOf(label))) label = c;
    }
  }

  std::span<const int16_t> group() const {
    return std::span(fragments).first(static_cast<size_t>(size));
  }
};

}  // namespace digitpad
