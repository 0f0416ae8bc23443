#include "trainer/net/convolution.h"

#include <gtest/gtest.h>

#include <cmath>

#include "trainer/data/random.h"

namespace digitpad {
namespace {

std::vector<float> RandomValues(size_t count, uint64_t seed) {
  Random random({seed});
  std::vector<float> values(count);
  for (float& value : values) value = random.Normal();
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

void ExpectNear(const std::vector<double>& expected, const std::vector<float>& actual,
                const char* what) {
  ASSERT_EQ(expected.size(), actual.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    ASSERT_NEAR(expected[i], actual[i], 2e-4 * (1 + std::abs(expected[i])))
        << what << " at " << i;
  }
}

void CheckAgainstDefinition(const LayerSpec& spec) {
  const size_t weight_count =
      size_t(spec.kernel_h) * spec.kernel_w * spec.in.c * spec.out.c;
  const std::vector<float> in = RandomValues(spec.in.size(), 1);
  const std::vector<float> weights = RandomValues(weight_count, 2);
  const std::vector<float> out_gradient = RandomValues(spec.out.size(), 3);
  std::vector<double> out(spec.out.size());
  std::vector<double> in_gradient(in.size(), 0.5);
  std::vector<double> weight_gradient(weight_count, 0.25);
  ForEachTap(spec, [&](int i, int w, int o) {
    out[o] += double{in[i]} * weights[w];
    in_gradient[i] += double{out_gradient[o]} * weights[w];
    weight_gradient[w] += double{out_gradient[o]} * in[i];
  });

  Convolution convolution(spec);
  convolution.SetWeights(weights.data(), /*with_backward=*/true);
  for (int round = 0; round < 2; ++round) {  // the second finds used scratch memory
    std::vector<float> actual_out(spec.out.size(), NAN);
    convolution.Forward(in.data(), actual_out.data());
    ExpectNear(out, actual_out, "output");

    std::vector<float> actual_weights(weight_count, 0.25f);
    convolution.BackwardWeights(in.data(), out_gradient.data(), actual_weights.data());
    ExpectNear(weight_gradient, actual_weights, "weight gradient");

    std::vector<float> added(in.size(), 0.5f);
    convolution.BackwardInput(out_gradient.data(), /*add=*/true, added.data());
    ExpectNear(in_gradient, added, "added input gradient");

    std::vector<float> overwritten(in.size(), NAN);
    convolution.BackwardInput(out_gradient.data(), /*add=*/false, overwritten.data());
    for (float& value : overwritten) value += 0.5f;
    ExpectNear(in_gradient, overwritten, "input gradient");
  }
}

TEST(Convolution, ForwardAndBackwardFollowTheDefinition) {
  for (const int size : {4, 7, 14}) {
    for (const int kernel_h : {1, 2, 3, 5}) {
      for (const int kernel_w : {1, 3, 4}) {
        for (const char* rest : {"", "/2", " valid", "/2 valid"}) {
          for (const auto& [in_c, out_c] :
               {std::pair(5, 16), {16, 7}, {3, 33}, {8, 48}}) {
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
            CheckAgainstDefinition(architecture.layers[0]);
            if (HasFatalFailure()) return;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace digitpad
