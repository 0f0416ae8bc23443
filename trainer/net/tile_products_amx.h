// Products of matrix tiles (Intel's Advanced Matrix Extensions; Intel 64 and IA-32
// Architectures Software Developer's Manual, volume 1, chapter 18): a tile is 16 rows of
// 64 bytes, and one instruction multiplies 16x32 by 32x16 bfloat16 numbers and adds the
// 16x16 products to floats. The second factor's tile holds pairs of rows: [16][16][2].
//
// The tiles' shapes are a thread's state; what runs a block sets them first.
#pragma once

#include "trainer/net/bfloat_avx512.h"

#ifdef DIGITPAD_AMX

namespace digitpad {

inline constexpr int kTile = 16;                       // rows, and float columns
inline constexpr int kTileInputs = 32;                 // bfloat16 columns
inline constexpr int kTileSize = kTile * kTileInputs;  // bfloat16 elements

// Asks Linux to let this process use the tiles; false where they are not to be had.
bool RequestTiles();

// Lets sums and first factors have `rows` rows, at most 16.
void ConfigureTiles(int rows);

// Up to four tiles of pixels, one of channels: weights come from the second level cache,
// and so serve as many pixels as can be.
inline constexpr int kPixelTiles = 4;

struct ConvolutionBlock {
  const Bfloat* in[kPixelTiles];  // the first run of each tile of pixels
  ptrdiff_t in_pixel;
  ptrdiff_t in_kernel_row;
  const Bfloat* weights;  // [kernel row][run tile][tile]
  int rows;
  int run_tiles;
  float* out[kPixelTiles];
  ptrdiff_t out_pixel;
};

// REQUIRES: 1 <= tiles <= kPixelTiles.
void RunConvolutionBlock(const ConvolutionBlock& block, int tiles);

// Up to 2 x 2 tiles of the weights' gradient, added to.
struct GradientBlock {
  const Bfloat* in[2];  // transposed: [16 channels][pitch]
  ptrdiff_t pitch;
  const Bfloat* gradient;  // [channel tile][pixel tile][tile]
  int pixel_tiles;
  float* sums[2];  // [16][sums_row], by input tile
  ptrdiff_t sums_row;
};

// REQUIRES: both counts are 1 or 2.
void RunGradientBlock(const GradientBlock& block, int in_tiles, int out_tiles);

}  // namespace digitpad

#endif
