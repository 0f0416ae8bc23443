// Plain C++: says what the operations of the other sets mean.
#include "core/kernels/kernel_set.h"
#include "core/kernels/sets.h"

namespace digitpad {
namespace {

struct Portable {
  using Element = int16_t;
  using Weight = int16_t;
  // A vector has kLanes output channels; a lane takes kGroup elements at a time.
  static constexpr int kLanes = 4;
  static constexpr int kGroup = 2;
  // The largest tile, in pixels and vectors, and the vectors where there is one pixel.
  static constexpr int kPixels = 2;
  static constexpr int kVectors = 2;
  static constexpr int kDenseVectors = 4;

  struct I32 {
    int32_t lane[kLanes];
  };
  struct Weights {
    Weight lane[kLanes][kGroup];
  };
  struct Input {
    Element group[kGroup];
  };

  template <typename Function>
  static I32 Each(Function function) {
    I32 result;
    for (int i = 0; i < kLanes; ++i) result.lane[i] = function(i);
    return result;
  }

  static Weights LoadWeights(const Weight* from) {
    Weights result;
    std::memcpy(&result, from, sizeof(result));
    return result;
  }
  static Input Broadcast(const Element* from) { return {{from[0], from[1]}}; }
  static I32 Dot(I32 sum, Input x, Weights w) {
    return Each([&](int i) {
      return sum.lane[i] + x.group[0] * w.lane[i][0] + x.group[1] * w.lane[i][1];
    });
  }

  static I32 Load(const int32_t* from) {
    return Each([&](int i) { return from[i]; });
  }
  static void Store(I32 a, int32_t* to) { std::memcpy(to, &a, sizeof(a)); }
  static I32 LoadElements(const Element* from) {
    return Each([&](int i) { return from[i]; });
  }
  // REQUIRES: lanes from 0 to 127.
  static void StoreElements(I32 a, Element* to) {
    for (int i = 0; i < kLanes; ++i) to[i] = static_cast<Element>(a.lane[i]);
  }

  static I32 Set(int32_t value) {
    return Each([&](int) { return value; });
  }
  static I32 Add(I32 a, I32 b) {
    return Each([&](int i) { return a.lane[i] + b.lane[i]; });
  }
  static I32 Multiply(I32 a, I32 b) {
    return Each([&](int i) { return a.lane[i] * b.lane[i]; });
  }
  static I32 Min(I32 a, I32 b) {
    return Each([&](int i) { return a.lane[i] < b.lane[i] ? a.lane[i] : b.lane[i]; });
  }
  static I32 Max(I32 a, I32 b) {
    return Each([&](int i) { return a.lane[i] > b.lane[i] ? a.lane[i] : b.lane[i]; });
  }
  // The upper 32 bits of the product. REQUIRES: lanes not negative.
  static I32 MultiplyHigh(I32 a, I32 b) {
    return Each([&](int i) {
      return static_cast<int32_t>((int64_t{a.lane[i]} * b.lane[i]) >> 32);
    });
  }
  // a * 2^power, where `upscale` holds Upscale(power).
  static constexpr int32_t Upscale(int power) { return power; }
  static I32 Scale(I32 a, I32 upscale) {
    return Each([&](int i) { return a.lane[i] << upscale.lane[i]; });
  }
  template <int kBits>
  static I32 ShiftRight(I32 a) {
    return Each([&](int i) { return a.lane[i] >> kBits; });
  }
};

}  // namespace

const Kernels kPortableKernels = KernelSet<Portable>::Table("portable");

}  // namespace digitpad
