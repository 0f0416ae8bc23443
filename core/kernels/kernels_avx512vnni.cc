// AVX-512 with VNNI: vpdpbusd multiplies bytes by fours.
#include <immintrin.h>

#include "core/kernels/kernel_set.h"
#include "core/kernels/sets.h"

namespace digitpad {
namespace {

struct Avx512Vnni {
  using Element = uint8_t;
  using Weight = int8_t;
  using I32 = __m512i;
  using Weights = __m512i;
  static constexpr int kLanes = 16;
  static constexpr int kGroup = 4;
  static constexpr int kPixels = 7;
  static constexpr int kVectors = 2;
  static constexpr int kDenseVectors = 8;

  static __m512i LoadWeights(const int8_t* from) { return _mm512_load_si512(from); }
  static __m512i Broadcast(const uint8_t* from) {
    int32_t group;
    std::memcpy(&group, from, sizeof(group));
    return _mm512_set1_epi32(group);
  }
  static __m512i Dot(__m512i sum, __m512i x, __m512i w) {
    return _mm512_dpbusd_epi32(sum, x, w);
  }

  static __m512i Load(const int32_t* from) { return _mm512_load_si512(from); }
  static void Store(__m512i a, int32_t* to) { _mm512_storeu_si512(to, a); }
  static __m512i LoadElements(const uint8_t* from) {
    return _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
  }
  static void StoreElements(__m512i a, uint8_t* to) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm512_cvtsepi32_epi8(a));
  }

  static __m512i Set(int32_t value) { return _mm512_set1_epi32(value); }
  static __m512i Add(__m512i a, __m512i b) { return _mm512_add_epi32(a, b); }
  static __m512i Multiply(__m512i a, __m512i b) { return _mm512_mullo_epi32(a, b); }
  static __m512i MinOfHalves(__m512i a, __m512i b) { return _mm512_min_epu16(a, b); }
  static __m512i Max(__m512i a, __m512i b) { return _mm512_max_epi32(a, b); }
  static __m512i And(__m512i a, __m512i b) { return _mm512_and_si512(a, b); }
  static __m512i MultiplyFloats(__m512i a, __m512i factor, float addend) {
    return _mm512_castps_si512(_mm512_fmadd_ps(
        _mm512_cvtepi32_ps(a), _mm512_castsi512_ps(factor), _mm512_set1_ps(addend)));
  }
  static bool AnyBelow(__m512i a, int32_t limit) {
    return _mm512_cmplt_epi32_mask(a, Set(limit)) != 0;
  }
  template <int kBits>
  static __m512i ShiftRight(__m512i a) {
    return _mm512_srli_epi32(a, kBits);
  }
};

}  // namespace

constinit const Kernels kAvx512VnniKernels = KernelSet<Avx512Vnni>::Table("avx512vnni");

}  // namespace digitpad
