#include "trainer/train/training.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <utility>

#include "trainer/data/file.h"
#include "trainer/net/float_model.h"
#include "trainer/train/checkpoint.h"
#include "trainer/train/epoch.h"
#include "trainer/train/export.h"
#include "trainer/train/learner.h"
#include "trainer/train/model_origin.h"
#include "trainer/train/progress.h"
#include "trainer/train/quantizer.h"

namespace digitpad {
namespace {

// The learning rate of the epochs with rounding, as a share of the peak: far enough to
// mend what rounding spoils, too little to unlearn.
constexpr float kQuantizedRate = 0.005f;

// How many examples calm epochs show as they are.
constexpr float kCalmPlainShare = 0.5f;

bool HasSizesOf(const FloatNetwork& network, const Learner::State& state) {
  const auto has_size = [](size_t size) {
    return [size](const std::vector<float>* array) { return array->size() == size; };
  };
  const auto parameters = {&state.parameters, &state.average_parameters,
                           &state.optimizer.mean, &state.optimizer.square};
  const auto statistics = {&state.statistics, &state.average_statistics};
  return std::ranges::all_of(parameters, has_size(network.parameter_count())) &&
         std::ranges::all_of(statistics, has_size(network.statistic_count()));
}

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

class Training {
 public:
  // Models that the training builds on.
  struct Others {
    Teachers teachers;
    std::optional<GivenCalibration> calibration;
    nlohmann::ordered_json calibration_origin;
  };

  Training(const TrainOptions& options, Dataset dataset, Others others,
           Architecture architecture)
      : options_(options),
        recipe_(options.recipe),
        dataset_(std::move(dataset)),
        others_(std::move(others)),
        negatives_(dataset_, options.recipe.data),
        network_(std::move(architecture)),
        pool_(options.threads),
        progress_(0) {
    prep_.channels = recipe_.channels;
    for (const Source& source : dataset_.validation) {
      validation_.push_back(Prepare(source, prep_));
    }
    epoch_size_ = NewEpoch(0).size();
    batch_ = std::min<size_t>(recipe_.batch, epoch_size_);
    steps_an_epoch_ = epoch_size_ / batch_;
    const int epochs = recipe_.epochs + recipe_.quantized_epochs;
    progress_ = Progress(epochs * steps_an_epoch_ * batch_);
  }

  Status Run(TrainEnd* end) {
    DIGITPAD_RETURN_IF_ERROR(RunFloatEpochs(end));
    const Learner::State& state = learner_->state();
    FoldedNetwork folded =
        Fold(network_, state.average_parameters, state.average_statistics);
    Epoch epoch = NewEpoch(recipe_.epochs);
    const auto draw = [&epoch](size_t item, std::span<float> input) {
      epoch.Draw(item, 0, input);
    };
    const Quantizer quantizer(folded.network, ChooseSteps(folded, epoch.size(), draw));
    DIGITPAD_RETURN_IF_ERROR(RunQuantizedEpochs(quantizer, &folded, end));
    DIGITPAD_RETURN_IF_ERROR(Finish(quantizer, &folded));
    *end = TrainEnd::kDone;
    return Status::Ok();
  }

 private:
  Epoch NewEpoch(int number) const {
    const bool calm = number >= recipe_.epochs - recipe_.calm_epochs;
    return Epoch(dataset_.training, &negatives_, prep_, calm ? kCalmPlainShare : 0,
                 recipe_.seed, number, options_.threads);
  }

  Learner::Options LearnerOptions() const {
    return {.weight_decay = recipe_.weight_decay,
            .label_smoothing = recipe_.label_smoothing,
            .seed = recipe_.seed,
            .teachers = others_.teachers.empty() ? nullptr : &others_.teachers,
            .teacher_share = recipe_.teacher_share};
  }

  std::string CheckpointPath() const { return options_.out + ".checkpoint"; }

  // All that decides what the training ends in, but for the program.
  nlohmann::ordered_json Origin() const {
    nlohmann::ordered_json origin = {{"recipe", ToJson(recipe_)},
                                     {"data", ToJson(dataset_)}};
    if (others_.calibration) origin["calibration"] = others_.calibration_origin;
    if (!others_.teachers.empty()) {
      origin["recipe"]["teacher_share"] = Shortest(recipe_.teacher_share);
      origin["teachers"] = others_.teachers.cards();
    }
    return origin;
  }

  // What must be the same for a training to go on.
  std::string Identity() const { return Origin().dump(); }

