#include "trainer/cli/recipe_option.h"

#include <sstream>

#include "core/base/prep_spec.h"
#include "core/nn/model.h"
#include "trainer/cli/checks.h"
#include "trainer/cli/choice_option.h"

namespace digitpad {
namespace {

// Less than what training from nothing begins with: what is known is to be kept.
constexpr float kFineTuningRate = 1e-3f;

std::string DefaultRates() {
  std::ostringstream text;
  text << Recipe().learning_rate << ", with --fine-tune " << kFineTuningRate;
  return text.str();
}

// Returns --fine-tune.
CLI::Option* AddNetworkOptions(CLI::App& command, Recipe& recipe, std::string& preset) {
  CLI::Option* presets =
      command.add_option("--preset", preset, "A network: ours, or classic")
          ->check(CLI::IsMember({"ours", "classic"}))
          ->capture_default_str();
  CLI::Option* architecture =
      command
          .add_option(
              "--arch", recipe.architecture,
              "The network as text, such as 'conv3x3x16, conv3x3x32/2, gap, dense'")
          ->check(CheckNotEmpty)
          ->excludes(presets);
  CLI::Option* channels = command
                              .add_option("--channels", recipe.channels,
                                          "Input channels: 1, or 5 with directions")
                              ->check(CLI::IsMember({1, kMaxInputChannels}))
                              ->capture_default_str();
  CLI::Option* fine_tune =
      command
          .add_option("--fine-tune", recipe.fine_tune,
                      "A trained model to go on from: architecture and channels are its; "
                      "labels that it does not have begin anew")
          ->check(CLI::ExistingFile)
          ->excludes(presets)
          ->excludes(architecture)
          ->excludes(channels);
  command
      .add_option("--train-last", recipe.train_last,
                  "Of that model, only so many of the last layers learn; 0: all")
      ->check(WholeNumber(0, kMaxLayers))
      ->capture_default_str()
      ->needs(fine_tune);
  return fine_tune;
}

void AddEpochOptions(CLI::App& command, Recipe& recipe) {
  command.add_option("--epochs", recipe.epochs)
      ->check(WholeNumber(1, 100000))
      ->capture_default_str();
  command
      .add_option("--qat-epochs", recipe.quantized_epochs,
                  "Epochs after these that know of the integer rounding")
      ->check(WholeNumber(0, 1000))
      ->capture_default_str();
  command
      .add_option("--calm-epochs", recipe.calm_epochs,
                  "The last of the epochs, which vary every second example only; those "
                  "with rounding always do")
      ->check(WholeNumber(0, 100000))
      ->capture_default_str();
  command
      .add_option("--augment", recipe.augment,
                  "The share of examples that are varied; the others are as they are")
      ->check(CheckFinite)
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command.add_option("--batch", recipe.batch)
      ->check(WholeNumber(1, 65536))
      ->capture_default_str();
  command.add_option("--seed", recipe.seed)->check(CheckSeed)->capture_default_str();
}

void AddLearningOptions(CLI::App& command, CLI::Option* fine_tune, Recipe& recipe) {
  CLI::Option* rate =
      command.add_option("--lr", recipe.learning_rate, "Peak learning rate")
          ->check(CheckPositive)
          ->default_str(DefaultRates());
  command.parse_complete_callback([&recipe, fine_tune, rate] {
    if (*fine_tune && !*rate) recipe.learning_rate = kFineTuningRate;
  });
  AddChoice<RateSchedule>(command, "--schedule", recipe.schedule,
                          {{"one-cycle", RateSchedule::kOneCycle},
                           {"cosine", RateSchedule::kCosine},
                           {"constant", RateSchedule::kConstant}},
                          "How it moves: up and down, down alone, or not at all");
  command
      .add_option("--ema", recipe.average_decay,
                  "Of the moving average of the weights, which is what is kept; 0: the "
                  "weights themselves")
      ->check(CheckFinite)
      ->check(CLI::Range(0.0, 0.99999))
      ->capture_default_str();
  command.add_option("--weight-decay", recipe.weight_decay)
      ->check(CheckNonNegative)
      ->capture_default_str();
  command.add_option("--label-smoothing", recipe.label_smoothing)
      ->check(CheckFinite)
      ->check(CLI::Range(0.0, 0.9))
      ->capture_default_str();
}

void AddTeachingOptions(CLI::App& command, Recipe& recipe) {
  command
      .add_option("--calibration", recipe.calibration,
                  "A trained model of this recipe whose calibration is taken over, where "
                  "nothing is put aside to find one")
      ->check(CLI::ExistingFile);
  command
      .add_option(
          "--teacher", recipe.teachers,
          "Trained models, with their .float files, whose answers are learned too")
      ->check(CLI::ExistingFile);
  command
      .add_option("--teacher-share", recipe.teacher_share,
                  "Their share of what is to be learned; labels have the rest")
      ->check(CheckFinite)
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
}

}  // namespace

void AddRecipeOptions(CLI::App& command, Recipe& recipe, std::string& preset) {
  CLI::Option* fine_tune = AddNetworkOptions(command, recipe, preset);
  AddEpochOptions(command, recipe);
  AddLearningOptions(command, fine_tune, recipe);
  AddTeachingOptions(command, recipe);
}

}  // namespace digitpad
