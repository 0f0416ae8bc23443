// Models for tests: small networks with pseudo-random weights, made by code so that every
// test runs without data or a trained network.
#pragma once

#include <cstdint>

#include "core/nn/model.h"

namespace digitpad::testing {

// A small deterministic generator (Marsaglia's xorshift32), the same on every platform.
class Random {
 public:
  explicit Random(uint32_t seed) : state_(seed * 2654435761u + 1) {}
  uint32_t Next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_;
  }
  // Within [low, high].
  int Between(int low, int high) {
    return low + static_cast<int>(Next() % static_cast<uint32_t>(high - low + 1));
  }

 private:
  uint32_t state_;
};

// Ten classes over 28x28x`channels`: conv 3x3/2, conv 3x3 with a residual, max pool,
// global average pool, dense, dense. Every operation of the format occurs in it.
Model MakeModel(int channels, uint32_t seed);

// Fills the tensors of a layer whose shapes are known; values keep activations in
// mid-range.
void FillTensors(Layer* layer, bool is_last, Random* random);

}  // namespace digitpad::testing
