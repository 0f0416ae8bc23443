// Drawings made of digits that are no digit any more: parts, several in one box, with a
// stroke too much, mirrored or turned. What a person would still read as a digit is left
// out, digit by digit. Sizes are about 1.
#pragma once

#include "core/ink/ink.h"
#include "trainer/data/random.h"

namespace digitpad {

// Part of a digit. False, with *part undefined, where that digit has no part that is
// clearly none: an 8's half is a 0 or 3, a 9's lower part a 1. REQUIRES: 0 <= label <= 9.
bool DrawDigitPart(const Ink& digit, int label, Random* random, Ink* part);

// A digit struck through, framed, circled, mirrored or turned. False where that would
// leave a digit.
bool DrawSpoiltDigit(const Ink& digit, int label, Random* random, Ink* spoilt);

// Two digits side by side, above each other or overlapping. False where they would read
// as one digit: a 0 above a 0 is an 8.
bool DrawDigitPair(const Ink& first, int first_label, const Ink& second, int second_label,
                   Random* random, Ink* pair);

}  // namespace digitpad
