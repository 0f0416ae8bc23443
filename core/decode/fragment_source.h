// FragmentSource: what the decoder knows of a drawing or a picture: its fragments, where
// they lie, and what the network says of some of them together. Ink and pictures each
// have one.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/geometry.h"

namespace digitpad {

// The smallest part that is never divided. Lengths are in whatever unit the source has.
struct FragmentPlace {
  Box box;
  int stroke = 0;        // pieces of one stroke follow each other, also within a glyph
  bool is_link = false;  // may belong to no digit: the way from one to the next
};

// What the network says of a glyph.
struct GlyphScores {
  std::span<const int32_t> logits;  // one a class
  std::span<const int32_t> costs;   // the same as CostsOfClasses gives it
};

// Not thread-safe.
class FragmentSource {
 public:
  virtual ~FragmentSource() = default;
  virtual std::span<const FragmentPlace> places() const = 0;
  // Between the ink of two fragments.
  virtual float DistanceBetween(int a, int b) const = 0;
  // Of these fragments as one glyph; valid until the fragments change. Empty where so
  // much was asked for already that this cannot be a number. `group` ascends.
  virtual GlyphScores ScoresOf(std::span<const int> group) = 0;
};

}  // namespace digitpad
