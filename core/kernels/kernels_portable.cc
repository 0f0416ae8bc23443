// Plain C++, a vector of which is one number: says what the operations of the other sets
// mean. Written so that a compiler turns Dot into multiply-add instructions of 16-bit
// values (pmaddwd, i32x4.dot_i16x8).
#include <algorithm>

#include "core/kernels/kernel_set.h"
#include "core/kernels/sets.h"

namespace digitpad {
namespace {

struct Portable {
  using Element = int16_t;
  using Weight = int16_t;
  // A vector has kLanes output channels; a lane takes kGroup elements at a time.
  using I32 = int32_t;
  static constexpr int kLanes = 1;
  static constexpr int kGroup = 16;
  // The largest tile, in pixels and vectors, and the vectors where there is one pixel.
  static constexpr int kPixels = 1;
  static constexpr int kVectors = 4;
  static constexpr int kDenseVectors = 4;

  // A vector of weights: kLanes groups.
  using Weights = const Weight*;
  static Weights LoadWeights(const Weight* from) { return from; }
  // A group of elements, for all lanes.
  static const Element* Broadcast(const Element* from) { return from; }
  // sum + group . weights
  static int32_t Dot(int32_t sum, const Element* group, Weights weights) {
    int32_t products = 0;
#pragma GCC unroll 1  // or GCC 12 does not see what this is
    for (int i = 0; i < kGroup; ++i) products += group[i] * weights[i];
    return sum + products;
  }

  static int32_t Load(const int32_t* from) { return *from; }
  static void Store(int32_t a, int32_t* to) { *to = a; }
  static int32_t LoadElements(const Element* from) { return *from; }
  // Each lane, or 127 where that is less. REQUIRES: 0 <= a < 2^17.
  static void StoreElements(int32_t a, Element* to) {
    *to = static_cast<Element>(std::min(a, kMaxActivation));
  }

  static int32_t Set(int32_t value) { return value; }
  static int32_t Add(int32_t a, int32_t b) { return a + b; }
  static int32_t Multiply(int32_t a, int32_t b) { return a * b; }
  // The less of both upper halves and the less of both lower halves, without sign.
  static int32_t MinOfHalves(int32_t a, int32_t b) {
    const auto ua = static_cast<uint32_t>(a), ub = static_cast<uint32_t>(b);
    const uint32_t upper = std::min(ua >> 16, ub >> 16);
    return static_cast<int32_t>(upper << 16 | std::min(ua & 0xFFFF, ub & 0xFFFF));
  }
  static int32_t Max(int32_t a, int32_t b) { return a > b ? a : b; }
  static int32_t And(int32_t a, int32_t b) { return a & b; }
  // The bits of a * factor + addend, where `factor` is a float's bits.
  static int32_t MultiplyFloats(int32_t a, int32_t factor, float addend) {
    float value;
    std::memcpy(&value, &factor, sizeof(value));
    value = static_cast<float>(a) * value + addend;
    std::memcpy(&a, &value, sizeof(a));
    return a;
  }
  // Whether any lane is below the limit.
  static bool AnyBelow(int32_t a, int32_t limit) { return a < limit; }
  // REQUIRES: a >= 0.
  template <int kBits>
  static int32_t ShiftRight(int32_t a) {
    return a >> kBits;
  }
};

}  // namespace

constinit const Kernels kPortableKernels = KernelSet<Portable>::Table("portable");

}  // namespace digitpad
