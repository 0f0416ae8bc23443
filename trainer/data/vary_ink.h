// VaryInk: a digit drawn with ink as another person could have drawn it and another
// device recorded it.
#pragma once

#include "core/ink/ink.h"
#include "trainer/data/random.h"

namespace digitpad {

// The ink turned, slanted, stretched and bent, its strokes begun and ended elsewhere,
// then recorded by another device. Its size is about 1, since size and place make no
// difference later. Never empty where `ink` is not. Which way and in which order strokes
// were drawn stays, since the normaliser's channels do not tell.
void VaryInk(const Ink& ink, Random* random, Ink* varied);

// The ink, of size about 1, as a device would have recorded it: points denser or sparser,
// smoothed, noisy, on a grid of pixels. Strokes stay strokes.
void RecordByAnyDevice(Random* random, Ink* ink);

}  // namespace digitpad
