// Picture normaliser: one glyph cut out of a picture -> the 28x28 picture that the
// network reads, as Normalizer does it for strokes: the longer side fills `box` pixels,
// the center of mass goes to the middle as far as the ink stays inside, and the pen is of
// a width that the network knows. Grey levels are kept where the pen is.
//
// A pen too thin or too thick is redrawn: ink is what lies nearer than a distance to the
// glyph's mask (a dilation or erosion by a disk, through the Euclidean distance transform
// of Saito and Toriwaki, "New algorithms for Euclidean distance transformation", 1994).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/base/prep_spec.h"

namespace digitpad {

// Not thread-safe: keeps scratch memory.
class PictureNormalizer {
 public:
  // `glyph`: ink strength, 0 none, 128 half, 255 full, with nothing but the glyph's own
  // ink in it. Draws it into out, [28][28]; all 0 where the glyph has no ink.
  // REQUIRES: out.size() == 28 * 28.
  void Normalize(const GrayView& glyph, const PrepSpec& spec, std::span<uint8_t> out);

 private:
  // The bounds of the ink, pixels with a share of full strength counting as that share.
  struct Bounds {
    float left = 0, top = 0, right = 0, bottom = 0;
  };
  // From the glyph to the network's picture: x * scale + dx.
  struct Map {
    float scale = 1, dx = 0, dy = 0;
  };

  bool Measure(const GrayView& glyph);
  bool FitsAsItIs() const;
  Map Fitted(float box, float margin) const;
  void Copy(const GrayView& glyph, std::span<uint8_t> out) const;
  void Resample(const GrayView& glyph, const Map& map, std::span<uint8_t> out);
  void Redraw(const GrayView& glyph, const Map& map, float grow, std::span<uint8_t> out);
  void MarkInk(const GrayView& glyph, const Map& map);

  Bounds bounds_;
  float mass_x_ = 0, mass_y_ = 0;
  float pen_ = 0;  // glyph pixels

  std::vector<float> rows_;     // [glyph height][28]
  std::vector<float> weights_;  // of the pixels that make one of the new ones
  std::vector<uint8_t> ink_;    // [kFine][kFine]
  std::vector<float> across_;   // squared distance along the row
};

}  // namespace digitpad
