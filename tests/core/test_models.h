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

// Layers by what says their shape; windows and strides are square. Tensors are missing.
Layer Conv(int input, int kernel, int stride, int pad, int channels);
Layer MaxPool(int input, int kernel, int stride);
Layer GlobalAveragePool(int input);
Layer Dense(int input, int channels);

// Ten classes over 28x28x`channels`: conv 3x3/2, conv 3x3 with a residual, max pool,
// global average pool, dense, dense. Every operation of the format occurs in it.
Model MakeModel(int channels, uint32_t seed);

// The reference networks of other runtimes' benchmarks, over 28x28x1:
//   A: conv 3x3x32 and conv 3x3x64, both without padding, max pool 2, dense 128, dense 10
//   B: conv 5x5x32, max pool 2, conv 5x5x64, max pool 2, dense 128, dense 10
//   C: conv3x3x16, conv3x3x32/2, conv3x3x32, conv3x3x64/2, conv3x3x64, global average
//      pool, dense 10
// REQUIRES: name is 'A', 'B' or 'C'.
Model MakeReferenceModel(char name);

// Fills the tensors of a layer whose shapes are known; values keep activations in
// mid-range.
void FillTensors(Layer* layer, bool is_last, Random* random);

}  // namespace digitpad::testing
