#include "trainer/net/loss.h"

#include <algorithm>
#include <cmath>

namespace digitpad {

void SmoothLabels(std::span<const int> labels, float smoothing,
                  std::span<float> targets) {
  const size_t classes = targets.size() / labels.size();
  std::ranges::fill(targets, smoothing / static_cast<float>(classes));
  for (size_t n = 0; n < labels.size(); ++n) {
    targets[n * classes + labels[n]] += 1 - smoothing;
  }
}

void MoveTargets(std::span<const float> probabilities, float share,
                 std::span<float> targets) {
  for (size_t i = 0; i < targets.size(); ++i) {
    targets[i] += share * (probabilities[i] - targets[i]);
  }
}

void Softmax(size_t classes, std::span<float> logits) {
  for (size_t first = 0; first < logits.size(); first += classes) {
    const auto row = logits.subspan(first, classes);
    const float top = *std::ranges::max_element(row);
    float total = 0;
    for (float& value : row) total += value = std::exp(value - top);
    for (float& value : row) value /= total;
  }
}

double CrossEntropy(std::span<const float> logits, std::span<const float> targets,
                    size_t classes, float weight, std::span<float> gradient) {
  double loss = 0;
  for (size_t first = 0; first < logits.size(); first += classes) {
    const auto row = logits.subspan(first, classes);
    const float top = *std::ranges::max_element(row);
    double total = 0;
    for (const float logit : row) total += std::exp(double{logit} - top);
    const double log_total = std::log(total);
    for (size_t c = 0; c < classes; ++c) {
      const double log_probability = double{row[c]} - top - log_total;
      const double target = targets[first + c];
      loss -= target * log_probability;
      gradient[first + c] =
          weight * static_cast<float>(std::exp(log_probability) - target);
    }
  }
  return loss;
}

int CountCorrect(std::span<const float> logits, std::span<const int> labels) {
  const size_t classes = logits.size() / labels.size();
  int correct = 0;
  for (size_t n = 0; n < labels.size(); ++n) {
    const auto row = logits.subspan(n * classes, classes);
    correct += std::ranges::max_element(row) - row.begin() == labels[n];
  }
  return correct;
}

}  // namespace digitpad
