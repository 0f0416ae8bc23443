// Loss: softmax cross-entropy against a distribution over the classes, which labels,
// smoothing and teachers together make.
#pragma once

#include <span>

namespace digitpad {

// Over some samples.
struct LossSum {
  double loss = 0;
  int correct = 0;
};

// One row a sample, [count][classes]: 1 - smoothing on the label, the rest spread over
// all classes (Szegedy et al., "Rethinking the Inception architecture for computer
// vision", 2016).
void SmoothLabels(std::span<const int> labels, float smoothing, std::span<float> targets);

// Moves the targets towards `probabilities` by `share` (Hinton et al., "Distilling the
// knowledge in a neural network", 2015).
void MoveTargets(std::span<const float> probabilities, float share,
                 std::span<float> targets);

// Softmax of each row, in place.
void Softmax(size_t classes, std::span<float> logits);

// Summed over the samples. gradient, the size of `logits`: of the sum times `weight`.
double CrossEntropy(std::span<const float> logits, std::span<const float> targets,
                    size_t classes, float weight, std::span<float> gradient);

// How many rows have their highest logit at the label.
int CountCorrect(std::span<const float> logits, std::span<const int> labels);

}  // namespace digitpad
