// Arm with the dot product instructions: sdot multiplies bytes by fours.
#include <arm_neon.h>

#include "core/kernels/kernel_set.h"
#include "core/kernels/sets.h"

namespace digitpad {
namespace {

struct Neon {
  using Element = uint8_t;
  using Weight = int8_t;
  using I32 = int32x4_t;
  using Weights = int8x16_t;
  static constexpr int kLanes = 4;
  static constexpr int kGroup = 4;
  static constexpr int kPixels = 4;
  static constexpr int kVectors = 4;
  static constexpr int kDenseVectors = 8;

  static int8x16_t LoadWeights(const int8_t* from) { return vld1q_s8(from); }
  static int8x16_t Broadcast(const uint8_t* from) {
    int32_t group;
    std::memcpy(&group, from, sizeof(group));
    return vreinterpretq_s8_s32(vdupq_n_s32(group));
  }
  static int32x4_t Dot(int32x4_t sum, int8x16_t x, int8x16_t w) {
    return vdotq_s32(sum, w, x);
  }

  static int32x4_t Load(const int32_t* from) { return vld1q_s32(from); }
  static void Store(int32x4_t a, int32_t* to) { vst1q_s32(to, a); }
  static int32x4_t LoadElements(const uint8_t* from) {
    uint32_t group;
    std::memcpy(&group, from, sizeof(group));
    const uint8x8_t bytes = vreinterpret_u8_u32(vdup_n_u32(group));
    return vreinterpretq_s32_u32(vmovl_u16(vget_low_u16(vmovl_u8(bytes))));
  }
  static void StoreElements(int32x4_t a, uint8_t* to) {
    const int16x4_t halves = vqmovn_s32(a);
    const int8x8_t bytes = vqmovn_s16(vcombine_s16(halves, halves));
    const uint32_t group = vget_lane_u32(vreinterpret_u32_s8(bytes), 0);
    std::memcpy(to, &group, sizeof(group));
  }

  static int32x4_t Set(int32_t value) { return vdupq_n_s32(value); }
  static int32x4_t Add(int32x4_t a, int32x4_t b) { return vaddq_s32(a, b); }
  static int32x4_t Multiply(int32x4_t a, int32x4_t b) { return vmulq_s32(a, b); }
  static int32x4_t MinOfHalves(int32x4_t a, int32x4_t b) {
    return vreinterpretq_s32_u16(
        vminq_u16(vreinterpretq_u16_s32(a), vreinterpretq_u16_s32(b)));
  }
  static int32x4_t Max(int32x4_t a, int32x4_t b) { return vmaxq_s32(a, b); }
  static int32x4_t And(int32x4_t a, int32x4_t b) { return vandq_s32(a, b); }
  static int32x4_t MultiplyFloats(int32x4_t a, int32x4_t factor, float addend) {
    return vreinterpretq_s32_f32(
        vfmaq_f32(vdupq_n_f32(addend), vcvtq_f32_s32(a), vreinterpretq_f32_s32(factor)));
  }
  static bool AnyBelow(int32x4_t a, int32_t limit) { return vminvq_s32(a) < limit; }
  template <int kBits>
  static int32x4_t ShiftRight(int32x4_t a) {
    return vshrq_n_s32(a, kBits);
  }
};

}  // namespace

constinit const Kernels kNeonKernels = KernelSet<Neon>::Table("neon");

}  // namespace digitpad
