// The one design of all kernels, to be instantiated with the operations of an
// instruction set (see kernels_portable.cc for what they mean).
//
// Convolution. The window of an output pixel is kernel_h rows of kernel_w * in_c
// neighboring elements. They are taken in groups of kGroup; a lane of a vector belongs to
// an output channel and adds up group . weights. A tile is some pixels of one output row
// by some vectors of channels, all in registers: each vector of weights that is loaded
// serves all the pixels, each group that is broadcast all the vectors. The last group of
// a row may reach behind the window, where the weights are zero.
//
// Requantisation, see fixed_point.h, without 64-bit lanes or a shift of each lane's own:
// beyond some accumulator, the cap, everything is 127. Below it there is room to scale
// the accumulator by 2^(kShift - shift), so that all lanes are then shifted by kShift:
//   ((acc << (kShift - shift)) * mantissa + 2^(kShift - 1)) >> kShift
// of which only the product's upper 32 bits matter. A vector with a shift that does not
// fit, or which is not full, is requantised one by one.
//
// Included by files that are compiled for more than what every machine has. So all of it
// has internal linkage: a linker must not take one file's copy for all.
#pragma once

#include <cstring>
#include <type_traits>

#include "core/kernels/kernels.h"
#include "core/kernels/requantize.h"

namespace digitpad {
namespace {

template <class Isa>
class KernelSet {
 public:
  static constexpr Kernels Table(const char* name) {
    return {name,   sizeof(Element), PackedSize,        Pack,  Conv,
            Logits, MaxPool,         GlobalAveragePool, Enter, Spin};
  }

 private:
  using Element = typename Isa::Element;
  using Weight = typename Isa::Weight;
  using I32 = typename Isa::I32;  // kLanes integers
  static constexpr int kLanes = Isa::kLanes;
  static constexpr int kGroup = Isa::kGroup;
  static_assert(kGroup <= kReadAhead + 1);

  static constexpr Element kOnes[kGroup] = {1};

  static constexpr int kShift = 53;
  // Below it, any accumulator above 0 is 127.
  static constexpr int kLeastShift = 23;

  // What the packed bytes are, an array each: groups of weights, in the order in which a
  // block of vectors reads them, [blocks][groups][block][kLanes][kGroup], where the
  // vectors that fill no block are blocks of their own; then constants,
  // [vectors][kConstants][kLanes].
  enum Constant {
    kBias,
    kResidualScale,
    kCap,
    kUpscale,
    kMantissa,
    kShiftAsIs,
    kOneByOne,  // [0] only: whether the vector goes the slow way
    kConstants
  };
  struct Layout {
    explicit Layout(const ConvShape& s)
        : vectors((s.out_c + kLanes - 1) / kLanes),
          row_groups((s.kernel_w * s.in_c + kGroup - 1) / kGroup),
          groups(row_groups * s.kernel_h),
          block(s.out_h * s.out_w == 1 ? Isa::kDenseVectors : Isa::kVectors),
          in_blocks(vectors / block * block),
          weights(size_t{sizeof(Weight)} * vectors * VectorWeights()) {}
    size_t VectorWeights() const { return size_t{kLanes * kGroup} * groups; }
    // Where a group of a vector begins, in weights.
    size_t GroupAt(int vector, int group) const {
      const int width = vector < in_blocks ? block : 1;
      return VectorWeights() * (vector - vector % width) +
             size_t{kLanes * kGroup} * (size_t{1} * group * width + vector % width);
    }
    int vectors, row_groups, groups;
    int block;       // vectors that are worked on together; one pixel has more of them
    int in_blocks;   // vectors before those that fill no block
    size_t weights;  // bytes
  };

  static const int32_t* ConstantsOf(const Layout& layout, const uint8_t* packed,
                                    int vector) {
    return reinterpret_cast<const int32_t*>(packed + layout.weights) +
           size_t{kConstants * kLanes} * vector;
  }

  static size_t PackedSize(const ConvShape& s) {
    const Layout layout(s);
    return layout.weights + sizeof(int32_t) * kConstants * kLanes * layout.vectors;
  }

