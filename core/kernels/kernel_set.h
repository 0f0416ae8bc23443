// The one design of all kernels, to be instantiated with the operations of an
// instruction set (see kernels_portable.cc for what they mean).
//
// Convolution. The window of an output pixel is kernel_h rows of kernel_w * in_c
// neighboring elements. They are taken in groups of kGroup; a lane of a vector belongs to
// an output channel and adds up group . weights. A tile is kPixels output pixels, on over
// the ends of rows, by kVectors vectors of channels, all in registers: each vector of
// weights that is loaded serves all the pixels, each group that is broadcast all the
// vectors. The last group of a row may reach behind the window, where the weights are
// zero. A first layer of one channel needs nothing else: its groups lie along the rows.
//
// Requantisation, see fixed_point.h, goes through floats: accumulator times factor as a
// number with 16 binary places. Wherever the answer is below the clamp it is off by at
// most two of the last place: three roundings of 2^-24, or two where the product is
// fused, and one to the last place. So it rounds as the exact number does unless it lies
// within two places of a half. Vectors where one does, and those that are not full, are
// requantised again, exactly and one by one: of outputs that is one in 13,000.
//
// Included by files that are compiled for more than what every machine has. So all of it
// has internal linkage: a linker must not take one file's copy for all.
#pragma once

#include <cstring>
#include <type_traits>
#include <utility>

#include "core/kernels/kernels.h"
#include "core/kernels/requantize.h"

namespace digitpad {
namespace {

// one(0), one(1), ... one(kCount - 1), each a constant.
template <int kCount, typename One>
inline __attribute__((always_inline)) void Each(One&& one) {
  [&]<int... i>(std::integer_sequence<int, i...>) __attribute__((always_inline)) {
    (one(std::integral_constant<int, i>()), ...);
  }
  (std::make_integer_sequence<int, kCount>());
}

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
  static_assert(kGroup <= kReadAhead + 1 && kLanes <= kReadAhead + 1);

  static constexpr int kFraction = 16;  // binary places, as many as a float has room for
  static constexpr int kError = 2;      // of the last place, at most
  // Added to a float from 0 to 2^23, it leaves the nearest integer in the lowest bits.
  static constexpr float kMagic = 1 << 23;
  static constexpr int32_t kMagicBits = 0x4B000000;