  Status RunFloatEpochs(TrainEnd* end) {
    std::vector<float> parameters(network_.parameter_count());
    std::vector<float> statistics(network_.statistic_count());
    network_.Initialize(recipe_.seed, parameters, statistics);
    learner_ = std::make_unique<Learner>(network_, LearnerOptions(), pool_,
                                         std::move(parameters), std::move(statistics));
    int first = 0;
    if (options_.resume) DIGITPAD_RETURN_IF_ERROR(Resume(&first));
    const uint64_t steps = uint64_t{steps_an_epoch_} * recipe_.epochs;
    for (int number = first; number < recipe_.epochs; ++number) {
      const std::string name =
          "epoch " + std::to_string(number + 1) + "/" + std::to_string(recipe_.epochs);
      const uint64_t begin = uint64_t{steps_an_epoch_} * number;
      const auto rate = [&](uint64_t step) {
        return OneCycleRate(recipe_.learning_rate, begin + step, steps);
      };
      DIGITPAD_RETURN_IF_ERROR(
          RunEpoch(name, number, rate, nullptr, learner_.get(), end));
      const Learner::State& state = learner_->state();
      Report(name, network_, state.average_parameters, state.average_statistics, nullptr);
      DIGITPAD_RETURN_IF_ERROR(
          SaveCheckpoint(CheckpointPath(), {Identity(), number + 1, state}));
    }
    return Status::Ok();
  }

  Status Resume(int* first) {
    Checkpoint checkpoint;
    DIGITPAD_RETURN_IF_ERROR(LoadCheckpoint(CheckpointPath(), &checkpoint));
    if (checkpoint.recipe != Identity()) {
      return Status::Invalid(CheckpointPath() +
                             ": of a training with other options or data");
    }
    if (checkpoint.epochs_done < 0 || checkpoint.epochs_done > recipe_.epochs) {
      return Status::Invalid(CheckpointPath() + ": " +
                             std::to_string(checkpoint.epochs_done) + " epochs done of " +
                             std::to_string(recipe_.epochs));
    }
    if (!HasSizesOf(network_, checkpoint.state)) {
      return Status::Invalid(CheckpointPath() +
                             ": its arrays do not have the network's sizes");
    }
    *first = checkpoint.epochs_done;
    progress_.Skip(*first * steps_an_epoch_ * batch_);
    learner_->Restore(std::move(checkpoint.state));
    return Status::Ok();
  }

  // rate(step) = the learning rate at a step of this epoch.
  template <typename Rate>
  Status RunEpoch(const std::string& name, int number, Rate rate,
                  const Quantizer* quantizer, Learner* learner, TrainEnd* end) {
    Epoch epoch = NewEpoch(number);
    progress_.Begin(name, steps_an_epoch_ * batch_);
    for (size_t step = 0; step < steps_an_epoch_; ++step) {
      const auto draw = [&](size_t item, int thread, std::span<float> input) {
        return epoch.Draw(step * batch_ + item, thread, input);
      };
      const LossSum sum = learner->Step(batch_, draw, rate(step), quantizer);
      if (!std::isfinite(sum.loss)) return Diverged(name, step, end);
      progress_.Add(batch_, sum);
    }
    // The last step may have spoiled what its loss does not show yet.
    const auto is_finite = [](float value) { return std::isfinite(value); };
    if (std::ranges::all_of(learner->state().parameters, is_finite)) return Status::Ok();
    return Diverged(name, steps_an_epoch_ - 1, end);
  }

  Status Diverged(const std::string& name, size_t step, TrainEnd* end) const {
    *end = TrainEnd::kDiverged;
    std::ostringstream message;
    message << name << ", step " << step + 1
            << ": the loss is no number any more; a learning rate below "
            << recipe_.learning_rate << " may help";
    return Status::Invalid(message.str());
  }

  void Report(const std::string& name, const FloatNetwork& network,
              std::span<const float> parameters, std::span<const float> statistics,
              const FakeQuantization* quantization) {
    std::string line = name + "  " + progress_.Summary();
    for (const PreparedSource& source : validation_) {
      const int right = CountRight(network, parameters, statistics, quantization, source,
                                   dataset_.labels, pool_);
      line += "  " + source.name + " " + Percent(right, source.labels.size());
    }
    progress_.Say(line);
  }

