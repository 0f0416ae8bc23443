// Junk: drawings that are no digits, made to judge how well a model refuses them. Nothing
// that trains uses this generator, and what it is made of are digits of people whose
// digits train nothing; so a model that refuses junk has not learnt the generator.
//
// Four kinds in equal shares:
// - scribbles: tangles, zigzags, coils, hatching, strokes at random;
// - parts of digits: halves that are no digits themselves, as the halves of a 0;
// - pairs: two digits in one box, beside, above or across each other, where that makes
//   no third digit, as a 0 above a 0 does;
// - others: dots, digits mirrored or turned where that makes none, and small doodles.
#pragma once

#include <cstdint>

#include "core/base/status.h"
#include "trainer/data/examples.h"

namespace digitpad {

struct JunkOptions {
  uint64_t seed = 1;
  int count = 2000;
};

// *junk = drawings labeled "scribbles/zigzag", "parts/top of 5", "pairs/7 beside 3",
// "others/star" and so on, the kinds in turn. Each depends on the seed, its number and
// `digits` alone. Invalid where a digit has no drawing in `digits`.
Status MakeJunk(const ExampleSet& digits, const JunkOptions& options, ExampleSet* junk);

}  // namespace digitpad
