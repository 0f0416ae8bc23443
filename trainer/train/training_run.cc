#include "trainer/train/training_run.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <sstream>
#include <utility>

#include "trainer/data/file.h"
#include "trainer/net/float_model.h"
#include "trainer/train/model_origin.h"
#include "trainer/train/training_report.h"

namespace digitpad {
namespace {

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

bool IsFinite(const std::vector<float>& values) {
  return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

std::string OlderCheckpoint(const std::string& checkpoint) { return checkpoint + ".old"; }

// What in `now` is not as in `before`, both from Origin, as "recipe/seed"; empty where
// that cannot be told.
std::string DifferenceOf(const std::string& before, const nlohmann::ordered_json& now) {
  const auto was = nlohmann::ordered_json::parse(before, nullptr, false);
  if (!was.is_object()) return {};
  const auto changes = nlohmann::ordered_json::diff(was, now);
  return changes.empty() ? "" : changes[0].at("path").get<std::string>().substr(1);
}

double SecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TrainingRun::TrainingRun(const TrainOptions& options, Dataset dataset, OtherModels others,
                         Architecture architecture)
    : options_(options),
      recipe_(options.recipe),
      dataset_(std::move(dataset)),
      others_(std::move(others)),
      negatives_(dataset_, options.recipe.data),
      network_(std::move(architecture)),
      pool_(options.threads),
      metrics_(options.out + ".metrics") {
  prep_.channels = recipe_.channels;
  for (const Source& source : dataset_.validation) {
    validation_.push_back(Prepare(source, prep_));
  }
  schedule_.emplace(recipe_, 1);
  epoch_size_ = NewEpoch(Phase::kFloat, 0).size();
  batch_ = std::min<size_t>(recipe_.batch, epoch_size_);
  steps_an_epoch_ = epoch_size_ / batch_;
  if (recipe_.epoch_steps > 0) {
    steps_an_epoch_ = std::min<uint64_t>(steps_an_epoch_, recipe_.epoch_steps);
  }
  schedule_.emplace(recipe_, steps_an_epoch_);
  const int epochs = recipe_.epochs + recipe_.quantized_epochs;
  progress_.emplace(epochs * steps_an_epoch_ * batch_, recipe_.max_seconds);
  start_ = epoch_start_ = saved_ = Clock::now();
}

Status TrainingRun::Run(TrainEnd* end) {
  *end = TrainEnd::kDone;
  MakeLearner();
  if (options_.resume) {
    if (std::filesystem::exists(CheckpointPath())) {
      DIGITPAD_RETURN_IF_ERROR(Resume());
    } else if (IsDoneAlready()) {
      progress_->Say(options_.out + " is there already: this training is done");
      return Status::Ok();
    } else {
      progress_->Say(CheckpointPath() + " is not there: beginning anew");
    }
  } else if (std::filesystem::exists(CheckpointPath())) {
    progress_->Say(
        "beginning anew; " + CheckpointPath() +
        " of an unfinished training, which --resume goes on with, is kept as " +
        OlderCheckpoint(CheckpointPath()));
  }
  DIGITPAD_RETURN_IF_ERROR(metrics_.Write());
  DIGITPAD_RETURN_IF_ERROR(RunFloatEpochs(end));
  FoldedNetwork folded = FoldAverages();
  Epoch epoch = NewEpoch(Phase::kInt8, 0);
  const auto draw = [&epoch](size_t item, std::span<float> input) {
    epoch.Draw(item, 0, input);
  };
  const Quantizer quantizer(folded.network, ChooseSteps(folded, epoch.size(), draw));
  DIGITPAD_RETURN_IF_ERROR(RunRoundedEpochs(quantizer, &folded, end));
  return Finish(quantizer, &folded);
}

// All that decides what the training ends in, but for the program. What must be the same
// for a training to go on.
nlohmann::ordered_json TrainingRun::Origin() const {
  nlohmann::ordered_json origin = {{"recipe", ToJson(recipe_)},
                                   {"data", ToJson(dataset_)}};
  if (others_.calibration) origin["calibration"] = others_.calibration_origin;
  if (others_.base) origin["fine_tuned"] = others_.base->origin;
  if (!others_.teachers.empty()) {
    origin["recipe"]["teacher_share"] = Shortest(recipe_.teacher_share);
    origin["teachers"] = others_.teachers.cards();
  }
  return origin;
}

// Whether the model is what this training would end in: its checkpoint is gone then.
bool TrainingRun::IsDoneAlready() const {
  nlohmann::ordered_json card;
  if (!ReadCard(options_.out, &card).ok()) return false;
  const nlohmann::ordered_json origin = Origin();
  return std::ranges::all_of(origin.items(), [&card](const auto& item) {
    return card.contains(item.key()) && card[item.key()] == item.value();
  });
}

Learner::Options TrainingRun::LearnerOptions(const FloatNetwork& network) const {
  const int last = recipe_.train_last;
  return {.weight_decay = recipe_.weight_decay,
          .label_smoothing = recipe_.label_smoothing,
          .seed = recipe_.seed,
          .teachers = others_.teachers.empty() ? nullptr : &others_.teachers,
          .teacher_share = recipe_.teacher_share,
          .average_decay = recipe_.average_decay,
          .fixed = last == 0 ? 0 : CountBefore(network, last)};
}

// The epochs with rounding are numbered after the float ones.
Epoch TrainingRun::NewEpoch(Phase phase, int number) const {
  const bool calm = schedule_->IsCalm(phase, number, Seconds());
  const int offset = phase == Phase::kFloat ? 0 : recipe_.epochs;
  const float plain = std::max(calm ? kCalmPlainShare : 0, 1 - recipe_.augment);
  return Epoch(dataset_.training, &negatives_, prep_, plain, recipe_.seed,
               offset + number, options_.threads);
}

std::string TrainingRun::EpochName() const {
  return (point_.phase == Phase::kFloat ? "epoch " : "int8 epoch ") +
         std::to_string(point_.epoch + 1) + "/" +
         std::to_string(schedule_->Epochs(point_.phase));
}

double TrainingRun::Seconds() const { return seconds_before_ + SecondsSince(start_); }

void TrainingRun::MakeLearner() {
  std::vector<float> parameters(network_.parameter_count());
  std::vector<float> statistics(network_.statistic_count());
  network_.Initialize(recipe_.seed, parameters, statistics);
  if (others_.base) BeginWith(*others_.base, dataset_.labels, network_, parameters);
  learner_ = std::make_unique<Learner>(network_, LearnerOptions(network_), pool_,
                                       std::move(parameters), std::move(statistics));
}

Status TrainingRun::Resume() {
  const std::string path = CheckpointPath();
  Checkpoint checkpoint;
  DIGITPAD_RETURN_IF_ERROR(LoadCheckpoint(path, &checkpoint));
  const nlohmann::ordered_json origin = Origin();
  if (checkpoint.recipe != origin.dump()) {
    const std::string difference = DifferenceOf(checkpoint.recipe, origin);
    return Status::Invalid(path + ": of a training with other options or data" +
                           (difference.empty() ? "" : ": " + difference + " differs"));
  }
  DIGITPAD_RETURN_IF_ERROR(CheckSizes(checkpoint).WithPrefix(path));
  DIGITPAD_RETURN_IF_ERROR(metrics_.Restore(checkpoint.metrics).WithPrefix(path));
  point_ = checkpoint.point;
  ended_by_ = std::move(checkpoint.ended_by);
  best_ = std::move(checkpoint.best);
  learner_->Restore(std::move(checkpoint.state));
  resumed_rounded_ = std::move(checkpoint.rounded_state);
  has_checkpoint_ = true;
  seconds_before_ = point_.seconds;
  epoch_seconds_before_ = point_.epoch_seconds;
  const int before = point_.phase == Phase::kFloat ? 0 : recipe_.epochs;
  progress_->Skip(((before + point_.epoch) * steps_an_epoch_ + point_.step) * batch_,
                  point_.seconds);
  return Status::Ok();
}

Status TrainingRun::CheckSizes(const Checkpoint& checkpoint) const {
  const TrainPoint& point = checkpoint.point;
  const int epochs = schedule_->Epochs(point.phase);
  if (point.epoch < 0 || point.epoch > epochs) {
    return Status::Invalid(std::to_string(point.epoch) + " epochs done of " +
                           std::to_string(epochs));
  }
  if (point.step > steps_an_epoch_) {
    return Status::Invalid(std::to_string(point.step) + " steps done of " +
                           std::to_string(steps_an_epoch_));
  }
  const BestEpoch& best = checkpoint.best;
  const bool has_best = best.epoch >= 0;
  if (!HasSizesOf(network_, checkpoint.state) ||
      best.average_parameters.size() != (has_best ? network_.parameter_count() : 0) ||
      best.average_statistics.size() != (has_best ? network_.statistic_count() : 0)) {
    return Status::Invalid("its arrays do not have the network's sizes");
  }
  return Status::Ok();
}

// A forgotten --resume must not cost what took hours.
Status TrainingRun::KeepOlderCheckpoint() const {
  const std::string path = CheckpointPath();
  if (!std::filesystem::exists(path)) return Status::Ok();
  std::error_code error;
  std::filesystem::rename(path, OlderCheckpoint(path), error);
  if (!error) return Status::Ok();
  return Status::Invalid(path + ": cannot rename: " + error.message());
}

Status TrainingRun::Save() {
  if (!has_checkpoint_) DIGITPAD_RETURN_IF_ERROR(KeepOlderCheckpoint());
  point_.seconds = Seconds();
  point_.epoch_seconds = epoch_seconds_before_ + SecondsSince(epoch_start_);
  Checkpoint checkpoint;
  checkpoint.recipe = Origin().dump();
  checkpoint.point = point_;
  checkpoint.ended_by = ended_by_;
  checkpoint.state = learner_->state();
  if (rounded_learner_ != nullptr) checkpoint.rounded_state = rounded_learner_->state();
  checkpoint.best = best_;
  checkpoint.metrics = metrics_.Text();
  saved_ = Clock::now();
  const Status saved = SaveCheckpoint(CheckpointPath(), checkpoint);
  has_checkpoint_ |= saved.ok();
  return WithWayOn(saved);
}

// For what could not be written: what is not lost.
Status TrainingRun::WithWayOn(const Status& status) const {
  if (status.ok() || !has_checkpoint_) return status;
  return Status::Invalid(status.message() + "; " + CheckpointPath() +
                         " is kept: with --resume the same command goes on from there");
}

Status TrainingRun::RunFloatEpochs(TrainEnd* end) {
  while (point_.phase == Phase::kFloat) {
    DIGITPAD_RETURN_IF_ERROR(RunEpoch(nullptr, learner_.get(), end));
    const Learner::State& state = learner_->state();
    int correct = 0;
    DIGITPAD_RETURN_IF_ERROR(WithWayOn(Report(
        {network_, state.average_parameters, state.average_statistics}, &correct)));
    if (recipe_.patience > 0) NoteBest(correct);
    EndEpoch();
    if (schedule_->IsTimeUp(Phase::kFloat, Seconds())) ended_by_ = "max-time";
    if (!ended_by_.empty() || point_.epoch == recipe_.epochs) {
      point_.phase = Phase::kInt8;
      point_.epoch = 0;
    }
    DIGITPAD_RETURN_IF_ERROR(Save());
  }
  return Status::Ok();
}

FoldedNetwork TrainingRun::FoldAverages() const {
  if (recipe_.patience > 0) {
    return Fold(network_, best_.average_parameters, best_.average_statistics);
  }
  const Learner::State& state = learner_->state();
  return Fold(network_, state.average_parameters, state.average_statistics);
}

Status TrainingRun::RunRoundedEpochs(const Quantizer& quantizer, FoldedNetwork* folded,
                                     TrainEnd* end) {
  Learner::Options learner_options = LearnerOptions(folded->network);
  learner_options.precision = Precision::kFloat;  // the integers must be exact
  rounded_learner_ = std::make_unique<Learner>(folded->network, learner_options, pool_,
                                               folded->parameters, std::vector<float>());
  if (!resumed_rounded_.parameters.empty()) {
    if (!HasSizesOf(folded->network, resumed_rounded_)) {
      return Status::Invalid(CheckpointPath() +
                             ": its arrays do not have the network's sizes");
    }
    rounded_learner_->Restore(std::move(resumed_rounded_));
  }
  if (point_.epoch < recipe_.quantized_epochs &&
      schedule_->IsTimeUp(Phase::kInt8, Seconds())) {
    progress_->Say("no time left for the epochs with rounding");
  }
  while (point_.epoch < recipe_.quantized_epochs &&
         !schedule_->IsTimeUp(Phase::kInt8, Seconds())) {
    DIGITPAD_RETURN_IF_ERROR(RunEpoch(&quantizer, rounded_learner_.get(), end));
    std::vector<float> rounded;
    FakeQuantization quantization;
    quantizer.Round(rounded_learner_->state().parameters, &rounded, &quantization);
    int correct = 0;
    DIGITPAD_RETURN_IF_ERROR(
        WithWayOn(Report({folded->network, rounded, {}, &quantization}, &correct)));
    EndEpoch();
    DIGITPAD_RETURN_IF_ERROR(Save());
  }
  folded->parameters = rounded_learner_->state().parameters;
  return Status::Ok();
}

// The epoch at point_, from its step on.
Status TrainingRun::RunEpoch(const Quantizer* quantizer, Learner* learner,
                             TrainEnd* end) {
  Epoch epoch = NewEpoch(point_.phase, point_.epoch);
  epoch_start_ = Clock::now();
  progress_->Begin(EpochName(), steps_an_epoch_ * batch_, point_.step * batch_,
                   point_.sum);
  while (point_.step < steps_an_epoch_) {
    const auto draw = [&](size_t item, int thread, std::span<float> input) {
      return epoch.Draw(point_.step * batch_ + item, thread, input);
    };
    const double seconds = Seconds();
    const float learning_rate = schedule_->LearningRate(
        point_.phase, steps_an_epoch_ * point_.epoch + point_.step, seconds);
    const LossSum sum = learner->Step(batch_, draw, learning_rate, quantizer);
    point_.sum.loss += sum.loss;
    point_.sum.correct += sum.correct;
    ++point_.step;
    if (!std::isfinite(sum.loss)) return Diverged(end);
    progress_->Add(batch_, sum);
    DIGITPAD_RETURN_IF_ERROR(AfterStep(*learner, end));
    if (schedule_->IsTimeUp(point_.phase, seconds)) break;
  }
  // The last step may have spoiled what its loss does not show yet.
  return IsFinite(learner->state().parameters) ? Status::Ok() : Diverged(end);
}

Status TrainingRun::AfterStep(const Learner& learner, TrainEnd* end) {
  const bool stops = options_.stop != nullptr && *options_.stop;
  if (!stops && SecondsSince(saved_) < options_.checkpoint_seconds) return Status::Ok();
  if (!IsFinite(learner.state().parameters)) return Diverged(end);
  DIGITPAD_RETURN_IF_ERROR(Save());
  return stops ? Stopped(end) : Status::Ok();
}

Status TrainingRun::Diverged(TrainEnd* end) const {
  *end = TrainEnd::kDiverged;
  std::ostringstream message;
  message << EpochName() << ", step " << point_.step
          << ": the loss is no number any more; a learning rate below "
          << recipe_.learning_rate << " may help";
  return Status::Invalid(message.str());
}

Status TrainingRun::Stopped(TrainEnd* end) const {
  *end = TrainEnd::kStopped;
  return Status::Invalid("stopped in " + EpochName() + " after step " +
                         std::to_string(point_.step) + " of " +
                         std::to_string(steps_an_epoch_) +
                         "; the same command with --resume goes on from there");
}

Status TrainingRun::Report(const Answering& answering, int* correct) {
  DIGITPAD_RETURN_IF_ERROR(NoteTraining());
  std::string line = EpochName() + "  " + progress_->Summary();
  for (const PreparedSource& source : validation_) {
    const int right =
        CountRight(answering.network, answering.parameters, answering.statistics,
                   answering.quantization, source, dataset_.labels, pool_);
    line += "  " + source.name + " " + Percent(right, source.labels.size());
    *correct += right;
    DIGITPAD_RETURN_IF_ERROR(
        metrics_.Add({.phase = point_.phase == Phase::kFloat ? "float" : "int8",
                      .epoch = point_.epoch + 1,
                      .part = source.name,
                      .count = source.labels.size(),
                      .correct = static_cast<size_t>(right)}));
  }
  progress_->Say(line);
  return Status::Ok();
}

Status TrainingRun::NoteTraining() {
  const size_t count = point_.step * batch_;
  const double seconds = epoch_seconds_before_ + SecondsSince(epoch_start_);
  const uint64_t last_step = steps_an_epoch_ * point_.epoch + point_.step - 1;
  const float learning_rate = schedule_->LearningRate(point_.phase, last_step, Seconds());
  return metrics_.Add({.phase = point_.phase == Phase::kFloat ? "float" : "int8",
                       .epoch = point_.epoch + 1,
                       .part = kTrainingPart,
                       .count = count,
                       .correct = static_cast<size_t>(point_.sum.correct),
                       .learning = MetricsRow::Learning{
                           .loss = point_.sum.loss / static_cast<double>(count),
                           .rate = learning_rate,
                           .images_per_s = static_cast<double>(count) / seconds,
                           .seconds = Seconds()}});
}

void TrainingRun::NoteBest(int correct) {
  if (correct > best_.correct) {
    const Learner::State& state = learner_->state();
    best_ = {point_.epoch, correct, state.average_parameters, state.average_statistics};
  } else if (point_.epoch - best_.epoch >= recipe_.patience) {
    ended_by_ = "patience";
    progress_->Say("no better in " + std::to_string(recipe_.patience) +
                   " epochs: going on with epoch " + std::to_string(best_.epoch + 1));
  }
}

void TrainingRun::EndEpoch() {
  ++point_.epoch;
  point_.step = 0;
  point_.sum = {};
  epoch_seconds_before_ = 0;
  epoch_start_ = Clock::now();
}

Status TrainingRun::Finish(const Quantizer& quantizer, FoldedNetwork* folded) {
  nlohmann::ordered_json card = Origin();
  card["commit"] = options_.commit;
  if (!ended_by_.empty()) card["ended_by"] = ended_by_;
  if (best_.epoch >= 0) card["best_epoch"] = best_.epoch + 1;
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
    progress_->Say(part.name + ": int8 " + Percent(part.int8_correct, part.count) +
                   ", float " + Percent(part.float_correct, part.count) + ", " +
                   std::to_string(part.differ) + " of " + std::to_string(part.count) +
                   " answers differ");
  }
  DIGITPAD_RETURN_IF_ERROR(WithWayOn(WriteModel(*folded, exported)));
  if (options_.report.empty()) return Status::Ok();
  const std::string name = std::filesystem::path(options_.out).filename().string();
  DIGITPAD_RETURN_IF_ERROR(WriteTrainingReport(options_.report, name, exported.file,
                                               dataset_.validation, metrics_.rows()));
  progress_->Say("wrote " +
                 (std::filesystem::path(options_.report) / "index.html").string());
  return Status::Ok();
}

Status TrainingRun::WriteModel(const FoldedNetwork& folded,
                               const ExportedModel& exported) {
  // The model last: where it is, the training is done.
  const FloatModel float_model(folded.network, folded.parameters);
  DIGITPAD_RETURN_IF_ERROR(
      WriteFileAtomically(FloatPath(options_.out), float_model.Serialize()));
  DIGITPAD_RETURN_IF_ERROR(WriteFileAtomically(options_.out, exported.file));
  std::error_code ignored;  // a checkpoint that stays does no harm
  std::filesystem::remove(CheckpointPath(), ignored);
  progress_->Say("wrote " + options_.out);
  return Status::Ok();
}

}  // namespace digitpad
