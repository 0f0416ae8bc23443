// The charts of a training: how loss and errors fell, epoch by epoch.
#pragma once

#include <string>
#include <vector>

namespace digitpad {

struct LearningCurve {
  std::string name;
  std::vector<double> values;  // by epoch, all of one training as many; none below 0
  double least = 1e-6;         // what smaller values are shown as
};

// As SVG, over the epochs from 1 on, on a logarithmic scale. `float_epochs` of them came
// before those with rounding. REQUIRES: some curve, with some epoch.
std::string LossChart(const LearningCurve& loss, int float_epochs);
// Shares of errors, a line each.
std::string ErrorsChart(const std::vector<LearningCurve>& errors, int float_epochs);

// How many lines a chart tells apart by color: further curves share the last one.
inline constexpr int kLineColors = 4;
// The class of a line's color, for its chart and its legend.
std::string LineStyle(size_t line);

}  // namespace digitpad