  static void Pack(const ConvShape& s, const ConvTensors& t, uint8_t* packed) {
    const Layout layout(s);
    std::memset(packed, 0, PackedSize(s));
    auto* weights = reinterpret_cast<Weight*>(packed);
    const int row = s.kernel_w * s.in_c;
    for (int c = 0; c < s.out_c; ++c) {
      for (int ky = 0; ky < s.kernel_h; ++ky) {
        const int8_t* from = t.weights_i8 + (size_t{1} * c * s.kernel_h + ky) * row;
        for (int i = 0; i < row; ++i) {
          const int group = ky * layout.row_groups + i / kGroup;
          Weight* lanes = weights + layout.GroupAt(c / kLanes, group);
          lanes[c % kLanes * kGroup + i % kGroup] = from[i];
        }
      }
      auto* constants = const_cast<int32_t*>(ConstantsOf(layout, packed, c / kLanes));
      PackConstants(t, c, constants + c % kLanes);
      const bool is_last = c % kLanes + 1 == kLanes;
      const bool fits = constants[kShiftAsIs * kLanes + c % kLanes] <= kShift;
      if (!fits || (c + 1 == s.out_c && !is_last)) constants[kOneByOne * kLanes] = 1;
    }
  }

  static void PackConstants(const ConvTensors& t, int c, int32_t* lane) {
    lane[kBias * kLanes] = t.bias_i32[c];
    if (t.residual_scale_i32 != nullptr) {
      lane[kResidualScale * kLanes] = t.residual_scale_i32[c];
    }
    if (t.mantissa_i32 == nullptr) return;
    int32_t mantissa = t.mantissa_i32[c];
    int shift = t.shift_u8[c];
    if (shift < kLeastShift) {
      shift = kLeastShift;
      mantissa = kMinMantissa;
    }
    lane[kMantissa * kLanes] = mantissa;
    lane[kShiftAsIs * kLanes] = shift;
    if (shift > kShift) return;  // such a vector goes the slow way
    const int64_t cap = ((int64_t{128} << shift) + mantissa - 1) / mantissa;
    lane[kCap * kLanes] = static_cast<int32_t>(cap < INT32_MAX ? cap : INT32_MAX);
    lane[kUpscale * kLanes] = Isa::Upscale(kShift - shift);
  }

  // For vectors that StoreFast cannot serve.
  static __attribute__((noinline)) void StoreOneByOne(const int32_t* constants, int lanes,
                                                      I32 sum, const Element* residual,
                                                      Element* output) {
    int32_t acc[kLanes];
    Isa::Store(sum, acc);
    for (int i = 0; i < lanes; ++i) {
      const auto constant = [&](Constant which) { return constants[which * kLanes + i]; };
      if (residual != nullptr) acc[i] += residual[i] * constant(kResidualScale);
      output[i] = RequantizeOne(acc[i], constant(kMantissa), constant(kShiftAsIs));
    }
  }

  static void StoreFast(const int32_t* constants, I32 sum, const Element* residual,
                        Element* output) {
    const auto constant = [&](Constant which) {
      return Isa::Load(constants + which * kLanes);
    };
    if (residual != nullptr) {
      sum = Isa::Add(
          sum, Isa::Multiply(Isa::LoadElements(residual), constant(kResidualScale)));
    }
    sum = Isa::Min(Isa::Max(sum, Isa::Set(0)), constant(kCap));
    const I32 high =
        Isa::MultiplyHigh(Isa::Scale(sum, constant(kUpscale)), constant(kMantissa));
    const I32 rounded = Isa::template ShiftRight<kShift - 32>(
        Isa::Add(high, Isa::Set(int32_t{1} << (kShift - 33))));
    Isa::StoreElements(Isa::Min(rounded, Isa::Set(kMaxActivation)), output);
  }

  // What one call works on. Strides in elements.
  struct Job {
    const ConvShape& s;
    const Layout layout;
    const uint8_t* packed;
    const Element* input;
    const Element* residual;
    Element* output;
  };

