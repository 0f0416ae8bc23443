// What people and programs do with digitpad, as the fuzzers of calls, ink and pictures
// read it from bytes: numbers written and read under rules, ruled pages, files opened.
#pragma once

#include <span>

#include "tests/core/test_models.h"
#include "tests/fuzz/fuzz_output.h"

namespace digitpad::fuzz {

struct CallSeeds {
  const char* target;
  void (*make)(testing::Random* random, FuzzOutput* output);
};

// For each target that has such seeds how to make one.
std::span<const CallSeeds> AllCallSeeds();

// Light numbers on plain, ruled or squared paper, evenly lit or not, with noise, as
// TakePicture of fuzz_pictures.h takes them. REQUIRES: both sides are
// within 256, and at least 24 and 16.
void PutPage(testing::Random* random, int most_width, int most_height,
             FuzzOutput* output);

}  // namespace digitpad::fuzz
