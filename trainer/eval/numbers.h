// Numbers made of single digits, to judge how well numbers are read: two to eight digits
// of one writer side by side, at their true relative sizes, on a baseline that is not
// quite straight. Nothing that trains uses them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "trainer/data/examples.h"

namespace digitpad {

enum class Spacing {
  kSeparated,    // a gap of 15 to 60 % of the digits' height between the boxes
  kTouching,     // each digit is pushed against the one before until their ink meets
  kOverlapping,  // and from there further, by 10 % of the narrower one's width
  kJoined,       // separated, but every second pair is written without lifting the pen
};

inline constexpr Spacing kSpacings[] = {Spacing::kSeparated, Spacing::kTouching,
                                        Spacing::kOverlapping, Spacing::kJoined};

const char* NameOf(Spacing spacing);

struct NumbersOptions {
  uint64_t seed = 1;
  int count = 1000;
  Spacing spacing = Spacing::kSeparated;
};

// *numbers = drawings labeled with the number, each with its writer. Every second stroke
// that ends a digit of several strokes is written late, after the digit that follows.
// Each depends on the seed, its number, the spacing and `digits` alone. Invalid where no
// writer has every digit.
Status MakeNumbers(const ExampleSet& digits, const NumbersOptions& options,
                   ExampleSet* numbers);

}  // namespace digitpad
