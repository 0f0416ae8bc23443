// Eigen's view of plain arrays as row-major matrices, for the dense layers.
#pragma once

#include <Eigen/Core>

namespace digitpad {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

inline Eigen::Map<Matrix> MatrixAt(float* data, int rows, int columns) {
  return {data, rows, columns};
}

inline Eigen::Map<const Matrix> ConstMatrixAt(const float* data, int rows, int columns) {
  return {data, rows, columns};
}

}  // namespace digitpad
