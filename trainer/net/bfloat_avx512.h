// bfloat16, the upper half of a float: conversion and the orders that matrix tiles want.
// Exists only where the compiler knows the target has tiles (DIGITPAD_AMX).
#pragma once

#if defined(__AMX_TILE__) && defined(__AMX_BF16__) && defined(__AVX512BF16__)
#define DIGITPAD_AMX

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/aligned.h"

namespace digitpad {

using Bfloat = uint16_t;
using BfloatBuffer = std::vector<Bfloat, AlignedAllocator<Bfloat>>;

// Rounded to the nearest, ties to even.
Bfloat ToBfloat(float value);
void ToBfloats(const float* from, int count, Bfloat* to);

// to[i] = from[i * pixel] for `count` pixels; with `both`, the next channel likewise:
// to[pitch + i] = from[i * pixel + 1].
void TransposeChannels(const Bfloat* from, ptrdiff_t pixel, int count, ptrdiff_t pitch,
                       bool both, Bfloat* to);

// Two pixels' channels in turn, of each at most 16: to[2 * c] = first[c], to[2 * c + 1] =
// second[c], zero from `channels` on. `to` is aligned to a cache line.
void InterleavePixels(const Bfloat* first, const Bfloat* second, int channels,
                      Bfloat* to);

}  // namespace digitpad

#endif
