// One number of a picture as fragments for decoding: its pieces of ink, the wide ones cut
// where digits may touch, and what the network says of any few of them as one glyph. The
// picture's counterpart of ink's cuts. Borrows the picture's strengths and the recogniser;
// not thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/gray_picture.h"
#include "core/picture/components.h"
#include "core/picture/number_groups.h"
#include "core/prep/picture_normalizer.h"

namespace digitpad {

// Cuts out the glyph that some components are, with the soft edge of its ink and nothing
// of its neighbors': into *patch, whose first pixel is (left, top) of the picture.
class GlyphCutter {
 public:
  explicit GlyphCutter(const GrayView& strength) : strength_(strength) {}
  // REQUIRES: components is not empty.
  void Cut(std::span<const Component* const> components, GrayPicture* patch) const;

 private:
  void CopyFringe(int y, int left, int right, const PixelBox& frame,
                  GrayPicture* patch) const;
  GrayView strength_;
};

}  // namespace digitpad
