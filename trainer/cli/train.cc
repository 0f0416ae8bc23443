// `digitpad train`: options for the training chain (trainer/train/training.h).
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include "trainer/cli/checks.h"
#include "trainer/cli/commands.h"
#include "trainer/cli/model_option.h"
#include "trainer/cli/own_data_option.h"
#include "trainer/cli/recipe_option.h"
#include "trainer/cli/run_option.h"
#include "trainer/cli/stop_signals.h"
#include "trainer/data/fixed_split.h"
#include "trainer/net/architecture.h"
#include "trainer/train/training.h"

namespace digitpad {
namespace {

constexpr char kFooter[] =
    "Exit codes: 0 done, 1 the loss became no number, 2 usage, 3 bad input or output,\n"
    "130 stopped on request.\n"
    "Beside FILE, named by --out, lie FILE.float (to teach and to go on from),\n"
    "FILE.metrics.jsonl and .csv, and FILE.checkpoint until it is done.\n"
    "\n"
    "Examples:\n"
    "  digitpad train --data letters --out letters.dpm\n"
    "  digitpad train --data mine.jsonl 'more.csv*3' --max-time 10m --out mine.dpm\n"
    "  digitpad train --fine-tune weights/digits.dpm --data mine.jsonl --out mine.dpm";

// More than any machine it makes sense on.
constexpr int kMaxThreads = 256;

struct Options {
  TrainOptions train;
  RunOption run;
  std::string preset = "ours";
};

void AddNotDigitOptions(CLI::App& command, DataOptions& data) {
  data.validation_groups = ValidationSplit().scripts;
  data.excluded_groups = TestSplit().scripts;
  command.add_option("--not-digits", data.not_digits,
                     "Strokes files of what is no digit, for a class 'none of these'");
  command
      .add_option("--validation-groups", data.validation_groups,
                  "Groups of their labels, as 'Latin' of 'Latin/a', that validate")
      ->delimiter(',')
      ->capture_default_str();
  command
      .add_option("--exclude-groups", data.excluded_groups,
                  "Groups of their labels that are left for the test")
      ->delimiter(',')
      ->capture_default_str();
  command
      .add_option("--negatives", data.negatives,
                  "Drawings that are no digits, made anew every epoch from these and "
                  "from the digits")
      ->check(WholeNumber(0, 10000000))
      ->capture_default_str();
  command
      .add_option("--negative-pictures", data.negative_pictures,
                  "Likewise, as pictures without strokes")
      ->check(WholeNumber(0, 10000000))
      ->capture_default_str();
}

void AddDataOptions(CLI::App& command, DataOptions& data) {
  data.validation_writers = ValidationSplit().writers;
  data.excluded_writers = TestSplit().writers;
  command.add_option("--mnist", data.mnist, "Folder with MNIST's training files")
      ->check(CLI::ExistingDirectory);
  command.add_option("--strokes", data.strokes, "Strokes files, may be gzipped");
  command
      .add_option("--strokes-repeat", data.strokes_repeat,
                  "How often an epoch shows a drawing of the strokes files")
      ->check(WholeNumber(1, 1000))
      ->capture_default_str();
  command
      .add_option("--validation-images", data.validation_images,
                  "The last images of MNIST, which validate")
      ->check(WholeNumberFrom(0))
      ->capture_default_str();
  command
      .add_option("--validation-writers", data.validation_writers,
                  "Writers of strokes files who validate")
      ->delimiter(',')
      ->capture_default_str();
  command
      .add_option("--exclude-writers", data.excluded_writers,
                  "Writers who are left for the test")
      ->delimiter(',')
      ->capture_default_str();
  AddNotDigitOptions(command, data);
  command
      .add_option("--limit", data.limit, "The first examples of each source only; 0: all")
      ->check(WholeNumberFrom(0))
      ->capture_default_str();
}

// The exit code.
int RunTrain(Options& options) {
  std::string& architecture = options.train.recipe.architecture;
  if (architecture.empty()) architecture = PresetText(options.preset);
  ShortenFastDevRun(options.run, options.train.recipe);
  options.train.stop = &CatchStopSignals();
  TrainEnd end;
  const int code = ExitCodeOf(Train(options.train, &end));
  if (end == TrainEnd::kStopped) return kExitStopped;
  return end == TrainEnd::kDiverged ? kExitNegative : code;
}

}  // namespace

void AddTrain(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("train", "Train a network and write its model file");
  command->footer(kFooter);
  command->option_defaults()->group("Data of your own");
  AddOwnDataOptions(*command, options->train.recipe.data.own);
  command->option_defaults()->group("Data of the shipped network");
  AddDataOptions(*command, options->train.recipe.data);
  command->option_defaults()->group("Network and learning");
  AddRecipeOptions(*command, options->train.recipe, options->preset);
  command->option_defaults()->group("The run");
  TrainOptions& train = options->train;
  train.threads = std::clamp<int>(std::thread::hardware_concurrency(), 1, kMaxThreads);
  command->add_option("--threads", train.threads, "Makes no difference to the result")
      ->check(WholeNumber(1, kMaxThreads))
      ->capture_default_str();
  command->add_option("--commit", train.commit, "The source's commit, for the card");
  AddRunOptions(*command, train, options->run);
  command->add_option("--out", train.out, "The model file to write")->required();
  command
      ->add_option("--report", train.report,
                   "Also write DIR/index.html: learning curves, and how the model reads "
                   "what validates")
      ->type_name("DIR");
  command->callback([options, &exit_code] {
    const DataOptions& data = options->train.recipe.data;
    if (data.own.sources.empty() && data.mnist.empty() && data.strokes.empty()) {
      throw CLI::ValidationError("train", "needs --data, --mnist or --strokes");
    }
    const Recipe& recipe = options->train.recipe;
    if (recipe.calm_epochs > recipe.epochs) {
      throw CLI::ValidationError("--calm-epochs", "more than --epochs");
    }
    exit_code = RunTrain(*options);
  });
}

}  // namespace digitpad
