// `digitpad eval`: how many of a file's labeled examples are read right, and what else
// there is to know about a model.
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/formats/printable.h"
#include "trainer/cli/acceptance_option.h"
#include "trainer/cli/checks.h"
#include "trainer/cli/commands.h"
#include "trainer/cli/eval_output.h"
#include "trainer/cli/model_option.h"
#include "trainer/cli/number_output.h"
#include "trainer/cli/picture_output.h"
#include "trainer/data/examples.h"
#include "trainer/data/label_groups.h"
#include "trainer/data/sound_model.h"
#include "trainer/eval/evaluation.h"
#include "trainer/eval/junk.h"
#include "trainer/eval/number_table.h"
#include "trainer/eval/picture_table.h"
#include "trainer/eval/reading.h"
#include "trainer/eval/report.h"
#include "trainer/eval/robustness.h"

namespace digitpad {
namespace {

constexpr char kFooter[] =
    "An abstention is not correct; --accept-all turns abstention off. Labels of one "
    "symbol\n"
    "are read as one symbol, others as a number, unless --single or --number says so.\n"
    "With --not-digits and --junk everything is one symbol, and right is what is not\n"
    "accepted.\n"
    "\n"
    "Examples:\n"
    "  digitpad eval --strokes pen.jsonl.gz --writers 3,9,18,27 --accept-all\n"
    "  digitpad eval --idx train-images.gz train-labels.gz --range 55000-59999 --json\n"
    "  digitpad eval --strokes pen.jsonl.gz --robustness --report report\n"
    "  digitpad eval --strokes omniglot.jsonl.gz --labels Balinese --not-digits\n"
    "  digitpad eval --strokes pen.jsonl.gz --writers 3,9,18,27 --pictures 1\n"
    "  digitpad eval --strokes pen.jsonl.gz --writers 3,9,18,27 --junk 1\n"
    "  digitpad eval --strokes pen.jsonl.gz --writers 3,9,18,27 --numbers 1";

struct EvalOptions {
  std::string strokes;
  std::vector<std::string> idx;  // images, labels
  std::vector<std::string> writers;
  std::vector<std::string> labels;
  std::vector<std::string> skipped_labels;
  bool skip_look_alikes = false;
  std::string range;
  std::optional<uint64_t> junk_seed;
  std::optional<uint64_t> numbers_seed;
  int count = 1000;
  std::optional<uint64_t> pictures_seed;
  bool sheets = false;
  bool normalize = false;
  bool not_digits = false;
  bool robustness = false;
  std::string report;  // a folder
  std::string float_model;
  bool accept_all = false;
  bool single = false;
  bool number = false;
  bool json = false;
  bool logits = false;
  AcceptanceOption acceptance;
  ModelOption model;

