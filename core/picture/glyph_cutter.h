// Cuts a glyph out of a picture: the components that it is, with the soft edge of their
// ink and nothing of their neighbors'. What the picture normaliser reads. Stateless but
// for the picture that it borrows.
#pragma once

#include <span>

#include "core/base/gray_picture.h"
#include "core/picture/components.h"

namespace digitpad {

class GlyphCutter {
 public:
  // `strength` as InkStrength leaves it.
  explicit GlyphCutter(const GrayView& strength) : strength_(strength) {}

  // *patch = the components within their box and a pixel around it. REQUIRES: there is
  // one at least.
  void Cut(std::span<const Component* const> components, GrayPicture* patch) const;

 private:
  void CopyFringe(int y, int left, int right, const PixelBox& frame,
                  GrayPicture* patch) const;
  GrayView strength_;
};

}  // namespace digitpad
