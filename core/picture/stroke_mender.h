// Puts strokes together again that a faint pen has broken: paler ink that runs on from
// ink at both its ends is ink as well. Between ink strength and components. Works in
// small steps; borrows the ink, owns a copy of its size.
//
// The hysteresis of Canny ("A computational approach to edge detection", 1986) on ridges:
// only what is darker than both its sides continues a stroke, so that soft edges stay
// soft.
#pragma once

#include "core/base/gray_picture.h"
#include "core/picture/components.h"
#include "core/picture/ink_strength.h"

namespace digitpad {

class StrokeMender {
 public:
  // `ink`: worked through; outlives the work.
  void Start(InkStrength* ink);

  // Works through some rows; false once all is done.
  bool Step();

 private:
  bool IsRidge(int x, int y) const;
  bool IsStroke(const Component& piece) const;

  InkStrength* ink_ = nullptr;
  GrayPicture* strength_ = nullptr;
  GrayPicture pale_;  // 255 where a stroke may go on
  ComponentFinder finder_;
  int row_ = 0;
};

}  // namespace digitpad
