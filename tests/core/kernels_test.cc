// Every set of kernels against plain loops that follow weights/FORMAT.md word by word.
#include "core/kernels/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/base/aligned.h"
#include "core/base/fixed_point.h"
#include "core/kernels/known_answer.h"
#include "tests/core/test_models.h"
#if defined(__wasm_relaxed_simd__)
#include "core/kernels/kernel_set.h"
#include "core/kernels/wasm_relaxed.h"
#endif
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#endif

namespace digitpad {
namespace {

using testing::Random;

#if defined(__wasm_relaxed_simd__)
// Each way to multiply, whichever this machine does faster.
struct ByTwos : WasmRelaxed {
  static bool fuses_dots() { return false; }
};
struct ByFours : WasmRelaxed {
  static bool fuses_dots() { return true; }
};
constexpr Kernels kByTwos = KernelSet<ByTwos>::Table("wasm_relaxed by twos");
constexpr Kernels kByFours = KernelSet<ByFours>::Table("wasm_relaxed by fours");
#endif

std::vector<const Kernels*> AllKernels() {
  std::vector<const Kernels*> all;
  for (const char* name :
       {"portable", "avx2", "avx512vnni", "neon", "wasm_simd128", "wasm_relaxed"}) {
    if (const Kernels* kernels = FindKernels(name)) all.push_back(kernels);
  }
#if defined(__wasm_relaxed_simd__)
  all.insert(all.end(), {&kByTwos, &kByFours});
#endif
  return all;
}

// A convolution in words of the format: paddings, and planes without border.
struct Geometry {
  int in_h, in_w, in_c;
  int out_h, out_w, out_c;
  int kernel_h, kernel_w;
  int stride;
  int pad_top, pad_left;
};

struct ConvCase {
  Geometry shape;
  std::vector<uint8_t> input, residual;
  std::vector<int8_t> weights;
  std::vector<int32_t> bias, mantissa, residual_scale;
  std::vector<uint8_t> shift;
};

// Shifts in this range; 36 to 44 put most results between the clamps.
struct Shifts {
  int least = 36, most = 44;
};

ConvCase MakeCase(const Geometry& s, bool extreme, Random* random, Shifts shifts = {}) {
  ConvCase c;
  c.shape = s;
  const auto outputs = static_cast<size_t>(s.out_c);
  const int taps = s.kernel_h * s.kernel_w * s.in_c;
  for (int i = 0; i < s.in_h * s.in_w * s.in_c; ++i) {
    c.input.push_back(static_cast<uint8_t>(extreme ? 127 : random->Between(0, 127)));
  }
  for (int i = 0; i < taps * s.out_c; ++i) {
    const int w =
        extreme ? (random->Next() & 1 ? 127 : -128) : random->Between(-128, 127);
    c.weights.push_back(static_cast<int8_t>(w));
  }
  for (size_t i = 0; i < outputs; ++i) {
    c.bias.push_back(random->Between(-300000, 300000));
    c.mantissa.push_back(
        static_cast<int32_t>(0x40000000u | (random->Next() & 0x3FFFFFFFu)));
    c.shift.push_back(static_cast<uint8_t>(random->Between(shifts.least, shifts.most)));
    c.residual_scale.push_back(random->Between(-2000, 2000));
  }
  for (int i = 0; i < s.out_h * s.out_w * s.out_c; ++i) {
    c.residual.push_back(static_cast<uint8_t>(random->Between(0, 127)));
  }
  return c;
}

std::vector<int32_t> NaiveAccumulators(const ConvCase& c) {
  const Geometry& s = c.shape;
  std::vector<int32_t> out;
  for (int oy = 0; oy < s.out_h; ++oy) {
    for (int ox = 0; ox < s.out_w; ++ox) {
      for (int oc = 0; oc < s.out_c; ++oc) {
        int32_t sum = c.bias[static_cast<size_t>(oc)];
        for (int ky = 0; ky < s.kernel_h; ++ky) {
          for (int kx = 0; kx < s.kernel_w; ++kx) {
            const int y = oy * s.stride - s.pad_top + ky;
            const int x = ox * s.stride - s.pad_left + kx;
            if (y < 0 || y >= s.in_h || x < 0 || x >= s.in_w) continue;
            for (int ic = 0; ic < s.in_c; ++ic) {
              sum += c.input[static_cast<size_t>((y * s.in_w + x) * s.in_c + ic)] *
                     c.weights[static_cast<size_t>(
                         ((oc * s.kernel_h + ky) * s.kernel_w + kx) * s.in_c + ic)];
            }
          }
        }
        out.push_back(sum);
      }
    }
  }
  return out;
}

std::vector<uint8_t> NaiveConv(const ConvCase& c, bool residual) {
  std::vector<uint8_t> out;
  for (const int32_t sum : NaiveAccumulators(c)) {
    const size_t i = out.size();
    const size_t oc = i % static_cast<size_t>(c.shape.out_c);
    const int32_t acc = sum + (residual ? c.residual[i] * c.residual_scale[oc] : 0);
    out.push_back(Requantize(acc, c.mantissa[oc], c.shift[oc]));
  }
  return out;
}

constexpr size_t kGuard = 64;

// Memory with marked bytes on both sides, which AddressSanitizer lets nobody read.
class Guarded {
 public:
  explicit Guarded(size_t size) : bytes_(size + 2 * kGuard, 0xA5) { Forbid(); }
  ~Guarded() { Allow(); }
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;
  uint8_t* data() { return bytes_.data() + kGuard; }
  bool intact() {
    Allow();
    const auto marked = [](uint8_t b) { return b == 0xA5; };
    const bool intact = std::all_of(bytes_.begin(), bytes_.begin() + kGuard, marked) &&
                        std::all_of(bytes_.end() - kGuard, bytes_.end(), marked);
    Forbid();
    return intact;
  }

