// The four kinds of junk (junk.h): one drawing at a time, of about unit size, at any
// place. Each sets the drawing's name within its kind, such as "zigzag".
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/ink/ink.h"
#include "trainer/data/random.h"

namespace digitpad {

// The drawings of each digit, none of them empty.
using DigitDrawings = std::array<std::vector<const Ink*>, 10>;

// A random drawing of the digit, its longer side of unit length.
Ink DrawDigit(const DigitDrawings& digits, int digit, Random* random);

Ink DrawScribble(Random* random, std::string* name);
Ink DrawPart(const DigitDrawings& digits, Random* random, std::string* name);
Ink DrawPair(const DigitDrawings& digits, Random* random, std::string* name);
Ink DrawOther(const DigitDrawings& digits, Random* random, std::string* name);

// A doodle of the page's margin: DrawOther's drawings that need no digits.
Ink DrawDoodle(Random* random, std::string* name);

}  // namespace digitpad
