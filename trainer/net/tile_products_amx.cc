#include "trainer/net/tile_products_amx.h"

#ifdef DIGITPAD_AMX

#include <sys/syscall.h>
#include <unistd.h>

#include <utility>

namespace digitpad {
namespace {

// The numbers of tiles are part of the instruction, so they are template arguments:
// 0 to 3 collect sums, 4 and 5 hold inputs, 6 and 7 weights or gradients.
constexpr int kInputTile = 4;
constexpr int kOtherTile = 6;

template <int kTmm>
void ZeroTile() {
  asm volatile("tilezero %%tmm%c0" ::"i"(kTmm));
}
// stride: from row to row, in bytes.
template <int kTmm>
void LoadTile(const void* from, ptrdiff_t stride) {
  asm volatile("tileloadd (%0,%1,1), %%tmm%c2" ::"r"(from), "r"(stride), "i"(kTmm)
               : "memory");
}
template <int kTmm>
void StoreTile(void* to, ptrdiff_t stride) {
  asm volatile("tilestored %%tmm%c2, (%0,%1,1)" ::"r"(to), "r"(stride), "i"(kTmm)
               : "memory");
}
template <int kSum, int kA, int kB>
void MultiplyTiles() {
  asm volatile("tdpbf16ps %%tmm%c2, %%tmm%c1, %%tmm%c0" ::"i"(kSum), "i"(kA), "i"(kB));
}

// Calls function.operator()<i>() for i below kCount.
template <int kCount, typename Function>
void Unroll(Function function) {
  [&]<int... kIndices>(std::integer_sequence<int, kIndices...>) {
    (function.template operator()<kIndices>(), ...);
  }
  (std::make_integer_sequence<int, kCount>());
}

template <int kTiles>
void RunConvolutionBlock(const ConvolutionBlock& block) {
  Unroll<kTiles>([]<int p>() { ZeroTile<p>(); });
  const Bfloat* weights = block.weights;
  for (int row = 0; row < block.rows; ++row) {
    for (int k = 0; k < block.run_tiles; ++k, weights += kTileSize) {
      LoadTile<kOtherTile>(weights, sizeof(Bfloat) * kTileInputs);
      const ptrdiff_t at = row * block.in_kernel_row + k * kTileInputs;
      Unroll<kTiles>([&]<int p>() {
        constexpr int kInput = kInputTile + p % 2;
        LoadTile<kInput>(block.in[p] + at, sizeof(Bfloat) * block.in_pixel);
        MultiplyTiles<p, kInput, kOtherTile>();
      });
    }
  }
  Unroll<kTiles>(
      [&]<int p>() { StoreTile<p>(block.out[p], sizeof(float) * block.out_pixel); });
}

template <int kInTiles, int kOutTiles>
void RunGradientBlock(const GradientBlock& block) {
  const ptrdiff_t panel = ptrdiff_t{block.pixel_tiles} * kTileSize;
  const auto for_each_sum = [&](auto function) {
    Unroll<kInTiles * kOutTiles>([&]<int i>() {
      function.template operator()<i>(block.sums[i / kOutTiles] + i % kOutTiles * kTile,
                                      sizeof(float) * block.sums_row);
    });
  };
  for_each_sum([]<int i>(float* at, ptrdiff_t stride) { LoadTile<i>(at, stride); });
  for (int k = 0; k < block.pixel_tiles; ++k) {
    Unroll<kOutTiles>([&]<int o>() {
      LoadTile<kOtherTile + o>(block.gradient + o * panel + k * kTileSize,
                               sizeof(Bfloat) * kTileInputs);
    });
    Unroll<kInTiles>([&]<int i>() {
      LoadTile<kInputTile + i>(block.in[i] + k * kTileInputs,
                               sizeof(Bfloat) * block.pitch);
      Unroll<kOutTiles>([]<int o>() {
        MultiplyTiles<i * kOutTiles + o, kInputTile + i, kOtherTile + o>();
      });
    });
  }
  for_each_sum([]<int i>(float* at, ptrdiff_t stride) { StoreTile<i>(at, stride); });
}

}  // namespace

bool RequestTiles() {
  constexpr int kRequestPermission = 0x1023;  // ARCH_REQ_XCOMP_PERM
  constexpr int kTileData = 18;               // XFEATURE_XTILE_DATA
  return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

void ConfigureTiles(int rows) {
  struct alignas(64) {  // as the manual has it
    uint8_t palette = 1;
    uint8_t start_row = 0;
    uint8_t reserved[14] = {};
    uint16_t row_bytes[16] = {};
    uint8_t rows[16] = {};
  } config;
  for (int tile = 0; tile < 8; ++tile) {
    config.row_bytes[tile] = 64;
    config.rows[tile] = static_cast<uint8_t>(tile < kOtherTile ? rows : kTile);
  }
  asm volatile("ldtilecfg %0" ::"m"(config));
}

void RunConvolutionBlock(const ConvolutionBlock& block, int tiles) {
  if (tiles == 4) return RunConvolutionBlock<4>(block);
  if (tiles == 3) return RunConvolutionBlock<3>(block);
  if (tiles == 2) return RunConvolutionBlock<2>(block);
  return RunConvolutionBlock<1>(block);
}

void RunGradientBlock(const GradientBlock& block, int in_tiles, int out_tiles) {
  if (in_tiles == 2) {
    if (out_tiles == 2) return RunGradientBlock<2, 2>(block);
    return RunGradientBlock<2, 1>(block);
  }
  if (out_tiles == 2) return RunGradientBlock<1, 2>(block);
  return RunGradientBlock<1, 1>(block);
}

}  // namespace digitpad

#endif
