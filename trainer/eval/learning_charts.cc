#include "trainer/eval/learning_charts.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

#include "trainer/eval/html.h"
#include "trainer/eval/svg.h"

namespace digitpad {
namespace {

constexpr double kWidth = 360, kHeight = 250;
constexpr double kLeft = 52, kRight = kWidth - 16, kTop = 12, kBottom = kHeight - 24;
constexpr double kTextRise = 4;  // from a text's middle to its base line
// Above, a tick at each power of ten says enough.
constexpr double kFewDecades = 2.2;
constexpr double kWordWidth = 30;
constexpr int kMostTicks = 8;
constexpr size_t kMostDots = 60;

using Format = std::function<std::string(double)>;

// 1, 2, 5, 10, 20, ...: the first with which no more than kMostTicks fit.
int EpochStep(int epochs) {
  for (int power = 1;; power *= 10) {
    for (const int step : {power, 2 * power, 5 * power}) {
      if (epochs / step <= kMostTicks) return step;
    }
  }
}

class LogChart {
 public:
  LogChart(std::span<const LearningCurve> curves, std::string title, Format format)
      : curves_(curves), format_(std::move(format)), svg_(kWidth, kHeight, title) {
    double low = INFINITY;
    double high = 0;
    for (const LearningCurve& curve : curves) {
      for (size_t i = 0; i < curve.values.size(); ++i) {
        low = std::min(low, Shown(curve, i));
        high = std::max(high, Shown(curve, i));
      }
      epochs_ = std::max(epochs_, static_cast<int>(curve.values.size()));
    }
    // Some room above and below, also where all values are the same.
    y_ = {std::log10(low / 1.3), std::log10(high * 1.3), kBottom, kTop};
    x_ = {0.5, epochs_ + 0.5, kLeft, kRight};
    if (epochs_ > 1) x_ = {1, static_cast<double>(epochs_), kLeft, kRight - 6};
  }

  std::string Draw(int float_epochs) {
    DrawGrid();
    if (float_epochs > 0 && float_epochs < epochs_) {
      const double at = x_.At(float_epochs + 0.5);
      svg_.Line(at, kTop, at, kBottom, "ideal");
      svg_.Text(at - 4, kTop + 9, "float", "end");
      if (kRight - at > kWordWidth) svg_.Text(at + 4, kTop + 9, "int8", "start");
    }
    for (size_t i = 0; i < curves_.size(); ++i) DrawCurve(i);
    return svg_.Finish();
  }

 private:
  static double Shown(const LearningCurve& curve, size_t i) {
    return std::max(curve.values[i], curve.least);
  }

  void DrawGrid() {
    const bool is_fine = y_.high - y_.low < kFewDecades;
    for (int decade = static_cast<int>(std::floor(y_.low)); decade <= y_.high; ++decade) {
      for (const double digit : {1.0, 2.0, 5.0}) {
        const double value = digit * std::pow(10, decade);
        if (digit > 1 && !is_fine) continue;
        if (std::log10(value) < y_.low || std::log10(value) > y_.high) continue;
        const double at = y_.At(std::log10(value));
        svg_.Line(kLeft, at, kRight, at, "grid");
        svg_.Text(kLeft - 6, at + kTextRise, format_(value), "end");
      }
    }
    const int step = EpochStep(epochs_);
    for (int epoch = step; epoch <= epochs_; epoch += step) {
      svg_.Text(x_.At(epoch), kBottom + 16, std::to_string(epoch), "middle");
    }
    svg_.Line(kLeft, kBottom, kRight, kBottom, "axis");
  }

  void DrawCurve(size_t index) {
    const LearningCurve& curve = curves_[index];
    std::string points;
    for (size_t i = 0; i < curve.values.size(); ++i) {
      const double x = x_.At(static_cast<double>(i) + 1);
      const double y = y_.At(std::log10(Shown(curve, i)));
      points += NumberText(x) + ',' + NumberText(y) + ' ';
    }
    svg_.Polyline(points, "curve " + LineStyle(index));
    if (curve.values.size() > kMostDots) return;
    for (size_t i = 0; i < curve.values.size(); ++i) {
      svg_.Circle(x_.At(static_cast<double>(i) + 1), y_.At(std::log10(Shown(curve, i))),
                  2.5, "dot " + LineStyle(index),
                  curve.name + ", epoch " + std::to_string(i + 1) + ": " +
                      format_(curve.values[i]));
    }
  }

  std::span<const LearningCurve> curves_;
  Format format_;
  int epochs_ = 0;
  Axis x_, y_;
  Svg svg_;
};

// Three digits that count.
std::string LossText(double value) {
  const int decimals = std::clamp(
      2 - static_cast<int>(std::floor(std::log10(std::max(value, 1e-9)))), 0, 6);
  const double steps = std::pow(10, decimals);
  std::string text = std::to_string(std::round(value * steps) / steps);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string ErrorText(double share) {
  return PercentText(share, share < 0.001 ? 3 : share < 0.01 ? 2 : share < 0.1 ? 1 : 0);
}

}  // namespace

std::string LineStyle(size_t line) {
  return "line-" + std::to_string(std::min<size_t>(line, kLineColors - 1));
}

std::string LossChart(const LearningCurve& loss, int float_epochs) {
  return LogChart({&loss, 1}, "Loss over the epochs", LossText).Draw(float_epochs);
}

std::string ErrorsChart(const std::vector<LearningCurve>& errors, int float_epochs) {
  return LogChart(errors, "Share of errors over the epochs", ErrorText)
      .Draw(float_epochs);
}

}  // namespace digitpad
