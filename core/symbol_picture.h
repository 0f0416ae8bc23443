// A picture that is one symbol: all of its ink as the 28x28 picture that the network
// reads. What `single` reading and evaluation share. Keeps scratch memory; not
// thread-safe.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/gray_picture.h"
#include "core/base/prep_spec.h"
#include "core/picture/components.h"
#include "core/picture/ink_strength.h"
#include "core/prep/picture_normalizer.h"

namespace digitpad {

class SymbolPicture {
 public:
  // Draws into out, [28][28]. False, with out all 0, where there is no ink. REQUIRES: the
  // picture is within the limits of gray_picture.h, out.size() == 28 * 28.
  bool Prepare(const GrayView& picture, const PrepSpec& spec, std::span<uint8_t> out);

  // Of the ink last found, in pixels of the picture.
  const Box& box() const { return box_; }

 private:
  InkStrength ink_;
  ComponentFinder finder_;
  PictureNormalizer normalizer_;
  Box box_;
};

}  // namespace digitpad