  // acc[p][v] = the bias and all products of pixel p, `step` elements after the one
  // before, and vector of channels `vector` + v.
  template <int kPixels, int kVectors>
  static inline __attribute__((always_inline)) void Sum(const Job& job,
                                                        const Element* input, int vector,
                                                        I32 (&acc)[kPixels][kVectors]) {
    const ptrdiff_t step = ptrdiff_t{job.s.stride} * job.s.in_c;
    const auto* weights =
        reinterpret_cast<const Weight*>(job.packed) + job.layout.GroupAt(vector, 0);
    for (int v = 0; v < kVectors; ++v) {
      const I32 bias = Isa::Load(ConstantsOf(job.layout, job.packed, vector + v));
      for (int p = 0; p < kPixels; ++p) acc[p][v] = bias;
    }
    for (int ky = 0; ky < job.s.kernel_h; ++ky) {
      const Element* group = input + ptrdiff_t{ky} * job.s.in_row;
      const Element* const end = group + ptrdiff_t{job.layout.row_groups} * kGroup;
      for (; group != end; group += kGroup, weights += kVectors * kLanes * kGroup) {
        typename Isa::Weights w[kVectors];
#pragma GCC unroll 16
        for (int v = 0; v < kVectors; ++v) {
          w[v] = Isa::LoadWeights(weights + v * kLanes * kGroup);
        }
#pragma GCC unroll 16
        for (int p = 0; p < kPixels; ++p) {
          const auto x = Isa::Broadcast(group + p * step);
#pragma GCC unroll 16
          for (int v = 0; v < kVectors; ++v) acc[p][v] = Isa::Dot(acc[p][v], x, w[v]);
        }
      }
    }
  }

  // The output's pixels (oy, ox) and on by the channels of some vectors.
  template <int kPixels, int kVectors>
  static void Tile(const Job& job, int oy, int ox, int vector) {
    const ConvShape& s = job.s;
    const Element* input = job.input + ptrdiff_t{oy} * s.stride * s.in_row +
                           ptrdiff_t{ox} * s.stride * s.in_c;
    I32 acc[kPixels][kVectors];
    Sum(job, input, vector, acc);
    const ptrdiff_t first = ptrdiff_t{ox} * s.out_c + vector * kLanes;
    Element* output = job.output + ptrdiff_t{oy} * s.out_row + first;
    const Element* residual = job.residual == nullptr
                                  ? nullptr
                                  : job.residual + ptrdiff_t{oy} * s.residual_row + first;
#pragma GCC unroll 16
    for (int v = 0; v < kVectors; ++v) {
      const int32_t* constants = ConstantsOf(job.layout, job.packed, vector + v);
      const int rest = s.out_c - (vector + v) * kLanes;
      const auto store = [&](int p, auto one) {
        const ptrdiff_t at = ptrdiff_t{p} * s.out_c + v * kLanes;
        one(residual == nullptr ? nullptr : residual + at, output + at);
      };
      if (constants[kOneByOne * kLanes] != 0) {
        I32 sums[kPixels];
#pragma GCC unroll 16
        for (int p = 0; p < kPixels; ++p) sums[p] = acc[p][v];
        for (int p = 0; p < kPixels; ++p) {
          store(p, [&](const Element* added, Element* to) {
            StoreOneByOne(constants, rest < kLanes ? rest : kLanes, sums[p], added, to);
          });
        }
        continue;
      }
#pragma GCC unroll 16
      for (int p = 0; p < kPixels; ++p) {
        store(p, [&](const Element* added, Element* to) {
          StoreFast(constants, acc[p][v], added, to);
        });
      }
    }
  }

  // One output row by kVectors vectors, in tiles as even as can be.
  template <int kVectors>
  static void Row(const Job& job, int oy, int vector) {
    const int width = job.s.out_w;
    const int tiles = (width + Isa::kPixels - 1) / Isa::kPixels;
    for (int i = 0, ox = 0; i < tiles; ++i) {
      const int pixels = (width - ox + tiles - i - 1) / (tiles - i);
      TileOf<Isa::kPixels, kVectors>(pixels, job, oy, ox, vector);
      ox += pixels;
    }
  }

  template <int kPixels, int kVectors>
  static void TileOf(int pixels, const Job& job, int oy, int ox, int vector) {
    if constexpr (kPixels > 0) {
      if (pixels == kPixels) return Tile<kPixels, kVectors>(job, oy, ox, vector);
      TileOf<kPixels - 1, kVectors>(pixels, job, oy, ox, vector);
    }
  }

  static void Conv(const ConvShape& s, const void* input, const void* residual,
                   const uint8_t* packed, void* output) {
    const Job job = {s,
                     Layout(s),
                     packed,
                     static_cast<const Element*>(input),
                     static_cast<const Element*>(residual),
                     static_cast<Element*>(output)};
    if (s.out_h * s.out_w == 1) {  // one pixel: only many vectors keep the pipeline full
      EachBlock<Isa::kDenseVectors>(job, [&](auto width, int vector) {
        Tile<1, decltype(width)::value>(job, 0, 0, vector);
      });
    } else {
      EachBlock<Isa::kVectors>(job, [&](auto width, int vector) {
        for (int oy = 0; oy < s.out_h; ++oy) Row<decltype(width)::value>(job, oy, vector);
      });
    }
  }

