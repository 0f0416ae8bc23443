#include "trainer/net/convolution.h"

#include <gtest/gtest.h>

#include <cmath>

#include "trainer/data/random.h"

namespace digitpad {
namespace {

// Small whole numbers and halves, whose products and sums every precision has exactly.
std::vector<float> RandomValues(size_t count, uint64_t seed) {
  Random random({seed});
  std::vector<float> values(count);
  for (float& value : values) value = 0.5f * (static_cast<float>(random.Below(33)) - 16);
  return values;
}

// The definition, in double: calls tap(input index, weight index, output index) for each
// product.
template <typename Tap>
void ForEachTap(const LayerSpec& s, Tap tap) {
  for (int y = 0; y < s.out.h; ++y) {
    for (int x = 0; x < s.out.w; ++x) {
      for (int ky = 0; ky < s.kernel_h; ++ky) {
        for (int kx = 0; kx < s.kernel_w; ++kx) {
          const int in_y = y * s.stride + ky - s.pad_top;
          const int in_x = x * s.stride + kx - s.pad_left;
          if (in_y < 0 || in_y >= s.in.h || in_x < 0 || in_x >= s.in.w) continue;
          for (int i = 0; i < s.in.c; ++i) {
            for (int o = 0; o < s.out.c; ++o) {
              tap((in_y * s.in.w + in_x) * s.in.c + i,
                  ((ky * s.kernel_w + kx) * s.in.c + i) * s.out.c + o,
                  (y * s.out.w + x) * s.out.c + o);
            }
          }
        }
      }
    }
  }
}

void ExpectSame(const std::vector<double>& expected, const std::vector<float>& actual,
                const char* what) {
  ASSERT_EQ(expected.size(), actual.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(expected[i], actual[i]) << what << " at " << i;
  }
}

// Images of a call: more than a group that an implementation may form.
constexpr int kImages = 13;

void CheckAgainstDefinition(const LayerSpec& spec, Precision precision) {
  const size_t weight_count =
      size_t(spec.kernel_h) * spec.kernel_w * spec.in.c * spec.out.c;
  const std::vector<float> in = RandomValues(size_t{kImages} * spec.in.size(), 1);
  const std::vector<float> weights = RandomValues(weight_count, 2);
  const std::vector<float> out_gradient =
      RandomValues(size_t{kImages} * spec.out.size(), 3);
  std::vector<double> out(spec.out.size());  // of the first image
  std::vector<double> in_gradient(spec.in.size(), 0.5);
  std::vector<double> weight_gradient(weight_count, 0.25);
  ForEachTap(spec, [&](int i, int w, int o) {
    out[o] += double{in[i]} * weights[w];
    in_gradient[i] += double{out_gradient[o]} * weights[w];
    for (int n = 0; n < kImages; ++n) {
      weight_gradient[w] +=
          double{out_gradient[n * spec.out.size() + o]} * in[n * spec.in.size() + i];
    }
  });

  const auto convolution = MakeConvolution(spec, precision);
  convolution->SetWeights(weights.data(), /*with_backward=*/true);
  for (int round = 0; round < 2; ++round) {  // the second finds used scratch memory
    std::vector<float> actual_out(spec.out.size(), NAN);
    convolution->Forward(in.data(), actual_out.data());
    ExpectSame(out, actual_out, "output");

    std::vector<float> actual_weights(weight_count, 0.25f);
    convolution->BackwardWeights(in.data(), out_gradient.data(), kImages,
                                 actual_weights.data());
    ExpectSame(weight_gradient, actual_weights, "weight gradient");

    std::vector<float> added(spec.in.size(), 0.5f);
    convolution->BackwardInput(out_gradient.data(), /*add=*/true, added.data());
    ExpectSame(in_gradient, added, "added input gradient");

    std::vector<float> overwritten(spec.in.size(), NAN);
    convolution->BackwardInput(out_gradient.data(), /*add=*/false, overwritten.data());
    for (float& value : overwritten) value += 0.5f;
    ExpectSame(in_gradient, overwritten, "input gradient");
  }
}

void CheckShapes(Precision precision) {
  for (const int size : {4, 7, 18}) {
    for (const int kernel_h : {1, 2, 3, 5}) {
      for (const int kernel_w : {1, 3, 4}) {
        for (const char* rest : {"", "/2", " valid", "/2 valid"}) {
          for (const auto& [in_c, out_c] :
               {std::pair(5, 16), {16, 7}, {3, 33}, {33, 48}}) {
            const std::string text = "conv" + std::to_string(kernel_h) + "x" +
                                     std::to_string(kernel_w) + "x" +
                                     std::to_string(out_c) + rest + ", dense10";
            Architecture architecture;
            if (!ParseArchitecture(text, {size, size + 1, in_c}, 10, &architecture)
                     .ok()) {
              ASSERT_LT(size, 5) << text;  // the window is larger than the input
              continue;
            }
            SCOPED_TRACE(text + " on " + std::to_string(size) + "x" +
                         std::to_string(size + 1) + "x" + std::to_string(in_c));
            CheckAgainstDefinition(architecture.layers[0], precision);
            if (testing::Test::HasFatalFailure()) return;
          }
        }
      }
    }
  }
}

TEST(Convolution, ForwardAndBackwardFollowTheDefinition) {
  CheckShapes(Precision::kFloat);
}

TEST(Convolution, MixedPrecisionFollowsTheDefinitionWhereFactorsAreExact) {
  if (!HasMixedPrecision()) GTEST_SKIP() << "SKIPPED: no matrix tiles on this machine";
  CheckShapes(Precision::kMixed);
}

}  // namespace
}  // namespace digitpad
