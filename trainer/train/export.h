// Export: a trained folded network as a model file, calibrated and judged by the core's
// own answers on the validation data.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/nn/model.h"
#include "trainer/net/folding.h"
#include "trainer/train/dataset.h"
#include "trainer/train/quantizer.h"
#include "trainer/train/worker_pool.h"

namespace digitpad {

// The answers of float and integer network to one validation source.
struct Agreement {
  std::string name;
  int count = 0;
  int float_correct = 0;
  int int8_correct = 0;
  int differ = 0;  // answers that are not the same
};

struct ExportedModel {
  std::vector<uint8_t> file;
  Calibration calibration;
  std::vector<Agreement> validation;
};

// `card` gets the network's size, calibration and validation figures added. Invalid where
// the core refuses the network, such as for an accumulator that could overflow.
Status ExportModel(const FoldedNetwork& folded, const Quantizer& quantizer,
                   const std::vector<std::string>& labels, const PrepSpec& prep,
                   const std::vector<PreparedSource>& validation,
                   nlohmann::ordered_json card, WorkerPool& pool,
                   ExportedModel* exported);

// How many of the source's examples the float network answers right, best guesses as in
// BestGuesses. labels: the network's.
int CountRight(const FloatNetwork& network, std::span<const float> parameters,
               std::span<const float> statistics, const FakeQuantization* quantization,
               const PreparedSource& source, const std::vector<std::string>& labels,
               WorkerPool& pool);

}  // namespace digitpad