  Status RunQuantizedEpochs(const Quantizer& quantizer, FoldedNetwork* folded,
                            TrainEnd* end) {
    Learner::Options learner_options = LearnerOptions();
    learner_options.precision = Precision::kFloat;  // the integers must be exact
    Learner learner(folded->network, learner_options, pool_, folded->parameters, {});
    const uint64_t steps = uint64_t{steps_an_epoch_} * recipe_.quantized_epochs;
    for (int number = 0; number < recipe_.quantized_epochs; ++number) {
      const std::string name = "int8 epoch " + std::to_string(number + 1) + "/" +
                               std::to_string(recipe_.quantized_epochs);
      const uint64_t begin = uint64_t{steps_an_epoch_} * number;
      const auto rate = [&](uint64_t step) {
        return FallingRate(kQuantizedRate * recipe_.learning_rate, begin + step, steps);
      };
      DIGITPAD_RETURN_IF_ERROR(
          RunEpoch(name, recipe_.epochs + number, rate, &quantizer, &learner, end));
      folded->parameters = learner.state().parameters;
      std::vector<float> rounded;
      FakeQuantization quantization;
      quantizer.Round(folded->parameters, &rounded, &quantization);
      Report(name, folded->network, rounded, {}, &quantization);
    }
    return Status::Ok();
  }

  Status Finish(const Quantizer& quantizer, FoldedNetwork* folded) {
    nlohmann::ordered_json card = Origin();
    card["commit"] = options_.commit;
    const Exporter exporter(quantizer, dataset_.labels, prep_, validation_,
                            others_.calibration ? &*others_.calibration : nullptr, pool_);
    if (negatives_.size() > 0) {
      const double share =
          static_cast<double>(negatives_.size()) / static_cast<double>(epoch_size_);
      double none_shift = 0;
      DIGITPAD_RETURN_IF_ERROR(exporter.CorrectPrior(share, folded, &none_shift));
      card["none_shift"] = none_shift;
    }
    ExportedModel exported;
    DIGITPAD_RETURN_IF_ERROR(exporter.Export(*folded, std::move(card), &exported));
    for (const Agreement& part : exported.validation) {
      progress_.Say(part.name + ": int8 " + Percent(part.int8_correct, part.count) +
                    ", float " + Percent(part.float_correct, part.count) + ", " +
                    std::to_string(part.differ) + " of " + std::to_string(part.count) +
                    " answers differ");
    }
    // The model last: where it is, the training is done.
    const FloatModel float_model(folded->network, folded->parameters);
    DIGITPAD_RETURN_IF_ERROR(
        WriteFileAtomically(FloatPath(options_.out), float_model.Serialize()));
    DIGITPAD_RETURN_IF_ERROR(WriteFileAtomically(options_.out, exported.file));
    std::error_code ignored;  // a checkpoint that stays does no harm
    std::filesystem::remove(CheckpointPath(), ignored);
    progress_.Say("wrote " + options_.out);
    return Status::Ok();
  }

  const TrainOptions& options_;
  const Recipe& recipe_;
  Dataset dataset_;
  Others others_;
  NegativeSource negatives_;
  FloatNetwork network_;
  WorkerPool pool_;
  Progress progress_;
  PrepSpec prep_;
  std::vector<PreparedSource> validation_;
  size_t epoch_size_ = 0;
  size_t batch_ = 0;
  size_t steps_an_epoch_ = 0;
  std::unique_ptr<Learner> learner_;
};

}  // namespace

Status Train(const TrainOptions& options, TrainEnd* end) {
  *end = TrainEnd::kDone;
  DIGITPAD_RETURN_IF_ERROR(CheckWritable(options.out));
  Dataset dataset;
  DataOptions data = options.recipe.data;
  data.seed = options.recipe.seed;
  DIGITPAD_RETURN_IF_ERROR(LoadDataset(data, &dataset));
  PrepSpec prep;
  prep.channels = options.recipe.channels;
  DIGITPAD_RETURN_IF_ERROR(ValidatePrep(prep));
  Architecture architecture;
  DIGITPAD_RETURN_IF_ERROR(
      ParseArchitecture(options.recipe.architecture, InputShape(prep),
                        static_cast<int>(dataset.labels.size()), &architecture)
          .WithPrefix("network"));
  DIGITPAD_RETURN_IF_ERROR(CheckLimits(architecture, prep));
  Training::Others others;
  DIGITPAD_RETURN_IF_ERROR(others.teachers.Load(options.recipe.teachers,
                                                architecture.input,
                                                static_cast<int>(dataset.labels.size())));
  if (const std::string& from = options.recipe.calibration; !from.empty()) {
    DIGITPAD_RETURN_IF_ERROR(ReadCalibration(from, &others.calibration.emplace()));
    DIGITPAD_RETURN_IF_ERROR(DescribeOrigin(from, &others.calibration_origin));
  }
  return Training(options, std::move(dataset), std::move(others), std::move(architecture))
      .Run(end);
}

}  // namespace digitpad
