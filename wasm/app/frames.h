// Frames: the rounded boxes around what was read on the drawing area, and the small tags
// that tell as what. Pure functions; all lengths in CSS pixels of the app.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/geometry.h"

namespace digitpad {

// Something that was read, where it was read.
struct Mark {
  Box box;
  std::string text;
  bool sure = true;
  bool chosen = false;
};

struct Frame {
  Box box;
  Box tag;           // empty where there is no room for it
  std::string text;  // on the tag
  bool sure = true;  // an unsure frame is dashed, and its tag has a question mark
  bool chosen = false;

  bool operator==(const Frame& other) const;
};

// Where the frames of marks are within `area`. `padding`: from a mark's box to its frame;
// `em`: the reader's text size. A tag lies under its frame, or where there is more room
// beside it, off all frames and other tags where that can be had. `rows`: the marks are
// lines of a page, below each other, so that a tag's first place is beside its line.
std::vector<Frame> PlaceFrames(std::span<const Mark> marks, Box area, float padding,
                               float em, bool rows);

}  // namespace digitpad