 private:
#if defined(__SANITIZE_ADDRESS__)
  void Forbid() {
    __asan_poison_memory_region(bytes_.data(), kGuard);
    __asan_poison_memory_region(bytes_.data() + bytes_.size() - kGuard, kGuard);
  }
  void Allow() { __asan_unpoison_memory_region(bytes_.data(), bytes_.size()); }
#else
  void Forbid() {}
  void Allow() {}
#endif

  AlignedBytes bytes_;
};

// A plane of the kernels' elements within a border of `fill`, at an address that is
// aligned to the element alone.
class PaddedPlane {
 public:
  PaddedPlane(const Kernels& kernels, int h, int w, int c, int border, uint8_t fill)
      : size_(kernels.element_size),
        h_(h),
        w_(w),
        c_(c),
        border_(border),
        memory_(size_ * Count() + size_) {
    for (size_t i = 0; i < Count(); ++i) Write(i, fill);
  }
  int row() const { return (w_ + 2 * border_) * c_; }
  void* At(int y, int x) { return Element(Index(y, x)); }
  void Fill(const std::vector<uint8_t>& values) {
    for (size_t i = 0; i < values.size(); ++i) Write(Place(i), values[i]);
  }
  std::vector<uint8_t> Values() {
    std::vector<uint8_t> values;
    for (size_t i = 0; i < static_cast<size_t>(h_ * w_ * c_); ++i) {
      values.push_back(Read(Place(i)));
    }
    return values;
  }
  // Whether the border still is what it was filled with, and so is the memory around.
  bool BorderIs(uint8_t fill) {
    std::vector<bool> inside(Count());
    for (size_t i = 0; i < static_cast<size_t>(h_ * w_ * c_); ++i)
      inside[Place(i)] = true;
    for (size_t i = 0; i < Count(); ++i) {
      if (!inside[i] && Read(i) != fill) return false;
    }
    return memory_.intact();
  }

 private:
  size_t Count() const {
    return static_cast<size_t>((h_ + 2 * border_) * row() + kReadAhead);
  }
  size_t Index(int y, int x) const {
    return static_cast<size_t>((y + border_) * row() + (x + border_) * c_);
  }
  size_t Place(size_t i) const {
    const auto pixel = static_cast<int>(i) / c_;
    return Index(pixel / w_, pixel % w_) + i % static_cast<size_t>(c_);
  }
  // Off by one element.
  uint8_t* Element(size_t i) { return memory_.data() + size_ * (i + 1); }
  void Write(size_t i, uint8_t value) {
    Element(i)[0] = value;  // little-endian
    if (size_ > 1) Element(i)[1] = 0;
  }
  uint8_t Read(size_t i) { return Element(i)[0]; }

