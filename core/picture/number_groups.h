// Which pieces of ink make a number: pieces of like size beside each other, however the
// line they are on is tilted. The last step of finding, before digits are told apart.
// Stateless.
#pragma once

#include <vector>

#include "core/picture/components.h"

namespace digitpad {

// One number: indices into the components, from left to right.
struct NumberGroup {
  std::vector<int> components;
  PixelBox box;
  int height = 0;  // of a usual digit in it, pixels
};

// The numbers of a page, line by line from the top, each line from the left. What is too
// small to be a digit and not beside one is left out, and so are frames, bars and what
// the picture's edge cuts off. `width`, `height`: of the picture.
std::vector<NumberGroup> GroupNumbers(const std::vector<Component>& components, int width,
                                      int height);

}  // namespace digitpad
