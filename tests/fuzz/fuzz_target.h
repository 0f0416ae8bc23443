// A fuzz target: a function that takes any bytes at all and must come back. The same
// sources are linked with libFuzzer, one target a program, and into fuzz_replay, all
// targets in one, which every test run runs over the committed corpus.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace digitpad::fuzz {

using Run = void (*)(std::span<const uint8_t> data);

struct Target {
  const char* name;
  Run run;
};

// Of this program, in the order of their names.
std::vector<Target> Targets();

// Ends the program where there is none of that name.
Target FindTarget(std::string_view name);

// Registers a target as the program starts.
struct Register {
  Register(const char* name, Run run);
};

// What a target computed: the same bytes on every machine, natively and as WebAssembly.
// fuzz_replay prints a hash of it.
void Note(std::string_view text);
uint64_t TakeNotes();

[[noreturn]] void Fail(const char* what, const char* file, int line);

}  // namespace digitpad::fuzz

// Ends the program with the place where `condition` does not hold.
#define FUZZ_EXPECT(condition)                                                \
  do {                                                                        \
    if (!(condition)) ::digitpad::fuzz::Fail(#condition, __FILE__, __LINE__); \
  } while (0)
