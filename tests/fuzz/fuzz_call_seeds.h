// What people and programs do with digitpad, as the fuzzers of calls, ink and pictures
// read it from bytes: numbers written and read under rules, ruled pages, files opened.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tests/core/test_models.h"
#include "tests/fuzz/fuzz_output.h"

namespace digitpad::fuzz {

struct CallSeeds {
  const char* target;
  void (*make)(testing::Random* random, FuzzOutput* output);
};

// For each target that has such seeds how to make one.
std::span<const CallSeeds> AllCallSeeds();

}  // namespace digitpad::fuzz
