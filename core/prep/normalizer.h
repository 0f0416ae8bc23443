// Normaliser: one glyph -> the network's input. The one place where training and use
// agree, so both go through it. Fitted and centred from the strokes' own vectors, never
// from pixels: where, how large and how fast something was drawn makes no difference.
//
// The glyph is scaled so that its longer side, pen included, fills `box` pixels of the
// 28, its centre of mass (length-weighted over the strokes) goes to the middle as MNIST
// does, as far as the ink stays inside, and it is drawn with a pen of fixed width.
//
// Channel 0 is coverage. Four further channels, where the model asks for them, hold thin
// traces of the resampled, smoothed strokes, weighted by orientation (0, 45, 90, 135
// degrees, without a sense: a stroke drawn backwards gives the same).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/prep_spec.h"
#include "core/ink/ink.h"

namespace digitpad {

// A 28x28 grey picture as network input: it is channel 0, and the channels that only ink
// can fill are zero. REQUIRES: picture.size() == 28 * 28, out.size() == 28 * 28 *
// spec.channels.
void SpreadPicture(std::span<const uint8_t> picture, const PrepSpec& spec,
                   std::span<uint8_t> out);

// Not thread-safe: keeps scratch memory, so that a warm call allocates nothing.
class Normalizer {
 public:
  // Draws `glyph` into `out`, [28][28][spec.channels] bytes, all of which are written.
  // REQUIRES: ValidateInk(glyph) is ok, !IsEmpty(glyph), ValidatePrep(spec) is ok,
  // out.size() == 28 * 28 * spec.channels.
  void Normalize(const Ink& glyph, const PrepSpec& spec, std::span<uint8_t> out);

 private:
  void Fit(const Ink& glyph, float pen_width, float box);
  void DrawOrientations(std::span<uint8_t> out);
  void Resample(std::span<const Vec2> stroke);

  // The fitted strokes, one after the other, in input pixels; stroke_ends_[i] is the
  // index past the last point of stroke i.
  std::vector<Vec2> points_;
  std::vector<size_t> stroke_ends_;
  std::vector<Vec2> resampled_;
  std::vector<Vec2> smoothed_;
};

}  // namespace digitpad
