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
#include "trainer/train/calibration.h"
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

// A calibration to take over instead of finding one: from the model of the same recipe
// that put aside what this one trained on too.
struct GivenCalibration {
  double logit_scale = 1;  // of the float network's logits, to natural logarithms
  double none_shift = 0;   // what CorrectPrior added, in the float network's logits
  int accept = 0;
  int accept_1_in_1000 = 0;
};

// From the card that ExportModel wrote. Invalid, naming the file, where it lacks them.
Status ReadCalibration(const std::string& path, GivenCalibration* given);

class Exporter {
 public:
  // `given` may be null. REQUIRES: all but the labels outlive this.
  Exporter(const Quantizer& quantizer, const std::vector<std::string>& labels,
           const PrepSpec& prep, const std::vector<PreparedSource>& validation,
           const GivenCalibration* given, WorkerPool& pool);

  // Moves the bias of "none of these" from the share that things that are no digits have
  // in training to the share they are taken to have in use, in the calibrated unit
  // (Saerens et al., "Adjusting the outputs of a classifier to new a priori
  // probabilities", 2002). *none_shift = by how much, in the float network's logits: 0
  // without such a class, or where nothing tells the unit.
  // REQUIRES: 0 < training_share < 1.
  Status CorrectPrior(double training_share, FoldedNetwork* folded,
                      double* none_shift) const;

  // `card` gets the network's size, calibration and validation figures added. Invalid
  // where the core refuses the network, such as for an accumulator that could overflow.
  Status Export(const FoldedNetwork& folded, nlohmann::ordered_json card,
                ExportedModel* exported) const;

 private:
  // The logits and labels of all validation sources, one after the other.
  struct Answers {
    std::vector<int32_t> logits;
    std::vector<int> labels;
  };

  Status Build(const FoldedNetwork& folded, Model* model) const;
  Status Run(const Model& model, Answers* answers) const;
  double FindScale(const Answers& answers, double unit) const;
  std::vector<Agreement> CompareAll(const FoldedNetwork& folded,
                                    const Answers& answers) const;

  const Quantizer& quantizer_;
  std::vector<std::string> labels_;
  Classes classes_;
  const PrepSpec& prep_;
  const std::vector<PreparedSource>& validation_;
  const GivenCalibration* given_;
  WorkerPool& pool_;
};

// How many of the source's examples the float network answers right, best guesses as in
// BestGuesses. labels: the network's.
int CountRight(const FloatNetwork& network, std::span<const float> parameters,
               std::span<const float> statistics, const FakeQuantization* quantization,
               const PreparedSource& source, const std::vector<std::string>& labels,
               WorkerPool& pool);

}  // namespace digitpad