  const std::string& path() const { return idx.empty() ? strokes : idx[0]; }
};

Status KeepChosen(const EvalOptions& options, ExampleSet* set) {
  if (!options.writers.empty()) {
    DIGITPAD_RETURN_IF_ERROR(KeepWriters(options.writers, set));
  }
  if (!options.labels.empty()) {
    DIGITPAD_RETURN_IF_ERROR(KeepLabels(options.labels, set));
  }
  if (!options.skipped_labels.empty()) {
    DIGITPAD_RETURN_IF_ERROR(SkipLabels(options.skipped_labels, set));
  }
  if (options.skip_look_alikes) SkipLookAlikes(set);
  if (!options.range.empty()) {
    const size_t dash = options.range.find('-');  // CheckRange has seen to the form
    DIGITPAD_RETURN_IF_ERROR(KeepRange(std::stoull(options.range.substr(0, dash)),
                                       std::stoull(options.range.substr(dash + 1)), set));
  }
  if (set->examples.empty()) return Status::Invalid("no example is left");
  return Status::Ok();
}

Status LoadExamples(const EvalOptions& options, const PrepSpec& prep, ExampleSet* set) {
  if (options.idx.empty()) {
    DIGITPAD_RETURN_IF_ERROR(LoadStrokeExamples(options.path(), set));
  } else {
    DIGITPAD_RETURN_IF_ERROR(LoadPictureExamples(
        options.path(), options.idx[1], set,
        options.normalize ? PictureMode::kNormalize : PictureMode::kAsTheyAre, prep));
  }
  DIGITPAD_RETURN_IF_ERROR(KeepChosen(options, set).WithPrefix(options.path()));
  if (!options.junk_seed.has_value()) return Status::Ok();
  JunkOptions junk;
  junk.seed = *options.junk_seed;
  const ExampleSet digits = std::move(*set);
  return MakeJunk(digits, junk, set).WithPrefix(options.path());
}

// For CLI11: the message for a value that will not do, empty for one that will.
std::string CheckRange(const std::string& range) {
  constexpr size_t kMostDigits = 9;  // fits any integer type in use
  const size_t dash = range.find('-');
  const auto is_number = [](const std::string& text) {
    return !text.empty() && text.size() <= kMostDigits &&
           text.find_first_not_of("0123456789") == std::string::npos;
  };
  const bool good = dash != std::string::npos && is_number(range.substr(0, dash)) &&
                    is_number(range.substr(dash + 1));
  return good ? std::string() : "\"" + range + "\" is not FIRST-LAST, as 0-999";
}

std::string Joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// What was read, for the report's title.
std::string SourceOf(const EvalOptions& options) {
  std::string text = std::filesystem::path(options.path()).filename().string();
  if (!options.labels.empty()) text += ", " + Joined(options.labels);
  if (!options.writers.empty()) text += ", writers " + Joined(options.writers);
  if (!options.skipped_labels.empty()) {
    text += ", without " + Joined(options.skipped_labels);
  }
  if (options.skip_look_alikes) text += ", without look-alikes";
  if (!options.range.empty()) text += ", " + options.range;
  if (options.junk_seed.has_value()) {
    text = "Junk (seed " + std::to_string(*options.junk_seed) + ") of " + text;
  }
  return text;
}

void PrintLogits(const ExampleSet& set, const std::vector<Answer>& answers) {
  for (size_t i = 0; i < answers.size(); ++i) {
    std::cout << Printable(set.examples[i].label);
    for (const int32_t logit : answers[i].logits) std::cout << ' ' << logit;
    std::cout << '\n';
  }
}

bool IsOfNoDigits(const EvalOptions& options) {
  return options.not_digits || options.junk_seed.has_value();
}

ReadingOptions ReadingOptionsOf(const EvalOptions& options,
                                const Calibration& calibration) {
  ReadingOptions reading;
  reading.kernel = options.model.kernel;
  if (options.single || IsOfNoDigits(options)) reading.mode = ReadMode::kSingle;
  if (options.number) reading.mode = ReadMode::kNumber;
  reading.min_confidence = MinConfidence(options.acceptance, calibration);
  return reading;
}

// Counts and writes, once everything is read.
Status Judge(const EvalOptions& options, const ModelFile& model_file, const Model& model,
             const ReadingOptions& reading, ReadSet read, const std::string& kernel) {
  EvalOutput output;
  output.accept_all = options.accept_all;
  output.with_float = !options.float_model.empty();
  ReportContent& content = output.content;
  content.source = SourceOf(options);
  content.model = model_file.name;
  content.kernel = kernel;
  content.accept = *reading.min_confidence;
  content.strict = model.calibration.accept_1_in_1000;
  if (IsOfNoDigits(options)) {
    content.no_digits = std::move(read);
  } else {
    content.digits = std::move(read);
    MoveOthers(model.labels, &content.digits, &content.no_digits);
  }
  output.not_digits = content.digits.answers.empty();
  const ReadSet& counted = output.not_digits ? content.no_digits : content.digits;
  output.all = CountAnswers(counted.set, counted.answers,
                            options.accept_all ? AcceptAll : AcceptAsInUse);
  RobustnessTable table;
  if (options.robustness && !content.digits.answers.empty()) {
    DIGITPAD_RETURN_IF_ERROR(
        MeasureRobustness(model_file.bytes, content.digits.set, reading, &table));
    content.robustness = &table;
  }
  if (options.json) {
    std::cout << Printable(EvalJson(output)) << '\n';
  } else {
    PrintEvalTables(output);
  }
  if (options.report.empty()) return Status::Ok();
  return WriteReport(options.report, content);
}

Status JudgeNumbers(const EvalOptions& options, const ModelFile& model_file,
                    const ReadingOptions& reading, const ExampleSet& digits) {
  NumberTable table;
  DIGITPAD_RETURN_IF_ERROR(
      MeasureNumbers(model_file.bytes, digits, reading,
                     {.seed = *options.numbers_seed, .count = options.count}, &table)
          .WithPrefix(options.path()));
  if (options.json) {
    std::cout << NumbersJson(table, model_file.name) << '\n';
  } else {
    PrintNumbers(table, model_file.name);
  }
  return Status::Ok();
}

// Pages drawn of the strokes, or sheets tiled of the images.
Status JudgePictures(const EvalOptions& options, const ModelFile& model_file,
                     const ReadingOptions& reading, const ExampleSet& digits) {
  PictureTable table;
  const Status status = options.sheets
                            ? MeasureSheets(model_file.bytes, digits, reading, &table)
                            : MeasurePictures(model_file.bytes, digits, reading,
                                              {.seed = *options.pictures_seed}, &table);
  DIGITPAD_RETURN_IF_ERROR(status.WithPrefix(options.path()));
  if (options.json) {
    std::cout << PicturesJson(table, model_file.name) << '\n';
  } else {
    PrintPictures(table, model_file.name);
  }
  return Status::Ok();
}

Status RunEval(const EvalOptions& options) {
  ModelFile model_file;
  DIGITPAD_RETURN_IF_ERROR(LoadModelFile(options.model, &model_file));
  Model model;
  DIGITPAD_RETURN_IF_ERROR(ParseSoundModel(model_file.bytes, model_file.place, &model));
  ReadingOptions reading = ReadingOptionsOf(options, model.calibration);
  FloatModel float_model;
  if (!options.float_model.empty()) {
    DIGITPAD_RETURN_IF_ERROR(LoadFloat(options.float_model, model, &float_model));
    reading.float_model = &float_model;
  }
  ReadSet read;
  DIGITPAD_RETURN_IF_ERROR(LoadExamples(options, model.prep, &read.set));
  if (options.pictures_seed.has_value() || options.sheets) {
    return JudgePictures(options, model_file, reading, read.set);
  }
  if (options.numbers_seed.has_value()) {
    return JudgeNumbers(options, model_file, reading, read.set);
  }
  if (!options.report.empty()) {
    DIGITPAD_RETURN_IF_ERROR(PrepareReportFolder(options.report));
  }
  Readings readings;
  DIGITPAD_RETURN_IF_ERROR(ReadExamples(model_file.bytes, read.set, reading, &readings));
  if (options.logits) {
    PrintLogits(read.set, readings.answers);
    return Status::Ok();
  }
  read.answers = std::move(readings.answers);
  return Judge(options, model_file, model, reading, std::move(read), readings.kernel);
}

// The examples that are read, and what they are.
void AddInputOptions(CLI::App& command, EvalOptions& options) {
  auto* input = command.add_option_group("input");
  CLI::Option* strokes =
      input->add_option("--strokes", options.strokes, "Strokes file, gzipped or not")
          ->type_name("FILE");
  CLI::Option* idx = input
                         ->add_option("--idx", options.idx,
                                      "IDX files, gzipped or not: images and labels")
                         ->type_name("IMAGES LABELS")
                         ->type_size(2);
  input->require_option(1);
  command
      .add_flag("--sheets", options.sheets,
                "Tile 28x28 images as sheets of 100, and read these as pictures")
      ->needs(idx);
  command
      .add_flag("--normalize", options.normalize,
                "Read 28x28 images the way that pictures of other sizes always go")
      ->needs(idx);
  command.add_option("--writers", options.writers, "Only these writers, as 5,10,15")
      ->type_name("LIST")
      ->delimiter(',')
      ->needs(strokes);
  command
      .add_option("--labels", options.labels,
                  "Only these labels; a word stands for all that begin with it and a /")
      ->type_name("LIST")
      ->delimiter(',');
  command.add_option("--skip-labels", options.skipped_labels, "All but these labels")
      ->type_name("LIST")
      ->delimiter(',');
  command.add_flag("--skip-look-alikes", options.skip_look_alikes,
                   "Leave out Omniglot's characters that look like digits");
  command.add_option("--range", options.range, "Only these examples, counted from 0")
      ->type_name("FIRST-LAST")
      ->check(CheckRange);
  CLI::Option* not_digits = command.add_flag("--not-digits", options.not_digits,
                                             "Nothing in the file is a digit");
  command
      .add_option(
          "--junk", options.junk_seed,
          "Make 2,000 drawings that are no digits of the strokes, and judge these")
      ->type_name("SEED")
      ->check(CheckSeed)
      ->needs(strokes)
      ->excludes(not_digits);
  command
      .add_option("--numbers", options.numbers_seed,
                  "Make numbers of the strokes for each spacing, and judge these")
      ->type_name("SEED")
      ->check(CheckSeed)
      ->needs(strokes)
      ->excludes(not_digits)
      ->excludes("--junk");
  command.add_option("--count", options.count, "How many for each spacing [1000]")
      ->type_name("N")
      ->check(WholeNumber(1, 1000000))
      ->needs("--numbers");
  command
      .add_option("--pictures", options.pictures_seed,
                  "Draw 50 pages of numbers of the strokes for each kind of damage, and "
                  "judge these")
      ->type_name("SEED")
      ->check(CheckSeed)
      ->needs(strokes)
      ->excludes(not_digits)
      ->excludes("--junk")
      ->excludes("--numbers");
  command
      .add_flag("--robustness", options.robustness,
                "Also read the strokes moved, scaled, tilted and thinned out")
      ->needs(strokes)
      ->excludes(not_digits)
      ->excludes("--junk")
      ->excludes("--numbers")
      ->excludes("--pictures");
}

// How they are read, and what is written.
void AddOutputOptions(CLI::App& command, EvalOptions& options) {
  CLI::Option* accept_all =
      command.add_flag("--accept-all", options.accept_all, "Turn abstention off")
          ->excludes("--not-digits")
          ->excludes("--junk");
  AddAcceptanceOption(command, options.acceptance)->excludes(accept_all);
  CLI::Option* single =
      command.add_flag("--single", options.single, "Take every drawing as one symbol");
  command.add_flag("--number", options.number, "Take every drawing as a number")
      ->excludes(single);
  CLI::Option* json =
      command.add_flag("--json", options.json, "Write one line of JSON, not a table");
  CLI::Option* report =
      command
          .add_option("--report", options.report, "Also write DIR/index.html, to look at")
          ->type_name("DIR");
  command
      .add_flag("--logits", options.logits,
                "Write label and logits of each example instead, a line each")
      ->excludes(json)
      ->excludes(report)
      ->excludes("--numbers");
  command
      .add_option("--float", options.float_model,
                  "Float network to compare with, as train saves it")
      ->type_name("FILE");
}

}  // namespace

void AddEval(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command =
      app.add_subcommand("eval", "Count how many labeled examples are read right");
  AddInputOptions(*command, *options);
  AddOutputOptions(*command, *options);
  AddModelOptions(*command, options->model);
  command->footer(kFooter);
  command->callback([options, &exit_code] { exit_code = ExitCodeOf(RunEval(*options)); });
}

}  // namespace digitpad