  // What the packed bytes are, an array each: groups of weights, in the order in which a
  // block of vectors reads them, [blocks][groups][block][kLanes][kGroup], where the
  // vectors that fill no block are blocks of their own; then constants,
  // [vectors][kConstants][kLanes].
  enum Constant { kBias, kResidualScale, kFactor, kMantissa, kShift, kConstants };
  struct Layout {
    explicit Layout(const ConvShape& s)
        : vectors((s.out_c + kLanes - 1) / kLanes),
          row_groups((s.kernel_w * s.in_c + kGroup - 1) / kGroup),
          groups(row_groups * s.kernel_h),
          pixels(s.out_h * s.out_w),
          block(IsSmall() ? Isa::kDenseVectors : Isa::kVectors),
          in_blocks(vectors / block * block),
          weights(size_t{sizeof(Weight)} * vectors * VectorWeights()) {}
    // Fewer pixels than a tile has: only many vectors keep the pipeline full.
    bool IsSmall() const { return pixels < Isa::kPixels; }
    size_t VectorWeights() const { return size_t{kLanes * kGroup} * groups; }
    // Where a group of a vector begins, in weights.
    size_t GroupAt(int vector, int group) const {
      const int width = vector < in_blocks ? block : 1;
      return VectorWeights() * (vector - vector % width) +
             size_t{kLanes * kGroup} * (size_t{1} * group * width + vector % width);
    }
    int vectors, row_groups, groups;
    int pixels;      // of the output
    int block;       // vectors that are worked on together
    int in_blocks;   // vectors before those that fill no block
    size_t weights;  // bytes
  };

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
      auto* constants = reinterpret_cast<int32_t*>(packed + layout.weights);
      PackConstants(t, c, constants + kConstants * (c - c % kLanes) + c % kLanes);
    }
  }

  static void PackConstants(const ConvTensors& t, int c, int32_t* lane) {
    lane[kBias * kLanes] = t.bias_i32[c];
    if (t.residual_scale_i32 != nullptr) {
      lane[kResidualScale * kLanes] = t.residual_scale_i32[c];
    }
    if (t.mantissa_i32 == nullptr) return;
    lane[kMantissa * kLanes] = t.mantissa_i32[c];
    lane[kShift * kLanes] = t.shift_u8[c];
    float factor = static_cast<float>(t.mantissa_i32[c]) * (1 << kFraction);
    for (int i = 0; i < t.shift_u8[c]; ++i) factor *= 0.5f;
    std::memcpy(lane + kFactor * kLanes, &factor, sizeof(factor));
  }

  // What one call works on. Strides in elements.
  struct Job {
    Job(const ConvShape& s, const void* input, const void* residual,
        const uint8_t* packed, void* output, int32_t* output_i32)
        : s(s),
          layout(s),
          packed(packed),
          input(static_cast<const Element*>(input)),
          residual(static_cast<const Element*>(residual)),
          output(static_cast<Element*>(output)),
          output_i32(output_i32),
          step(ptrdiff_t{s.stride} * s.in_c),
          in_wrap(ptrdiff_t{s.stride} * s.in_row - step * s.out_w),
          out_wrap(s.out_row - ptrdiff_t{s.out_c} * s.out_w) {
      if constexpr (requires { Isa::FusedDot; }) fuses_dots = Isa::fuses_dots();
    }
    const ConvShape s;
    const Layout layout;
    const uint8_t* packed;
    const Element* input;
    const Element* residual;
    Element* output;
    int32_t* output_i32;  // where sums alone are wanted, of one pixel
    // From an output pixel's window to the next one's, and, after a row's last, on to the
    // next row: in the input and the output.
    ptrdiff_t step, in_wrap, out_wrap;
    bool fuses_dots = false;
  };

  // Vectors of output channels that are worked on together.
  struct Block {
    int channel;  // the first
    const Weight* weights;
    const int32_t* constants;
  };

  // acc[p][v] += all products of vector v with the window at input[p].
  template <auto kDot, int kPixels, int kVectors>
  static inline __attribute__((always_inline)) void Sum(
      const Job& job, const Block& block, const Element* const (&input)[kPixels],
      I32 (&acc)[kPixels][kVectors]) {
    const Weight* weights = block.weights;
    for (int ky = 0; ky < job.s.kernel_h; ++ky) {
      ptrdiff_t at = ptrdiff_t{ky} * job.s.in_row;
      const ptrdiff_t end = at + ptrdiff_t{job.layout.row_groups} * kGroup;
      for (; at != end; at += kGroup, weights += kVectors * kLanes * kGroup) {
        typename Isa::Weights w[kVectors];
        Each<kVectors>(
            [&](auto v) { w[v] = Isa::LoadWeights(weights + v * kLanes * kGroup); });
        Each<kPixels>([&](auto p) {
          const auto x = Isa::Broadcast(input[p] + at);
          Each<kVectors>([&](auto v) { acc[p][v] = kDot(acc[p][v], x, w[v]); });
        });
      }
    }
  }

  // A set may have another instruction, for the machines where that is the faster one.
  template <int kPixels, int kVectors>
  static inline __attribute__((always_inline)) void SumAsFits(
      const Job& job, const Block& block, const Element* const (&input)[kPixels],
      I32 (&acc)[kPixels][kVectors]) {
    if constexpr (requires { Isa::FusedDot; } && kPixels * kVectors > Isa::kPixels) {
      if (job.fuses_dots) return Sum<Isa::FusedDot>(job, block, input, acc);
    }
    Sum<Isa::Dot>(job, block, input, acc);
  }

  // An output pixel on the way through all, row after row.
  struct Place {
    Place(const ConvShape& s, int pixel)
        : y(pixel / s.out_w),
          x(pixel % s.out_w),
          input((ptrdiff_t{y} * s.in_row + ptrdiff_t{x} * s.in_c) * s.stride),
          output(ptrdiff_t{y} * s.out_row + ptrdiff_t{x} * s.out_c) {}
    void Next(const Job& job) {
      input += job.step;
      output += job.s.out_c;
      if (++x < job.s.out_w) return;
      x = 0;
      ++y;
      input += job.in_wrap;
      output += job.out_wrap;
    }
    int y, x;
    ptrdiff_t input, output;  // elements after the first pixel's
  };

  // kPixels pixels from a place on, by the channels of a block; moves the place behind.
  template <int kPixels, int kVectors>
  static void Tile(const Job& job, const Block& block, Place* place) {
    const auto constant = [&](int v, Constant which) {
      return Isa::Load(block.constants + (v * kConstants + which) * kLanes);
    };
    const Element* input[kPixels];
    Each<kPixels>([&, at = *place](auto p) mutable {
      input[p] = job.input + at.input;
      at.Next(job);
    });
    I32 acc[kPixels][kVectors];
    Each<kVectors>([&](auto v) {
      const I32 bias = constant(v, kBias);
      Each<kPixels>([&](auto p) { acc[p][v] = bias; });
    });
    SumAsFits(job, block, input, acc);
    if (kPixels == 1 && job.output_i32 != nullptr) {
      Each<kVectors>(
          [&](auto v) { StoreSums(job, block.channel + v * kLanes, acc[0][v]); });
      return;
    }
    if (job.residual != nullptr) {
      Each<kPixels>([&, at = *place](auto p) mutable {
        const Element* from = job.residual + ptrdiff_t{at.y} * job.s.residual_row +
                              ptrdiff_t{at.x} * job.s.out_c + block.channel;
        Each<kVectors>([&](auto v) {
          const I32 added = Isa::LoadElements(from + v * kLanes);
          acc[p][v] =
              Isa::Add(acc[p][v], Isa::Multiply(added, constant(v, kResidualScale)));
        });
        at.Next(job);
      });
    }
    Element* output[kPixels];
    Each<kPixels>([&](auto p) {
      output[p] = job.output + place->output + block.channel;
      place->Next(job);
    });
    // Whether there is a channel for every lane.
    const auto is_full = [&](int v) {
      return block.channel + (v + 1) * kLanes <= job.s.out_c;
    };
    I32 places = Isa::Set(-1);  // the least of all outputs
    Each<kVectors>([&](auto v) {
      if (!is_full(v)) return;
      const I32 factor = constant(v, kFactor);
      Each<kPixels>([&](auto p) {
        const I32 value = Fixed(acc[p][v], factor);
        places = Isa::MinOfHalves(places, value);
        Isa::StoreElements(Isa::template ShiftRight<kFraction>(value),
                           output[p] + v * kLanes);
      });
    });
    if (is_full(kVectors - 1) && !IsUncertain(places)) return;
    Each<kVectors>([&](auto v) {
      const int rest = job.s.out_c - block.channel - v * kLanes;
      Each<kPixels>([&](auto p) {
        if (is_full(v) && !IsUncertain(Fixed(acc[p][v], constant(v, kFactor)))) return;
        StoreOneByOne(block.constants + v * kConstants * kLanes,
                      rest < kLanes ? rest : kLanes, acc[p][v], output[p] + v * kLanes);
      });
    });
  }

  // sum . factor, if that is positive, and a half and kError: rounded down, the
  // activation, unless that is uncertain.
  static inline __attribute__((always_inline)) I32 Fixed(I32 sum, I32 factor) {
    constexpr int32_t kHalf = 1 << (kFraction - 1);
    const I32 bits = Isa::MultiplyFloats(Isa::Max(sum, Isa::Set(0)), factor, kMagic);
    return Isa::Add(bits, Isa::Set(kHalf + kError - kMagicBits));
  }

  static bool IsUncertain(I32 value) {
    return Isa::AnyBelow(Isa::And(value, Isa::Set((1 << kFraction) - 1)), 2 * kError + 1);
  }

  static void StoreSums(const Job& job, int channel, I32 sum) {
    int32_t values[kLanes];
    Isa::Store(sum, values);
    for (int i = 0; i < kLanes && channel + i < job.s.out_c; ++i) {
      job.output_i32[channel + i] = values[i];
    }
  }

  static __attribute__((noinline)) void StoreOneByOne(const int32_t* constants, int lanes,
                                                      I32 sum, Element* output) {
    int32_t acc[kLanes];
    Isa::Store(sum, acc);
    for (int i = 0; i < lanes; ++i) {
      output[i] = RequantizeOne(acc[i], constants[kMantissa * kLanes + i],
                                constants[kShift * kLanes + i]);
    }
  }

  static void Conv(const ConvShape& s, const void* input, const void* residual,
                   const uint8_t* packed, void* output) {
    Run(Job(s, input, residual, packed, output, nullptr));
  }

  static void Logits(const ConvShape& s, const void* input, const uint8_t* packed,
                     int32_t* output_i32) {
    Run(Job(s, input, nullptr, packed, nullptr, output_i32));
  }

  static void Run(const Job& job) {
    const int pixels = job.layout.pixels;
    if (job.layout.IsSmall()) {
      EachBlock<Isa::kDenseVectors>(job, [&](auto width, const Block& block) {
        Place place(job.s, 0);
        for (int pixel = 0; pixel < pixels; ++pixel) Tile<1, width>(job, block, &place);
      });
      return;
    }
    EachBlock<Isa::kVectors>(job, [&](auto width, const Block& block) {
      Place place(job.s, 0);
      for (int tiles = pixels / Isa::kPixels; tiles > 0; --tiles) {
        Tile<Isa::kPixels, width>(job, block, &place);
      }
      if (pixels % Isa::kPixels == 0) return;
      // The last tile is a whole one; what it shares with the one before, it does again.
      place = Place(job.s, pixels - Isa::kPixels);
      Tile<Isa::kPixels, width>(job, block, &place);
    });
  }

  // one(how many vectors, the block)
  template <int kBlock, typename One>
  static void EachBlock(const Job& job, One one) {
    const auto block = [&](int vector) -> Block {
      return {vector * kLanes,
              reinterpret_cast<const Weight*>(job.packed) + job.layout.GroupAt(vector, 0),
              reinterpret_cast<const int32_t*>(job.packed + job.layout.weights) +
                  ptrdiff_t{vector} * kConstants * kLanes};
    };
    int vector = 0;
    for (; vector < job.layout.in_blocks; vector += kBlock) {
      one(std::integral_constant<int, kBlock>(), block(vector));
    }
    for (; vector < job.layout.vectors; ++vector) {
      one(std::integral_constant<int, 1>(), block(vector));
    }
  }

  static void MaxPool(const PoolShape& s, const void* input, void* output) {
    for (int oy = 0; oy < s.out_h; ++oy) {
      const Element* in =
          static_cast<const Element*>(input) + ptrdiff_t{oy} * s.stride * s.in_row;
      Element* out = static_cast<Element*>(output) + ptrdiff_t{oy} * s.out_row;
      for (int ox = 0; ox < s.out_w; ++ox, in += s.stride * s.channels) {
        const int rest = Pool<32>(s, 0, in, out);
        Pool<1>(s, rest, in, out);
        out += s.channels;
      }
    }
  }

  // From a channel on, kChannels at a time and as many as there are; returns the next.
  template <int kChannels>
  static int Pool(const PoolShape& s, int channel, const Element* in, Element* out) {
    for (; channel + kChannels <= s.channels; channel += kChannels) {
      Element largest[kChannels] = {};  // none is below
      for (int ky = 0; ky < s.kernel_h; ++ky) {
        const Element* from = in + ptrdiff_t{ky} * s.in_row + channel;
        for (int kx = 0; kx < s.kernel_w; ++kx, from += s.channels) {
          for (int i = 0; i < kChannels; ++i) {
            largest[i] = largest[i] < from[i] ? from[i] : largest[i];
          }
        }
      }
      std::memcpy(out + channel, largest, sizeof(largest));
    }
    return channel;
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

  // As many sums as a tile has, weights that stay in registers, and elements that are
  // loaded, by what multiplies nothing: so no compiler has a product out of the loop.
  static int64_t Spin(int passes, size_t size, const uint8_t* memory, int32_t* sum) {
    if constexpr (kLanes == 1) {
      *sum = passes + memory[size - 1];
      return 0;
    } else {
      constexpr int kSums = Isa::kPixels * Isa::kVectors, kStep = kSums / 2 * kGroup;
      const auto* const elements = reinterpret_cast<const Element*>(memory);
      const Element* const end = elements + size / sizeof(Element) / kStep * kStep;
      const auto* weights = reinterpret_cast<const Weight*>(memory);
      const auto w = Isa::LoadWeights(weights);
      const auto more = Isa::LoadWeights(weights + kLanes * kGroup);
      I32 acc[kSums];
      const I32 first = Isa::Set(memory[0]);
      Each<kSums>([&](auto i) { acc[i] = first; });
      for (int pass = 0; pass < passes; ++pass) {
        for (const Element* at = elements; at != end; at += kStep) {
          Each<kSums / 2>([&](auto i) {
            const auto x = Isa::Broadcast(at + i * kGroup);
            acc[2 * i] = Isa::Dot(acc[2 * i], x, w);
            acc[2 * i + 1] = Isa::Dot(acc[2 * i + 1], x, more);
          });
        }
      }
      I32 total = Isa::Set(0);
      Each<kSums>([&](auto i) { total = Isa::Add(total, acc[i]); });
      int32_t lanes[kLanes];
      Isa::Store(total, lanes);
      *sum = lanes[0];
      return int64_t{passes} * (end - elements) * kLanes * 2;
    }
  }
};

}  // namespace
}  // namespace digitpad
