#include "trainer/net/plane_ops.h"

#include <algorithm>

#include "core/base/fixed_point.h"

namespace digitpad {

void RowFactors::Set(std::span<const float> values) {
  for (size_t i = 0; i < row_.size(); i += channels_) {
    std::copy(values.begin(), values.end(), row_.begin() + i);
  }
}

void RowSums::Clear() {
  std::ranges::fill(first_, 0.0f);
  std::ranges::fill(second_, 0.0f);
}

void RowSums::AddSquares(const float* values, size_t rows) {
  const size_t width = first_.size();
  float* __restrict first = first_.data();
  float* __restrict second = second_.data();
  for (size_t row = 0; row < rows; ++row, values += width) {
    for (size_t i = 0; i < width; ++i) {
      first[i] += values[i];
      second[i] += values[i] * values[i];
    }
  }
}

void RowSums::AddProducts(const float* gradients, const float* values, const float* means,
                          size_t rows) {
  const size_t width = first_.size();
  float* __restrict first = first_.data();
  float* __restrict second = second_.data();
  for (size_t row = 0; row < rows; ++row, gradients += width, values += width) {
    for (size_t i = 0; i < width; ++i) {
      first[i] += gradients[i];
      second[i] += gradients[i] * (values[i] - means[i]);
    }
  }
}

void RowSums::Fold(std::vector<double>* first, std::vector<double>* second) const {
  first->assign(channels_, 0);
  second->assign(channels_, 0);
  for (size_t i = 0; i < first_.size(); ++i) {
    (*first)[i % channels_] += first_[i];
    (*second)[i % channels_] += second_[i];
  }
}

void AffineRelu(const float* in, const RowFactors& scale, const RowFactors& offset,
                const float* residual, const RowFactors& gain, size_t rows, float* out) {
  const size_t width = scale.size();
  const float* a = scale.data();
  const float* b = offset.data();
  const float* g = gain.data();
  for (size_t row = 0; row < rows; ++row, in += width, out += width) {
    if (residual == nullptr) {
#pragma GCC ivdep
      for (size_t i = 0; i < width; ++i) out[i] = std::max(0.0f, in[i] * a[i] + b[i]);
      continue;
    }
#pragma GCC ivdep
    for (size_t i = 0; i < width; ++i) {
      out[i] = std::max(0.0f, in[i] * a[i] + b[i] + residual[i] * g[i]);
    }
    residual += width;
  }
}

void MaskClamped(const float* activations, float limit, size_t count, float* gradient) {
#pragma GCC ivdep
  for (size_t i = 0; i < count; ++i) {
    const bool passes = (activations[i] > 0) & (activations[i] < limit);
    gradient[i] = passes ? gradient[i] : 0.0f;
  }
}

void AddScaled(const float* in, const RowFactors& gain, size_t rows, bool add,
               float* out) {
  const size_t width = gain.size();
  const float* g = gain.data();
  for (size_t row = 0; row < rows; ++row, in += width, out += width) {
#pragma GCC ivdep
    for (size_t i = 0; i < width; ++i) {
      out[i] = (add ? out[i] : 0.0f) + in[i] * g[i];
    }
  }
}

void BatchNormGradient(const float* values, const RowFactors& a, const RowFactors& b,
                       const RowFactors& c, size_t rows, float* gradient) {
  const size_t width = a.size();
  const float* pa = a.data();
  const float* pb = b.data();
  const float* pc = c.data();
  for (size_t row = 0; row < rows; ++row, values += width, gradient += width) {
#pragma GCC ivdep
    for (size_t i = 0; i < width; ++i) {
      gradient[i] = gradient[i] * pa[i] + values[i] * pb[i] + pc[i];
    }
  }
}

void RoundToSteps(float step, size_t count, float* values) {
  const float steps_per_one = 1 / step;
#pragma GCC ivdep
  for (size_t i = 0; i < count; ++i) {
    // Clamped before the cast, which is undefined for what does not fit an int; in this
    // order NaN also ends at the limit.
    const float steps = std::min<float>(kMaxActivation, values[i] * steps_per_one + 0.5f);
    values[i] = step * static_cast<float>(static_cast<int>(steps));
  }
}

}  // namespace digitpad
