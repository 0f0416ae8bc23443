// Random: numbers for initial weights, shuffling and augmentation. SplitMix64 (Steele,
// Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). A generator is made
// from what its numbers are for, such as (seed, epoch, sample), so that they do not
// depend on which thread asks, nor when.
#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace digitpad {

class Random {
 public:
  explicit Random(std::initializer_list<uint64_t> purpose) {
    for (const uint64_t value : purpose) state_ = Mix(state_ ^ value) + kGamma;
  }

  uint64_t Bits() { return Mix(state_ += kGamma); }

  // Uniform in [0, 1), in steps of 2^-24.
  float Uniform() { return static_cast<float>(Bits() >> 40) * 0x1p-24f; }
  float Uniform(float low, float high) { return low + (high - low) * Uniform(); }

  // Uniform in 0 .. count - 1. The bias of the product method is below count / 2^32.
  uint32_t Below(uint32_t count) {
    return static_cast<uint32_t>(((Bits() >> 32) * count) >> 32);
  }

  // Normally distributed with mean 0 and deviation 1 (Box, Muller 1958).
  float Normal() {
    const float radius = std::sqrt(-2 * std::log(1 - Uniform()));
    return radius * std::cos(2 * static_cast<float>(M_PI) * Uniform());
  }

 private:
  static constexpr uint64_t kGamma = 0x9e3779b97f4a7c15;

  static uint64_t Mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  uint64_t state_ = 0;
};

}  // namespace digitpad
