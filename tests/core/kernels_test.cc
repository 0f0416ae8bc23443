// Every set of kernels against plain loops that follow weights/FORMAT.md word by word.
#include "core/kernels/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/base/aligned.h"
#include "core/base/fixed_point.h"
#include "tests/core/test_models.h"

namespace digitpad {
namespace {

using testing::Random;

std::vector<const Kernels*> AllKernels() {
  std::vector<const Kernels*> all;
  for (const char* name :
       {"portable", "avx2", "avx512vnni", "neon", "wasm_simd128", "wasm_relaxed"}) {
    if (const Kernels* kernels = FindKernels(name)) all.push_back(kernels);
  }
  return all;
}

struct ConvCase {
  ConvShape shape;
  std::vector<uint8_t> input, residual;
  std::vector<int8_t> weights;
  std::vector<int32_t> bias, mantissa, residual_scale;
  std::vector<uint8_t> shift;
  bool extreme = false;
};

ConvCase MakeCase(const ConvShape& s, bool extreme, Random* random) {
  ConvCase c;
  c.shape = s;
  c.extreme = extreme;
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
    c.shift.push_back(static_cast<uint8_t>(random->Between(36, 44)));
    c.residual_scale.push_back(random->Between(-2000, 2000));
  }
  for (int i = 0; i < s.out_h * s.out_w * s.out_c; ++i) {
    c.residual.push_back(static_cast<uint8_t>(random->Between(0, 127)));
  }
  return c;
}

std::vector<int32_t> NaiveAccumulators(const ConvCase& c) {
  const ConvShape& s = c.shape;
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

class Guarded {  // memory with marked bytes on both sides
 public:
  explicit Guarded(size_t size) : bytes_(size + 2 * kGuard, 0xA5) {}
  uint8_t* data() { return bytes_.data() + kGuard; }
  bool intact() const {
    const auto marked = [](uint8_t b) { return b == 0xA5; };
    return std::all_of(bytes_.begin(), bytes_.begin() + kGuard, marked) &&
           std::all_of(bytes_.end() - kGuard, bytes_.end(), marked);
  }

 private:
  static constexpr size_t kGuard = 64;
  AlignedBytes bytes_;
};

void ExpectEqualToNaive(const Kernels& k, const ConvCase& c, bool residual) {
  const ConvShape& s = c.shape;
  Guarded packed(k.packed_size(s));
  Guarded scratch(k.scratch_size(s));
  k.pack(s, c.weights.data(), packed.data());
  const auto outputs = static_cast<size_t>(s.out_h * s.out_w * s.out_c);
  Guarded out(outputs);
  const Requantization r = {c.bias.data(), c.mantissa.data(), c.shift.data(),
                            residual ? c.residual.data() : nullptr,
                            residual ? c.residual_scale.data() : nullptr};
  k.conv(s, c.input.data(), packed.data(), r, scratch.data(), out.data());
  EXPECT_EQ(std::vector<uint8_t>(out.data(), out.data() + outputs),
            NaiveConv(c, residual));

  std::vector<int32_t> sums(outputs);
  k.conv_i32(s, c.input.data(), packed.data(), c.bias.data(), scratch.data(),
             sums.data());
  EXPECT_EQ(sums, NaiveAccumulators(c));
  EXPECT_TRUE(packed.intact() && scratch.intact() && out.intact());
}

TEST(Kernels, PortableIsAlwaysThere) {
  ASSERT_NE(FindKernels("portable"), nullptr);
  EXPECT_STREQ(FindKernels("portable")->name, "portable");
  EXPECT_EQ(FindKernels("none"), nullptr);
  EXPECT_EQ(FindKernels(""), nullptr);
}

TEST(Kernels, ConvEqualsThePlainLoopOverAllGeometries) {
  Random random(1);
  int cases = 0;
  for (const int kernel : {1, 2, 3, 4, 5}) {
    for (const int stride : {1, 2}) {
      for (int pad = 0; pad < kernel; ++pad) {
        for (const int in_c : {1, 3, 5, 8, 16}) {
          const int in_h = random.Between(kernel, 9), in_w = random.Between(kernel, 9);
          ConvShape s = {in_h,
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

TEST(Kernels, MaxPoolTakesTheMaximumOfTheWindowOnly) {
  Random random(3);
  for (const auto& [in, kernel, stride, pad] :
       {std::array{8, 2, 2, 0}, {9, 3, 2, 1}, {5, 2, 1, 1}, {7, 4, 3, 2}}) {
    PoolShape s = {in, in + 1, 5, 0, 0, kernel, kernel, stride, pad, pad};
    s.out_h = (s.in_h + pad - kernel) / stride + 1;
    s.out_w = (s.in_w + 2 * pad - kernel) / stride + 1;
    std::vector<uint8_t> input;
    for (int i = 0; i < s.in_h * s.in_w * 5; ++i) {
      input.push_back(static_cast<uint8_t>(random.Between(0, 127)));
    }
    std::vector<uint8_t> expected;
    for (int oy = 0; oy < s.out_h; ++oy) {
      for (int ox = 0; ox < s.out_w; ++ox) {
        for (int c = 0; c < 5; ++c) {
          int most = 0;
          for (int i = 0; i < kernel * kernel; ++i) {
            const int y = oy * stride - pad + i / kernel,
                      x = ox * stride - pad + i % kernel;
            if (y < 0 || y >= s.in_h || x < 0 || x >= s.in_w) continue;
            most =
                std::max<int>(most, input[static_cast<size_t>((y * s.in_w + x) * 5 + c)]);
          }
          expected.push_back(static_cast<uint8_t>(most));
        }
      }
    }
    for (const Kernels* k : AllKernels()) {
      std::vector<uint8_t> out(expected.size(), 200);
      k->max_pool(s, input.data(), out.data());
      EXPECT_EQ(out, expected) << k->name;
    }
  }
}

TEST(Kernels, GlobalAveragePoolRequantisesTheSum) {
  Random random(4);
  std::vector<uint8_t> input;
  for (int i = 0; i < 49 * 7; ++i)
    input.push_back(static_cast<uint8_t>(random.Between(0, 127)));
  for (const Kernels* k : AllKernels()) {
    std::vector<uint8_t> out(7);
    k->global_average_pool(49, 7, input.data(), 1402438301, 36,
                           out.data());  // about 1 / 49
    for (size_t c = 0; c < 7; ++c) {
      int sum = 0;
      for (size_t i = 0; i < 49; ++i) sum += input[i * 7 + c];
      EXPECT_EQ(out[c], Requantize(sum, 1402438301, 36));
      EXPECT_NEAR(out[c], sum / 49.0, 1);
    }
  }
}

}  // namespace
}  // namespace digitpad
