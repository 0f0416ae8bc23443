// `digitpad eval`: how many of a file's labeled examples are read right.
#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "trainer/cli/commands.h"
#include "trainer/cli/model_option.h"
#include "trainer/data/examples.h"
#include "trainer/eval/evaluation.h"
#include "trainer/eval/reading.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kFooter[] =
    "An abstention is not correct; --accept-all turns abstention off. Labels of one "
    "symbol\n"
    "are read as one symbol, others as a number, unless --single or --number says so.\n"
    "\n"
    "Examples:\n"
    "  digitpad eval --strokes pen.jsonl.gz --writers 3,9,18,27 --accept-all\n"
    "  digitpad eval --idx train-images.gz train-labels.gz --range 55000-59999 --json";

struct EvalOptions {
  std::string strokes;
  std::vector<std::string> idx;  // images, labels
  std::vector<std::string> writers;
  std::string range;
  std::string float_model;
  bool accept_all = false;
  bool single = false;
  bool number = false;
  bool json = false;
  bool logits = false;
  ModelOption model;
};

Status LoadExamples(const EvalOptions& options, ExampleSet* set) {
  const std::string& path = options.idx.empty() ? options.strokes : options.idx[0];
  DIGITPAD_RETURN_IF_ERROR(options.idx.empty()
                               ? LoadStrokeExamples(path, set)
                               : LoadPictureExamples(path, options.idx[1], set));
  if (!options.writers.empty()) {
    DIGITPAD_RETURN_IF_ERROR(KeepWriters(options.writers, set).WithPrefix(path));
  }
  if (options.range.empty()) return Status::Ok();
  const size_t dash = options.range.find('-');  // CheckRange has seen to the form
  return KeepRange(std::stoull(options.range.substr(0, dash)),
                   std::stoull(options.range.substr(dash + 1)), set)
      .WithPrefix(path);
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

void PrintLogits(const ExampleSet& set, const std::vector<Answer>& answers) {
  for (size_t i = 0; i < answers.size(); ++i) {
    std::cout << set.examples[i].label;
    for (const int32_t logit : answers[i].logits) std::cout << ' ' << logit;
    std::cout << '\n';
  }
}

Json ToJson(const Evaluation& evaluation, const EvalOptions& options,
            const std::string& kernel, const std::string& model) {
  const Tally& total = evaluation.total;
  Json json = {{"count", total.count},
               {"correct", total.correct},
               {"accuracy", total.accuracy()},
               {"abstained", total.abstained},
               {"kernel", kernel},
               {"model", model},
               {"accept_all", options.accept_all}};
  if (!options.float_model.empty()) {
    json["float_correct"] = total.float_correct;
    json["differ"] = total.differ;
  }
  for (const auto& [label, tally] : evaluation.labels) {
    json["labels"][label] = {{"count", tally.count},
                             {"correct", tally.correct},
                             {"abstained", tally.abstained}};
  }
  json["confusion"] = evaluation.confusion;
  return json;
}

void PrintTable(const Evaluation& evaluation, const EvalOptions& options,
                const std::string& kernel, const std::string& model) {
  const Tally& total = evaluation.total;
  std::cout << std::fixed << std::setprecision(2);
  std::cout << total.correct << " of " << total.count << " right, "
            << 100 * total.accuracy() << " %, ";
  if (options.accept_all) {
    std::cout << "all accepted\n";
  } else {
    std::cout << total.abstained << " not accepted\n";
  }
  if (!options.float_model.empty()) {
    std::cout << "float network: " << total.float_correct << " right, " << total.differ
              << " answers differ\n";
  }
  std::cout << "model " << model << ", kernel " << kernel << "\n\n"
            << "label      count  correct  not accepted  mistaken for\n";
  for (const auto& [label, tally] : evaluation.labels) {
    std::cout << std::left << std::setw(8) << label << std::right << std::setw(8)
              << tally.count << std::setw(9) << tally.correct << std::setw(14)
              << tally.abstained << ' ';
    for (const auto& [answer, count] : evaluation.confusion.at(label)) {
      if (answer == label || answer == kAbstained) continue;
      std::cout << ' ' << answer << ':' << count;
    }
    std::cout << '\n';
  }
}

Status RunEval(const EvalOptions& options) {
  ModelFile model_file;
  DIGITPAD_RETURN_IF_ERROR(LoadModelFile(options.model, &model_file));
  Model model;
  DIGITPAD_RETURN_IF_ERROR(
      ParseModel(model_file.bytes, &model).WithPrefix(model_file.place));
  FloatModel float_model;
  ReadingOptions reading_options;
  reading_options.kernel = options.model.kernel;
  if (options.single) reading_options.mode = ReadMode::kSingle;
  if (options.number) reading_options.mode = ReadMode::kNumber;
  if (!options.float_model.empty()) {
    DIGITPAD_RETURN_IF_ERROR(LoadFloat(options.float_model, model, &float_model));
    reading_options.float_model = &float_model;
  }
  ExampleSet set;
  DIGITPAD_RETURN_IF_ERROR(LoadExamples(options, &set));

  Readings readings;
  DIGITPAD_RETURN_IF_ERROR(
      ReadExamples(model_file.bytes, set, reading_options, &readings));
  if (options.logits) {
    PrintLogits(set, readings.answers);
    return Status::Ok();
  }
  const Evaluation evaluation =
      CountAnswers(set, readings.answers, options.accept_all ? AcceptAll : AcceptAsInUse);
  if (options.json) {
    std::cout << ToJson(evaluation, options, readings.kernel, model_file.name) << '\n';
  } else {
    PrintTable(evaluation, options, readings.kernel, model_file.name);
  }
  return Status::Ok();
}

}  // namespace

void AddEval(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command =
      app.add_subcommand("eval", "Count how many labeled examples are read right");
  auto* input = command->add_option_group("input");
  CLI::Option* strokes =
      input->add_option("--strokes", options->strokes, "Strokes file, gzipped or not")
          ->type_name("FILE");
  input
      ->add_option("--idx", options->idx,
                   "IDX files, gzipped or not: 28x28 images and labels")
      ->type_name("IMAGES LABELS")
      ->type_size(2);
  input->require_option(1);
  command->add_option("--writers", options->writers, "Only these writers, as 5,10,15")
      ->type_name("LIST")
      ->delimiter(',')
      ->needs(strokes);
  command->add_option("--range", options->range, "Only these examples, counted from 0")
      ->type_name("FIRST-LAST")
      ->check(CheckRange);
  command->add_flag("--accept-all", options->accept_all, "Turn abstention off");
  CLI::Option* single =
      command->add_flag("--single", options->single, "Take every drawing as one symbol");
  command->add_flag("--number", options->number, "Take every drawing as a number")
      ->excludes(single);
  CLI::Option* json =
      command->add_flag("--json", options->json, "Write one line of JSON, not a table");
  command
      ->add_flag("--logits", options->logits,
                 "Write label and logits of each example instead, a line each")
      ->excludes(json);
  command
      ->add_option("--float", options->float_model,
                   "Float network to compare with, as train saves it")
      ->type_name("FILE");
  AddModelOptions(*command, options->model);
  command->footer(kFooter);
  command->callback([options, &exit_code] { exit_code = ExitCodeOf(RunEval(*options)); });
}

}  // namespace digitpad
