// ScoreCache: what the network said of glyphs that it has seen before, so that a stroke
// added costs what it adds. Keys are hashes of all that the network's input depends on.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/decode/fragment_source.h"
#include "core/nn/model.h"

namespace digitpad {

// One step of a 64-bit hash; begin with any value.
inline uint64_t Hash(uint64_t hash, uint64_t value) {
  // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
  uint64_t z = (hash ^ value) + 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

class ScoreCache {
 public:
  explicit ScoreCache(int classes) : classes_(static_cast<size_t>(classes)) {}

  // No scores where the key is not known. Valid until Tidy.
  GlyphScores Find(uint64_t key) const;
  // REQUIRES: the key is not known; one logit a class.
  GlyphScores Add(uint64_t key, std::span<const int32_t> logits,
                  const Calibration& calibration);
  // Forgets everything where that has become much.
  void Tidy();

 private:
  struct Entry {
    uint64_t key = 0;
    int32_t slot = -1;  // negative: empty
  };

  size_t PlaceOf(uint64_t key) const;
  int32_t* ScoresAt(int32_t slot) const;
  void Grow();

  size_t classes_;
  size_t count_ = 0;
  std::vector<Entry> table_;                        // a power of two; linear probing
  std::vector<std::unique_ptr<int32_t[]>> blocks_;  // logits and costs in turn
};

}  // namespace digitpad
