// What happens to a layer's output element by element: batch norm, residual, ReLU,
// rounding to steps, forwards and backwards. Each function works on many rows of floats;
// a row is a whole row of a plane, all its columns' channels, and per-channel factors are
// repeated along it, so that every inner loop is long and plain. Stateless.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace digitpad {

// Per-channel values repeated along a row.
class RowFactors {
 public:
  RowFactors(int columns, int channels)
      : channels_(channels), row_(static_cast<size_t>(columns) * channels) {}

  // values: [channels]
  void Set(std::span<const float> values);
  const float* data() const { return row_.data(); }
  size_t size() const { return row_.size(); }

 private:
  int channels_;
  std::vector<float> row_;
};

// Adds up, per lane of a row, values and squared values; Fold then gives sums a channel.
class RowSums {
 public:
  RowSums(int columns, int channels)
      : channels_(channels),
        first_(static_cast<size_t>(columns) * channels),
        second_(first_.size()) {}

  void Clear();
  // values: [rows][columns * channels]
  void AddSquares(const float* values, size_t rows);
  // first: the gradients; second: the gradients times the centered values.
  void AddProducts(const float* gradients, const float* values, const float* means,
                   size_t rows);
  // *first, *second: [channels]
  void Fold(std::vector<double>* first, std::vector<double>* second) const;

 private:
  int channels_;
  std::vector<float> first_;
  std::vector<float> second_;
};

// out = max(0, in * scale + offset + residual * gain); `residual` may be null. `in` may
// be `out`.
void AffineRelu(const float* in, const RowFactors& scale, const RowFactors& offset,
                const float* residual, const RowFactors& gain, size_t rows, float* out);

// gradient = 0 wherever the activation was clamped: not in (0, limit).
void MaskClamped(const float* activations, float limit, size_t count, float* gradient);

// out += in * gain, or = where not `add`.
void AddScaled(const float* in, const RowFactors& gain, size_t rows, bool add,
               float* out);

// gradient = gradient * a + values * b + c.
void BatchNormGradient(const float* values, const RowFactors& a, const RowFactors& b,
                       const RowFactors& c, size_t rows, float* gradient);

// Rounds activations to whole steps, at most kMaxActivation of them, as the integer
// network does. values >= 0.
void RoundToSteps(float step, size_t count, float* values);

}  // namespace digitpad
