#include "trainer/cli/run_option.h"

#include <algorithm>
#include <string>

#include "trainer/cli/checks.h"
#include "trainer/cli/duration.h"

namespace digitpad {
namespace {

constexpr double kMostMinutes = 24 * 60;

std::string CheckDuration(const std::string& text) {
  double seconds = 0;
  if (ParseDuration(text, &seconds)) return {};
  return "\"" + text + "\" is no time such as 90 (minutes), 1h30m or 45s";
}

}  // namespace

void AddRunOptions(CLI::App& command, TrainOptions& train, RunOption& option) {
  command
      .add_option_function<std::string>(
          "--max-time",
          [&train](const std::string& text) {
            ParseDuration(text, &train.recipe.max_seconds);
          },
          "Ends the epochs after 90 (minutes), 1h30m or 45s, with a learning rate that "
          "falls in time; the result then depends on the machine's speed")
      ->check(CheckDuration)
      ->type_name("TIME");
  command
      .add_option("--patience", train.recipe.patience,
                  "Ends the float epochs when as many did not validate better, and keeps "
                  "the best; 0: runs all")
      ->check(WholeNumber(0, 100000))
      ->capture_default_str();
  command
      .add_option_function<double>(
          "--checkpoint-minutes",
          [&train](double minutes) { train.checkpoint_seconds = 60 * minutes; },
          "So often there is a new checkpoint, beside the end of each epoch")
      ->check(CheckFinite)
      ->check(CLI::Range(0.0, kMostMinutes))
      ->default_str("5");
  command.add_flag("--resume", train.resume, "Go on after the last checkpoint");
  command.add_flag("--fast-dev-run", option.fast_dev_run,
                   "One batch of everything, through the whole chain, to see in seconds "
                   "whether it works");
}

void ShortenFastDevRun(const RunOption& option, Recipe& recipe) {
  if (!option.fast_dev_run) return;
  const auto shorten = [](int limit, int* value) { *value = std::min(*value, limit); };
  shorten(1, &recipe.epochs);
  shorten(1, &recipe.quantized_epochs);
  shorten(1, &recipe.calm_epochs);
  recipe.epoch_steps = 1;
  if (recipe.data.limit == 0) recipe.data.limit = recipe.batch;
  shorten(recipe.batch, &recipe.data.limit);
  shorten(recipe.batch, &recipe.data.negatives);
  shorten(recipe.batch, &recipe.data.negative_pictures);
}

}  // namespace digitpad
