// AVX2 and FMA: vpmaddubsw multiplies bytes by pairs, which 7-bit activations cannot
// saturate.
#include <immintrin.h>

#include "core/kernels/kernel_set.h"
#include "core/kernels/sets.h"

namespace digitpad {
namespace {

struct Avx2 {
  using Element = uint8_t;
  using Weight = int8_t;
  using I32 = __m256i;
  using Weights = __m256i;
  static constexpr int kLanes = 8;
  static constexpr int kGroup = 4;
  static constexpr int kPixels = 4;
  static constexpr int kVectors = 2;
  static constexpr int kDenseVectors = 8;

  static const __m256i* Vector(const void* at) { return static_cast<const __m256i*>(at); }

  static __m256i LoadWeights(const int8_t* from) {
    return _mm256_load_si256(Vector(from));
  }
  static __m256i Broadcast(const uint8_t* from) {
    int32_t group;
    std::memcpy(&group, from, sizeof(group));
    return _mm256_set1_epi32(group);
  }
  static __m256i Dot(__m256i sum, __m256i x, __m256i w) {
    const __m256i pairs = _mm256_maddubs_epi16(x, w);
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
  }

  static __m256i Load(const int32_t* from) { return _mm256_load_si256(Vector(from)); }
  static void Store(__m256i a, int32_t* to) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), a);
  }
  static __m256i LoadElements(const uint8_t* from) {
    return _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(from)));
  }
  static void StoreElements(__m256i a, uint8_t* to) {
    const __m128i halves =
        _mm_packs_epi32(_mm256_castsi256_si128(a), _mm256_extracti128_si256(a, 1));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm_packs_epi16(halves, halves));
  }

  static __m256i Set(int32_t value) { return _mm256_set1_epi32(value); }
  static __m256i Add(__m256i a, __m256i b) { return _mm256_add_epi32(a, b); }
  static __m256i Multiply(__m256i a, __m256i b) { return _mm256_mullo_epi32(a, b); }
  static __m256i MinOfHalves(__m256i a, __m256i b) { return _mm256_min_epu16(a, b); }
  static __m256i Max(__m256i a, __m256i b) { return _mm256_max_epi32(a, b); }
  static __m256i And(__m256i a, __m256i b) { return _mm256_and_si256(a, b); }
  static __m256i MultiplyFloats(__m256i a, __m256i factor, float addend) {
    return _mm256_castps_si256(_mm256_fmadd_ps(
        _mm256_cvtepi32_ps(a), _mm256_castsi256_ps(factor), _mm256_set1_ps(addend)));
  }
  static bool AnyBelow(__m256i a, int32_t limit) {
    return _mm256_movemask_epi8(_mm256_cmpgt_epi32(Set(limit), a)) != 0;
  }
  template <int kBits>
  static __m256i ShiftRight(__m256i a) {
    return _mm256_srli_epi32(a, kBits);
  }
};

}  // namespace

constinit const Kernels kAvx2Kernels = KernelSet<Avx2>::Table("avx2");

}  // namespace digitpad