  size_t size_;
  int h_, w_, c_, border_;
  Guarded memory_;
};

void ExpectEqualToNaive(const Kernels& k, const ConvCase& c, bool residual) {
  const Geometry& s = c.shape;
  constexpr int kBorder = 5;  // more than any padding
  constexpr uint8_t kMark = 99;
  PaddedPlane input(k, s.in_h, s.in_w, s.in_c, kBorder, 0);
  input.Fill(c.input);
  PaddedPlane added(k, s.out_h, s.out_w, s.out_c, 1, kMark);
  added.Fill(c.residual);
  PaddedPlane output(k, s.out_h, s.out_w, s.out_c, 2, kMark);
  const ConvShape shape = {s.in_c,       input.row(), s.out_h,    s.out_w,  s.out_c,
                           output.row(), s.kernel_h,  s.kernel_w, s.stride, added.row()};
  Guarded packed(k.packed_size(shape));
  k.pack(shape,
         {c.weights.data(), c.bias.data(), c.mantissa.data(), c.shift.data(),
          residual ? c.residual_scale.data() : nullptr},
         packed.data());
  const void* from = input.At(-s.pad_top, -s.pad_left);
  k.conv(shape, from, residual ? added.At(0, 0) : nullptr, packed.data(),
         output.At(0, 0));
  EXPECT_EQ(output.Values(), NaiveConv(c, residual));
  EXPECT_TRUE(packed.intact() && output.BorderIs(kMark));

  if (s.out_h * s.out_w > 1) return;  // no last layer
  std::vector<int32_t> sums(static_cast<size_t>(s.out_c) + 1, 12345);
  k.logits(shape, from, packed.data(), sums.data());
  EXPECT_EQ(sums.back(), 12345);
  sums.pop_back();
  auto expected = NaiveAccumulators(c);
  expected.resize(sums.size());
  EXPECT_EQ(sums, expected);
}

TEST(Kernels, PortableIsAlwaysThere) {
  ASSERT_NE(FindKernels("portable"), nullptr);
  EXPECT_STREQ(FindKernels("portable")->name, "portable");
  EXPECT_EQ(FindKernels("none"), nullptr);
  EXPECT_EQ(FindKernels(""), nullptr);
}

// So that no test here passes because a set was not there.
TEST(Kernels, WhatThisMachineRunsIsTested) {
  std::vector<std::string> expected = {"portable"};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    expected.push_back("avx2");
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl")) {
    expected.push_back("avx512vnni");
  }
#elif defined(__aarch64__)
  expected.push_back("neon");
#elif defined(__wasm_relaxed_simd__)
  expected.push_back("wasm_relaxed");
#elif defined(__wasm__)
  expected.push_back("wasm_simd128");
#endif
  EXPECT_EQ(BestKernels().name, expected.back());
#if defined(__wasm_relaxed_simd__)
  expected.insert(expected.end(), {kByTwos.name, kByFours.name});
#endif
  std::vector<std::string> tested;
  for (const Kernels* k : AllKernels()) tested.push_back(k->name);
  EXPECT_EQ(tested, expected);
}

TEST(Kernels, KnownAnswerTellsRightFromWrong) {
  for (const Kernels* k : AllKernels()) EXPECT_TRUE(GivesKnownAnswer(*k)) << k->name;
  // One bit of one output is off.
  Kernels wrong = *FindKernels("portable");
  wrong.conv = [](const ConvShape& s, const void* input, const void* residual,
                  const uint8_t* packed, void* output) {
    FindKernels("portable")->conv(s, input, residual, packed, output);
    static_cast<int16_t*>(output)[s.out_c] ^= 1;
  };
  EXPECT_FALSE(GivesKnownAnswer(wrong));
}

TEST(Kernels, ConvEqualsThePlainLoopOverAllGeometries) {
  Random random(1);
  int cases = 0;
  for (const int kernel : {1, 2, 3, 4, 5}) {
    for (const int stride : {1, 2}) {
      for (int pad = 0; pad < kernel; ++pad) {
        for (const int in_c : {1, 3, 5, 8, 16}) {
          const int in_h = random.Between(kernel, 9), in_w = random.Between(kernel, 9);
          Geometry s = {in_h,
                        in_w,
                        in_c,
                        0,
                        0,
                        random.Between(1, 19),
                        kernel,
                        kernel,
                        stride,
                        pad,
                        random.Between(0, pad)};
          // Padding below and to the right may be anything up to that of the top and
          // left.
          s.out_h = (in_h + s.pad_top + random.Between(0, pad) - kernel) / stride + 1;
          s.out_w = (in_w + s.pad_left + random.Between(0, pad) - kernel) / stride + 1;
          SCOPED_TRACE("kernel " + std::to_string(kernel) + " stride " +
                       std::to_string(stride) + " pad " + std::to_string(pad) + " in " +
                       std::to_string(in_h) + "x" + std::to_string(in_w) + "x" +
                       std::to_string(in_c) + " out_c " + std::to_string(s.out_c));
          const ConvCase c = MakeCase(s, cases % 4 == 0, &random);
          for (const Kernels* k : AllKernels()) {
            SCOPED_TRACE(k->name);
            ExpectEqualToNaive(*k, c, cases % 2 == 0);
          }
          ++cases;
        }
      }
    }
  }
  EXPECT_EQ(cases, 150);
}

TEST(Kernels, DenseEqualsThePlainLoop) {
  Random random(2);
  for (const int in : {1, 7, 96, 1000}) {
    for (const int out : {1, 10, 33}) {
      const ConvCase c =
          MakeCase({1, 1, in, 1, 1, out, 1, 1, 1, 0, 0}, in == 96, &random);
      for (const Kernels* k : AllKernels()) ExpectEqualToNaive(*k, c, false);
    }
  }
}

TEST(Kernels, DenseOverAPlaneIsAWindowAsLargeAsIt) {
  Random random(12);
  const ConvCase c = MakeCase({7, 6, 5, 1, 1, 33, 7, 6, 1, 0, 0}, false, &random);
  for (const Kernels* k : AllKernels()) ExpectEqualToNaive(*k, c, false);
}

TEST(Kernels, WideRowsAndManyChannelsMakeEveryTile) {
  Random random(13);
  for (int width = 1; width <= 30; ++width) {
    const int channels = 16 * (1 + width % 9);
    const ConvCase c =
        MakeCase({3, width, 4, 3, width, channels, 3, 3, 1, 1, 1}, false, &random);
    for (const Kernels* k : AllKernels()) {
      SCOPED_TRACE(k->name + std::string(" width ") + std::to_string(width));
      ExpectEqualToNaive(*k, c, width % 2 == 0);
    }
  }
}

TEST(Kernels, EveryShiftIsRoundedAsTheFormatSays) {
  Random random(14);
  for (int shift = kMinShift; shift <= kMaxShift; ++shift) {
    const Shifts shifts = {shift, std::min(shift + shift % 3, kMaxShift)};
    const ConvCase c =
        MakeCase({5, 5, 8, 5, 5, 32, 3, 3, 1, 1, 1}, shift % 5 == 0, &random, shifts);
    for (const Kernels* k : AllKernels()) {
      SCOPED_TRACE(k->name + std::string(" shift ") + std::to_string(shift));
      ExpectEqualToNaive(*k, c, shift % 2 == 0);
    }
  }
}

// Accumulators next to where results round up or saturate, one in a vector: what is next
// to it must not make the kernel look twice.
TEST(Kernels, RoundingIsExactAtEveryStep) {
  Random random(15);
  constexpr size_t kMostLanes = 16;
  for (size_t round = 0; round < 320; ++round) {
    ConvCase c = MakeCase({1, 1, 1, 1, 1, 128, 1, 1, 1, 0, 0}, false, &random, {44, 53});
    c.input[0] = 0;  // the bias alone
    for (size_t i = 0; i < c.bias.size(); ++i) {
      const bool near = i % kMostLanes == round % kMostLanes;
      const double step = static_cast<double>(int64_t{1} << c.shift[i]) / c.mantissa[i];
      c.bias[i] =
          static_cast<int32_t>((static_cast<double>(i) + (near ? 0.5 : 0.2)) * step) +
          random.Between(-1, 1);
    }
    for (const Kernels* k : AllKernels()) {
      SCOPED_TRACE(k->name);
      ExpectEqualToNaive(*k, c, false);
    }
  }
}

TEST(Kernels, MaxPoolTakesTheMaximumOfTheWindowOnly) {
  Random random(3);
  constexpr int kChannels = 37;  // what vectors take, and a rest
  for (const auto& [in, kernel, stride, pad] :
       {std::array{8, 2, 2, 0}, {9, 3, 2, 1}, {5, 2, 1, 1}, {7, 4, 3, 2}}) {
    const int in_h = in, in_w = in + 1;
    const int out_h = (in_h + pad - kernel) / stride + 1;
    const int out_w = (in_w + 2 * pad - kernel) / stride + 1;
    std::vector<uint8_t> input;
    for (int i = 0; i < in_h * in_w * kChannels; ++i) {
      input.push_back(static_cast<uint8_t>(random.Between(0, 127)));
    }
    std::vector<uint8_t> expected;
    for (int oy = 0; oy < out_h; ++oy) {
      for (int ox = 0; ox < out_w; ++ox) {
        for (int c = 0; c < kChannels; ++c) {
          int most = 0;
          for (int i = 0; i < kernel * kernel; ++i) {
            const int y = oy * stride - pad + i / kernel,
                      x = ox * stride - pad + i % kernel;
            if (y < 0 || y >= in_h || x < 0 || x >= in_w) continue;
            most = std::max<int>(
                most, input[static_cast<size_t>((y * in_w + x) * kChannels + c)]);
          }
          expected.push_back(static_cast<uint8_t>(most));
        }
      }
    }
    for (const Kernels* k : AllKernels()) {
      PaddedPlane from(*k, in_h, in_w, kChannels, 3, 0);
      from.Fill(input);
      PaddedPlane out(*k, out_h, out_w, kChannels, 1, 99);
      k->max_pool(
          {kChannels, from.row(), out_h, out_w, out.row(), kernel, kernel, stride},
          from.At(-pad, -pad), out.At(0, 0));
      EXPECT_EQ(out.Values(), expected) << k->name;
      EXPECT_TRUE(out.BorderIs(99));
    }
  }
}

TEST(Kernels, GlobalAveragePoolRequantizesTheSum) {
  Random random(4);
  constexpr int kChannels = 71;
  constexpr int32_t kMantissa = 1402438301;  // with the shift about 1 / 49
  std::vector<uint8_t> input;
  for (int i = 0; i < 49 * kChannels; ++i)
    input.push_back(static_cast<uint8_t>(random.Between(0, 127)));
  for (const Kernels* k : AllKernels()) {
    PaddedPlane from(*k, 7, 7, kChannels, 1, 99);
    from.Fill(input);
    PaddedPlane out(*k, 1, 1, kChannels, 1, 99);
    k->global_average_pool(7, 7, kChannels, from.row(), from.At(0, 0), kMantissa, 36,
                           out.At(0, 0));
    EXPECT_TRUE(out.BorderIs(99));
    const std::vector<uint8_t> values = out.Values();
    for (size_t c = 0; c < kChannels; ++c) {
      int sum = 0;
      for (size_t i = 0; i < 49; ++i) sum += input[i * kChannels + c];
      EXPECT_EQ(values[c], Requantize(sum, kMantissa, 36));
      EXPECT_NEAR(values[c], sum / 49.0, 1);
    }
  }
}

TEST(Kernels, BytesEnterHalved) {
  std::vector<uint8_t> bytes(256);
  for (size_t i = 0; i < 256; ++i) bytes[i] = static_cast<uint8_t>(i);
  for (const Kernels* k : AllKernels()) {
    PaddedPlane out(*k, 1, 256, 1, 1, 99);
    k->enter(256, bytes.data(), out.At(0, 0));
    const std::vector<uint8_t> values = out.Values();
    for (size_t i = 0; i < 256; ++i) EXPECT_EQ(values[i], i / 2);
    EXPECT_TRUE(out.BorderIs(99));
  }
}

}  // namespace
}  // namespace digitpad
