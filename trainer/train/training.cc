#include "trainer/train/training.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "trainer/data/file.h"
#include "trainer/eval/report.h"
#include "trainer/train/model_origin.h"
#include "trainer/train/quantizer.h"
#include "trainer/train/training_run.h"

namespace digitpad {
namespace {

// Invalid where the model file could not hold the network, whatever it learns.
Status CheckLimits(const Architecture& architecture, const PrepSpec& prep) {
  std::vector<int> sources;
  Model model;
  model.prep = prep;
  model.layers = LayersWithoutTensors(FoldedArchitecture(architecture, &sources));
  DIGITPAD_RETURN_IF_ERROR(InferShapes(&model));
  size_t weights = 0;  // a byte each; all else is small beside them
  for (const Layer& layer : model.layers) {
    weights += TensorSizesOf(layer, &layer == &model.layers.back()).weights;
  }
  if (weights <= kMaxModelBytes) return Status::Ok();
  return Status::Invalid("network: " + std::to_string(weights) +
                         " weights, more than the " + std::to_string(kMaxModelBytes) +
                         " bytes of a model file");
}

// One batch of everything makes no model worth having: it never costs one that is, nor
// what an unfinished training has reached.
Status CheckReplaces(const TrainOptions& options) {
  if (options.recipe.epoch_steps == 0) return Status::Ok();
  const std::string checkpoint = options.out + ".checkpoint";
  if (!options.resume && std::filesystem::exists(checkpoint)) {
    return Status::Invalid(checkpoint +
                           ": of an unfinished training, which a run to try things does "
                           "not replace; name another --out");
  }
  if (!std::filesystem::exists(options.out)) return Status::Ok();
  nlohmann::ordered_json card;
  const bool is_trial = ReadCard(options.out, &card).ok() && card.contains("recipe") &&
                        card["recipe"].contains("epoch_steps");
  if (is_trial) return Status::Ok();
  return Status::Invalid(options.out +
                         ": is there already, and a run to try things does not replace "
                         "it; name another --out");
}

}  // namespace

Status Train(const TrainOptions& given, TrainEnd* end) {
  *end = TrainEnd::kDone;
  TrainOptions options = given;
  DIGITPAD_RETURN_IF_ERROR(CheckWritable(options.out));
  DIGITPAD_RETURN_IF_ERROR(CheckReplaces(options));
  if (!options.report.empty()) {
    DIGITPAD_RETURN_IF_ERROR(PrepareReportFolder(options.report));
  }
  Dataset dataset;
  DataOptions data = options.recipe.data;
  data.seed = options.recipe.seed;
  DIGITPAD_RETURN_IF_ERROR(LoadDataset(data, &dataset));
  OtherModels others;
  if (const std::string& base = options.recipe.fine_tune; !base.empty()) {
    DIGITPAD_RETURN_IF_ERROR(LoadBaseModel(base, &others.base.emplace()));
    options.recipe.architecture = ArchitectureOf(*others.base);
    options.recipe.channels = others.base->network->network.architecture().input.c;
  }
  PrepSpec prep;
  prep.channels = options.recipe.channels;
  DIGITPAD_RETURN_IF_ERROR(ValidatePrep(prep));
  Architecture architecture;
  DIGITPAD_RETURN_IF_ERROR(
      ParseArchitecture(options.recipe.architecture, InputShape(prep),
                        static_cast<int>(dataset.labels.size()), &architecture)
          .WithPrefix("network"));
  DIGITPAD_RETURN_IF_ERROR(CheckLimits(architecture, prep));
  DIGITPAD_RETURN_IF_ERROR(others.teachers.Load(options.recipe.teachers,
                                                architecture.input,
                                                static_cast<int>(dataset.labels.size())));
  if (options.recipe.patience > 0 && dataset.validation.empty()) {
    return Status::Invalid("patience needs data that validates; there is none");
  }
  if (const std::string& from = options.recipe.calibration; !from.empty()) {
    DIGITPAD_RETURN_IF_ERROR(ReadCalibration(from, &others.calibration.emplace()));
    DIGITPAD_RETURN_IF_ERROR(DescribeOrigin(from, &others.calibration_origin));
  }
  if (options.stop != nullptr && *options.stop) {
    *end = TrainEnd::kStopped;
    return Status::Invalid("stopped before the first step");
  }
  return TrainingRun(options, std::move(dataset), std::move(others),
                     std::move(architecture))
      .Run(end);
}

}  // namespace digitpad