  // one(block's width, its first vector)
  template <int kBlock, typename One>
  static void EachBlock(const Job& job, One one) {
    int vector = 0;
    for (; vector < job.layout.in_blocks; vector += kBlock) {
      one(std::integral_constant<int, kBlock>(), vector);
    }
    for (; vector < job.layout.vectors; ++vector) {
      one(std::integral_constant<int, 1>(), vector);
    }
  }

  static void Logits(const ConvShape& s, const void* input, const uint8_t* packed,
                     int32_t* output_i32) {
    const Job job = {s,       Layout(s), packed, static_cast<const Element*>(input),
                     nullptr, nullptr};
    EachBlock<Isa::kDenseVectors>(job, [&](auto width, int vector) {
      I32 acc[1][decltype(width)::value];
      Sum(job, job.input, vector, acc);
      for (const I32 sum : acc[0]) {
        int32_t values[kLanes];
        Isa::Store(sum, values);
        for (int i = 0; i < kLanes && vector * kLanes + i < s.out_c; ++i) {
          output_i32[vector * kLanes + i] = values[i];
        }
        ++vector;
      }
    });
  }

  static void MaxPool(const PoolShape& s, const void* input, void* output) {
    for (int oy = 0; oy < s.out_h; ++oy) {
      const Element* in =
          static_cast<const Element*>(input) + ptrdiff_t{oy} * s.stride * s.in_row;
      Element* out = static_cast<Element*>(output) + ptrdiff_t{oy} * s.out_row;
      for (int ox = 0; ox < s.out_w; ++ox, in += s.stride * s.channels) {
        std::memset(out, 0, sizeof(Element) * s.channels);  // none is below
        for (int ky = 0; ky < s.kernel_h; ++ky) {
          for (int kx = 0; kx < s.kernel_w; ++kx) {
            const Element* from = in + ptrdiff_t{ky} * s.in_row + kx * s.channels;
            for (int c = 0; c < s.channels; ++c) {
              out[c] = out[c] < from[c] ? from[c] : out[c];
            }
          }
        }
        out += s.channels;
      }
    }
  }

  static void GlobalAveragePool(int height, int width, int channels, int in_row,
                                const void* input, int32_t mantissa, int shift,
                                void* output) {
    constexpr int kChunk = 64;  // sums at a time
    for (int first = 0; first < channels; first += kChunk) {
      const int count = channels - first < kChunk ? channels - first : kChunk;
      int32_t sums[kChunk] = {};
      for (int y = 0; y < height; ++y) {
        const Element* in =
            static_cast<const Element*>(input) + ptrdiff_t{y} * in_row + first;
        for (int x = 0; x < width; ++x, in += channels) {
          for (int c = 0; c < count; ++c) sums[c] += in[c];
        }
      }
      for (int c = 0; c < count; ++c) {
        static_cast<Element*>(output)[first + c] =
            RequantizeOne(sums[c], mantissa, shift);
      }
    }
  }

  static void Enter(size_t count, const uint8_t* bytes, void* output) {
    for (size_t i = 0; i < count; ++i) {
      static_cast<Element*>(output)[i] = static_cast<Element>(bytes[i] >> 1);
    }
  }

  static int64_t Spin(int rounds, int32_t* sum) {
    if constexpr (kLanes == 1) {
      *sum = rounds;
      return 0;
    } else {
      // As many sums as hide the latency of one; each is the other factor of the next, so
      // that no product is the same twice.
      constexpr int kSums = 12;
      I32 sums[kSums];
      for (int i = 0; i < kSums; ++i) sums[i] = Isa::Set(i);
      const auto x = Isa::Broadcast(kOnes);
      for (int round = 0; round < rounds; ++round) {
#pragma GCC unroll 16
        for (int i = 0; i < kSums; ++i) {
          const auto w = typename Isa::Weights(sums[(i + 1) % kSums]);
          sums[i] = Isa::Dot(sums[i], x, w);
        }
      }
      I32 total = Isa::Set(0);
      for (int i = 0; i < kSums; ++i) total = Isa::Add(total, sums[i]);
      int32_t lanes[kLanes];
      Isa::Store(total, lanes);
      *sum = lanes[0];
      return int64_t{1} * rounds * kSums * kLanes * kGroup;
    }
  }
};

}  // namespace
}  // namespace digitpad
