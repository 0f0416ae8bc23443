#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace digitpad::fuzz {
namespace {

std::vector<Target>& Registered() {
  static std::vector<Target> targets;
  return targets;
}

// FNV-1a of 64 bits (Fowler, Noll, Vo).
constexpr uint64_t kFirstHash = 0xCBF29CE484222325u;
constexpr uint64_t kHashPrime = 0x100000001B3u;
uint64_t hash = kFirstHash;

}  // namespace

std::vector<Target> Targets() {
  std::vector<Target> targets = Registered();
  std::sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) {
    return std::string_view(a.name) < b.name;
  });
  return targets;
}

Target FindTarget(std::string_view name) {
  for (const Target& target : Registered()) {
    if (target.name == name) return target;
  }
  Fail("there is a target of that name", __FILE__, __LINE__);
}

Register::Register(const char* name, Run run) { Registered().push_back({name, run}); }

void Note(std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * kHashPrime;
}

uint64_t TakeNotes() {
  const uint64_t notes = hash;
  hash = kFirstHash;
  return notes;
}

void Fail(const char* what, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
  std::abort();
}

}  // namespace digitpad::fuzz
