// Calibration: how sure an integer network may say it is, from its logits on validation
// data.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/nn/model.h"
#include "trainer/train/dataset.h"
#include "trainer/train/worker_pool.h"

namespace digitpad {

// The logits of the core's own network on each input, [count][classes]. Invalid where the
// core refuses the model file.
Status RunIntegerNetwork(std::span<const uint8_t> model_file,
                         const PreparedSource& source, WorkerPool& pool,
                         std::vector<int32_t>* logits);

// The classes of a network, and which of them is "none of these".
struct Classes {
  int count = 0;
  int none = -1;  // or -1: there is none
};
Classes ClassesOf(const std::vector<std::string>& labels);

// The best guess for each sample, as it is judged with everything accepted: the largest
// logit, where the label is a symbol that of the symbols only.
// REQUIRES: labels are as many as the rows of logits.
std::vector<int> BestGuesses(std::span<const int32_t> logits, std::span<const int> labels,
                             Classes classes);
std::vector<int> BestGuesses(std::span<const float> logits, std::span<const int> labels,
                             Classes classes);

// What one unit of an integer logit is worth as evidence, in natural logarithms: the
// least negative log-likelihood (Guo et al. 2017), searched from `start` on.
// Of few samples, which may all be right, the targets are as unsure as their number
// allows (Platt, "Probabilistic outputs for support vector machines", 1999).
// REQUIRES: at least one sample.
double FindTemperature(std::span<const int32_t> logits, std::span<const int> labels,
                       Classes classes, double start);

// The temperature as given, what FindTemperature found. Thresholds, from the samples that
// are symbols: see the constants; without samples they are the defaults, and fewer than
// 1,000 leave the one for use as it is and can only tighten the strict one.
Calibration Calibrate(std::span<const int32_t> logits, std::span<const int> labels,
                      Classes classes, double temperature);

}  // namespace digitpad
