// Pictures for tests, drawn by the rasteriser: strokes on paper of one grey level or
// more.
#pragma once

#include <vector>

#include "core/base/geometry.h"
#include "core/base/gray_picture.h"
#include "core/picture/components.h"

namespace digitpad::testing {

using Lines = std::vector<std::vector<Vec2>>;

GrayPicture Paper(int width, int height, int gray);
// Draws in black with the given share of full darkness.
void DrawLines(const Lines& lines, float pen, float strength, GrayPicture* picture);

GrayPicture StrengthOf(const GrayPicture& picture);
int InkPixels(const GrayPicture& strength);
std::vector<Component> ComponentsOf(const GrayPicture& strength, int least_side = 3);

// Digits as a person would draw them, `height` high, the box's top left corner at `at`.
Lines Seven(Vec2 at, float height);
Lines Four(Vec2 at, float height);  // of two strokes that do not touch
Lines Zero(Vec2 at, float height);

}  // namespace digitpad::testing
