// Convolution as dot products: the window under one output pixel is gathered into a row
// of int16 (zeros where it hangs over the edge), and each output channel is that row
// times its weights, widened to int16 as well. Both rows are padded to a multiple of 8
// with zeros. Written so that a compiler turns the inner loop into multiply-add
// instructions (pmaddwd, i32x4.dot_i16x8), without saying so.
//
// Overflow: |x * w| <= 127 * 128 fits int16 products in int32 sums; ValidateModel bounds
// every accumulator within int32.
#include "core/kernels/kernels_portable.h"

#include <algorithm>
#include <cstring>

#include "core/base/fixed_point.h"

namespace digitpad {
namespace {

constexpr size_t kRowMultiple = 8;
constexpr size_t kTile = 4;  // output channels that share one pass over the gathered row

size_t RowLength(const ConvShape& s) {
  const size_t taps = static_cast<size_t>(s.kernel_h) * s.kernel_w * s.in_c;
  return (taps + kRowMultiple - 1) / kRowMultiple * kRowMultiple;
}

size_t PaddedChannels(const ConvShape& s) {
  return (static_cast<size_t>(s.out_c) + kTile - 1) / kTile * kTile;
}

size_t PackedSize(const ConvShape& s) {
  return PaddedChannels(s) * RowLength(s) * sizeof(int16_t);
}

size_t ScratchSize(const ConvShape& s) {
  return RowLength(s) * sizeof(int16_t) + PaddedChannels(s) * sizeof(int32_t);
}

// packed: int16 [out_c padded to kTile][RowLength].
void Pack(const ConvShape& s, const int8_t* weights_i8, uint8_t* packed) {
  const size_t row = RowLength(s);
  const size_t taps = static_cast<size_t>(s.kernel_h) * s.kernel_w * s.in_c;
  auto* out = reinterpret_cast<int16_t*>(packed);
  std::fill_n(out, PaddedChannels(s) * row, int16_t{0});
  for (size_t c = 0; c < static_cast<size_t>(s.out_c); ++c) {
    std::copy_n(weights_i8 + c * taps, taps, out + c * row);
  }
}

// The window of output pixel (oy, ox) as [kernel_h][kernel_w][in_c].
void Gather(const ConvShape& s, const uint8_t* input, int oy, int ox, int16_t* row) {
  const int left = ox * s.stride - s.pad_left;
  // The window's columns inside the picture.
  const int first = std::max(0, -left);
  const int last = std::min(s.kernel_w, s.in_w - left);
  for (int ky = 0; ky < s.kernel_h; ++ky, row += s.kernel_w * s.in_c) {
    const int y = oy * s.stride - s.pad_top + ky;
    if (y < 0 || y >= s.in_h || first >= last) {
      std::fill_n(row, s.kernel_w * s.in_c, int16_t{0});
      continue;
    }
    const uint8_t* from =
        input + (static_cast<ptrdiff_t>(y) * s.in_w + left + first) * s.in_c;
    std::fill_n(row, first * s.in_c, int16_t{0});
    std::copy_n(from, (last - first) * s.in_c, row + first * s.in_c);
    std::fill_n(row + last * s.in_c, (s.kernel_w - last) * s.in_c, int16_t{0});
  }
}

// acc[0..kTile) = row . weights[0..kTile), all of `length`.
void DotTile(const int16_t* row, const int16_t* weights, size_t length, int32_t* acc) {
  const int16_t* w0 = weights;
  const int16_t* w1 = w0 + length;
  const int16_t* w2 = w1 + length;
  const int16_t* w3 = w2 + length;
  int32_t a0 = 0, a1 = 0, a2 = 0, a3 = 0;
  for (size_t i = 0; i < length; ++i) {
    const int32_t x = row[i];
    a0 += x * w0[i];
    a1 += x * w1[i];
    a2 += x * w2[i];
    a3 += x * w3[i];
  }
  acc[0] = a0;
  acc[1] = a1;
  acc[2] = a2;
  acc[3] = a3;
}

// Calls store(pixel index, acc[out_c]) for every output pixel.
template <typename Store>
void ForEachPixel(const ConvShape& s, const uint8_t* input, const uint8_t* packed,
                  uint8_t* scratch, Store store) {
  const size_t row_length = RowLength(s);
  const size_t channels = PaddedChannels(s);
  const auto* weights = reinterpret_cast<const int16_t*>(packed);
  auto* acc = reinterpret_cast<int32_t*>(scratch);
  auto* row = reinterpret_cast<int16_t*>(acc + channels);
  std::fill_n(row, row_length, int16_t{0});
  for (int oy = 0; oy < s.out_h; ++oy) {
    for (int ox = 0; ox < s.out_w; ++ox) {
      Gather(s, input, oy, ox, row);
      for (size_t c = 0; c < channels; c += kTile) {
        DotTile(row, weights + c * row_length, row_length, acc + c);
      }
      store(static_cast<size_t>(oy) * s.out_w + ox, acc);
    }
  }
}

void Conv(const ConvShape& s, const uint8_t* input_u7, const uint8_t* packed,
          const Requantization& r, uint8_t* scratch, uint8_t* output_u7) {
  const size_t channels = static_cast<size_t>(s.out_c);
  ForEachPixel(s, input_u7, packed, scratch, [&](size_t pixel, const int32_t* acc) {
    uint8_t* out = output_u7 + pixel * channels;
    for (size_t c = 0; c < channels; ++c) {
      int32_t sum = acc[c] + r.bias_i32[c];
      if (r.residual_u7 != nullptr) {
        sum += r.residual_u7[pixel * channels + c] * r.residual_scale_i32[c];
      }
      out[c] = Requantize(sum, r.mantissa_i32[c], r.shift_u8[c]);
    }
  });
}

void ConvI32(const ConvShape& s, const uint8_t* input_u7, const uint8_t* packed,
             const int32_t* bias_i32, uint8_t* scratch, int32_t* output_i32) {
  const size_t channels = static_cast<size_t>(s.out_c);
  ForEachPixel(s, input_u7, packed, scratch, [&](size_t pixel, const int32_t* acc) {
    for (size_t c = 0; c < channels; ++c) {
      output_i32[pixel * channels + c] = acc[c] + bias_i32[c];
    }
  });
}

void MaxPool(const PoolShape& s, const uint8_t* input_u7, uint8_t* output_u7) {
  const size_t channels = static_cast<size_t>(s.channels);
  for (int oy = 0; oy < s.out_h; ++oy) {
    for (int ox = 0; ox < s.out_w; ++ox, output_u7 += channels) {
      const int top = oy * s.stride - s.pad_top;
      const int left = ox * s.stride - s.pad_left;
      // Activations are never negative, so 0 is below them all.
      std::memset(output_u7, 0, channels);
      for (int y = std::max(top, 0); y < std::min(top + s.kernel_h, s.in_h); ++y) {
        for (int x = std::max(left, 0); x < std::min(left + s.kernel_w, s.in_w); ++x) {
          const uint8_t* in = input_u7 + (static_cast<size_t>(y) * s.in_w + x) * channels;
          for (size_t c = 0; c < channels; ++c)
            output_u7[c] = std::max(output_u7[c], in[c]);
        }
      }
    }
  }
}

void GlobalAveragePool(int plane, int channels, const uint8_t* input_u7, int32_t mantissa,
                       int shift, uint8_t* output_u7) {
  for (int c = 0; c < channels; ++c) {
    int32_t sum = 0;
    for (int i = 0; i < plane; ++i)
      sum += input_u7[static_cast<size_t>(i) * channels + c];
    output_u7[c] = Requantize(sum, mantissa, shift);
  }
}

}  // namespace

const Kernels kPortableKernels = {
    "portable", PackedSize, ScratchSize, Pack, Conv, ConvI32, MaxPool, GlobalAveragePool,
};

}  // namespace digitpad
