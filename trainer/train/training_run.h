// TrainingRun: a training whose data is loaded and whose options are checked, from its
// begin or a checkpoint to the model file. One call of Run is its life.
#pragma once

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "trainer/net/folding.h"
#include "trainer/train/checkpoint.h"
#include "trainer/train/dataset.h"
#include "trainer/train/epoch.h"
#include "trainer/train/export.h"
#include "trainer/train/fine_tuning.h"
#include "trainer/train/learner.h"
#include "trainer/train/metrics.h"
#include "trainer/train/negative_source.h"
#include "trainer/train/progress.h"
#include "trainer/train/quantizer.h"
#include "trainer/train/schedule.h"
#include "trainer/train/training.h"
#include "trainer/train/worker_pool.h"

namespace digitpad {

// Models that a training builds on.
struct OtherModels {
  Teachers teachers;
  std::optional<GivenCalibration> calibration;
  nlohmann::ordered_json calibration_origin;
  std::optional<BaseModel> base;
};

class TrainingRun {
 public:
  // REQUIRES: `options` outlives this.
  TrainingRun(const TrainOptions& options, Dataset dataset, OtherModels others,
              Architecture architecture);

  // See Train.
  Status Run(TrainEnd* end);

 private:
  using Clock = std::chrono::steady_clock;

  // A network as it answers.
  struct Answering {
    const FloatNetwork& network;
    std::span<const float> parameters;
    std::span<const float> statistics;
    const FakeQuantization* quantization = nullptr;
  };

  std::string CheckpointPath() const { return options_.out + ".checkpoint"; }
  nlohmann::ordered_json Origin() const;
  bool IsDoneAlready() const;
  Learner::Options LearnerOptions(const FloatNetwork& network) const;
  Epoch NewEpoch(Phase phase, int number) const;
  std::string EpochName() const;
  double Seconds() const;

  void MakeLearner();
  Status Resume();
  Status CheckSizes(const Checkpoint& checkpoint) const;
  Status Save();
  Status KeepOlderCheckpoint() const;
  Status WithWayOn(const Status& status) const;

  Status RunFloatEpochs(TrainEnd* end);
  FoldedNetwork FoldAverages() const;
  Status RunRoundedEpochs(const Quantizer& quantizer, FoldedNetwork* folded,
                          TrainEnd* end);
  Status RunEpoch(const Quantizer* quantizer, Learner* learner, TrainEnd* end);
  Status AfterStep(const Learner& learner, TrainEnd* end);
  Status Diverged(TrainEnd* end) const;
  Status Stopped(TrainEnd* end) const;

  Status Report(const Answering& answering, int* correct);
  Status NoteTraining();
  void NoteBest(int correct);
  void EndEpoch();
  Status Finish(const Quantizer& quantizer, FoldedNetwork* folded);
  Status WriteModel(const FoldedNetwork& folded, const ExportedModel& exported);

  const TrainOptions& options_;
  const Recipe& recipe_;
  Dataset dataset_;
  OtherModels others_;
  NegativeSource negatives_;
  FloatNetwork network_;
  WorkerPool pool_;
  PrepSpec prep_;
  std::vector<PreparedSource> validation_;
  size_t epoch_size_ = 0;
  size_t batch_ = 0;
  uint64_t steps_an_epoch_ = 0;
  std::optional<Schedule> schedule_;
  std::optional<Progress> progress_;
  Metrics metrics_;

  TrainPoint point_;
  std::string ended_by_;
  BestEpoch best_;
  bool has_checkpoint_ = false;  // of this training
  std::unique_ptr<Learner> learner_;
  std::unique_ptr<Learner> rounded_learner_;  // of the folded network
  Learner::State resumed_rounded_;            // what it goes on from, if anything

  Clock::time_point start_;
  Clock::time_point epoch_start_;
  double seconds_before_ = 0;        // of the runs before this one
  double epoch_seconds_before_ = 0;  // likewise, of the epoch
  Clock::time_point saved_;
};

}  // namespace digitpad
