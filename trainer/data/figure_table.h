// The table of figures that drawings are made from: letters, signs and things that people
// doodle. None of them is a digit, or looks like one, mirrored or not: l, I, O, Q, S, Z,
// b, g, q, y, a swan, a balloon on its string or a snowman are not in the table.
//
// A figure is a list of strokes on a grid of 16 x 16, separated by spaces. The first
// character is the stroke's kind, then follow points, a hexadecimal digit for x and one
// for y (down):
//   -  straight lines from point to point     ~  a smooth curve through the points
//   o  an ellipse between two corners         .  a dot
#pragma once

#include <span>
#include <string_view>

namespace digitpad {

// Not to be mirrored: a mirrored F is near a 7.
std::span<const std::string_view> Signs();

std::span<const std::string_view> Doodles();

}  // namespace digitpad
