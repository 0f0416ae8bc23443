#include "trainer/net/bfloat_avx512.h"

#ifdef DIGITPAD_AMX

#include <immintrin.h>

#include <cstring>

namespace digitpad {
namespace {

constexpr int kLanes = 16;

}  // namespace

Bfloat ToBfloat(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return static_cast<Bfloat>((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

void ToBfloats(const float* from, int count, Bfloat* to) {
  int i = 0;
  for (; i + 32 <= count; i += 32) {
    const __m512bh both =
        _mm512_cvtne2ps_pbh(_mm512_loadu_ps(from + i + 16), _mm512_loadu_ps(from + i));
    std::memcpy(to + i, &both, sizeof both);
  }
  for (; i < count; ++i) to[i] = ToBfloat(from[i]);
}

void TransposeChannels(const Bfloat* from, ptrdiff_t pixel, int count, ptrdiff_t pitch,
                       bool both, Bfloat* to) {
  const __m512i numbers =
      _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m512i places =
      _mm512_mullo_epi32(numbers, _mm512_set1_epi32(static_cast<int>(pixel)));
  for (int i = 0; i < count; i += kLanes) {
    const __mmask16 mask =
        count - i >= kLanes ? 0xffff : static_cast<__mmask16>((1u << (count - i)) - 1);
    const __m512i pairs = _mm512_mask_i32gather_epi32(
        _mm512_setzero_si512(), mask, places, from + i * pixel, sizeof(Bfloat));
    _mm512_mask_cvtepi32_storeu_epi16(to + i, mask, pairs);
    if (!both) continue;
    _mm512_mask_cvtepi32_storeu_epi16(to + pitch + i, mask, _mm512_srli_epi32(pairs, 16));
  }
}

void InterleavePixels(const Bfloat* first, const Bfloat* second, int channels,
                      Bfloat* to) {
  const auto mask = static_cast<__mmask16>((1u << channels) - 1);
  const __m512i even = _mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(mask, first));
  const __m512i odd = _mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(mask, second));
  _mm512_store_si512(to, _mm512_or_si512(even, _mm512_slli_epi32(odd, 16)));
}

}  // namespace digitpad

#endif
