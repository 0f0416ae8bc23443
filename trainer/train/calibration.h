// Calibration: how sure an integer network may say it is, from its logits on validation
// data.
#pragma once

#include <cstdint>
#include <span>
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

// The index of the largest of `classes` logits, for each sample.
std::vector<int> BestClasses(std::span<const int32_t> logits, int classes);
std::vector<int> BestClasses(std::span<const float> logits, int classes);

// Temperature: the least negative log-likelihood (Guo et al. 2017), starting from what
// one unit of an integer logit is worth in the float network. Thresholds: see the
// constants. Without samples the temperature is that of the float network and the
// thresholds are the defaults.
Calibration Calibrate(std::span<const int32_t> logits, std::span<const int> labels,
                      int classes, double logit_unit);

}  // namespace digitpad
