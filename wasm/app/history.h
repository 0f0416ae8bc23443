// History: the drawings of this session that have made room for others, newest first. A
// plain value of the app. It forgets the oldest ones, so that it never grows beyond what
// a session needs.
#pragma once

#include <string>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/ink/ink.h"
#include "wasm/app/ink_editor.h"

namespace digitpad {

struct PastDrawing {
  Ink ink;
  Box cell_row;  // around the cells that it was written into; empty without any
  std::string text;
  bool accepted = false;
  ByHand by_hand;
};

inline constexpr size_t kMostPastDrawings = 60;
inline constexpr size_t kMostPastPoints = 60'000;

class History {
 public:
  // A drawing that is there already only moves to the front. One without ink is none.
  void Add(PastDrawing drawing);
  const std::vector<PastDrawing>& drawings() const { return drawings_; }

 private:
  std::vector<PastDrawing> drawings_;
};

// All of the ink, as large as fits: black on white, `width` x `height` pixels.
// REQUIRES: both are at least 16.
GrayPicture DrawThumbnail(const Ink& ink, int width, int height);

}  // namespace digitpad
