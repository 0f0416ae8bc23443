// `digitpad card`: judges a candidate to ship on the fixed split of the data, once, and
// writes the figures into the model's card and into the history of all candidates.
#include <cmath>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/nn/model.h"
#include "trainer/cli/card_text.h"
#include "trainer/cli/commands.h"
#include "trainer/cli/model_option.h"
#include "trainer/data/data_folder.h"
#include "trainer/data/evaluation.h"
#include "trainer/data/examples.h"
#include "trainer/data/file.h"
#include "trainer/data/sha256.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMaxDataFile = size_t{256} << 20;

struct CardOptions {
  std::string data;
  std::string out;
  std::string float_model;
  ModelOption model;
};

// A part of the fixed split: whole writers of the pen data, the last 5,000 of MNIST's
// training images and all its test images. All else trains.
struct Part {
  const char* name;
  std::string_view file;             // strokes, or images
  std::string_view labels;           // of images
  std::vector<std::string> writers;  // of strokes
  size_t first = 0;                  // of images, counted from 0
  size_t last = 0;                   // included
};

std::vector<Part> FixedSplit() {
  return {
      {"mnist_test", kMnistTestImages, kMnistTestLabels, {}, 0, 9999},
      {"pen_test", kPenStrokes, {}, {"5", "10", "15", "20", "25", "30"}},
      {"mnist_validation", kMnistTrainImages, kMnistTrainLabels, {}, 55000, 59999},
      {"pen_validation", kPenStrokes, {}, {"3", "9", "18", "27"}},
  };
}

std::string Join(const std::string& folder, std::string_view name) {
  return (std::filesystem::path(folder) / name).string();
}

Status LoadPart(const Part& part, const std::string& folder, ExampleSet* set) {
  const std::string path = Join(folder, part.file);
  if (part.labels.empty()) {
    DIGITPAD_RETURN_IF_ERROR(LoadStrokeExamples(path, set));
    return KeepWriters(part.writers, set).WithPrefix(path);
  }
  DIGITPAD_RETURN_IF_ERROR(LoadPictureExamples(path, Join(folder, part.labels), set));
  return KeepRange(part.first, part.last, set).WithPrefix(path);
}

// Five decimals: a thousandth of a point, finer than any part here resolves.
double Rounded(double share) { return std::round(share * 1e5) / 1e5; }

Json TallyJson(const Tally& tally) {
  const Interval interval = WilsonInterval(tally.correct, tally.count);
  return {{"correct", tally.correct},
          {"accuracy", Rounded(tally.accuracy())},
          {"interval_95", {Rounded(interval.low), Rounded(interval.high)}}};
}

// The part's figures with everything accepted, and as in use.
Json PartJson(const ExampleSet& set, std::span<const Answer> answers, bool with_float) {
  const Tally all = CountAnswers(set, answers, /*accept_all=*/true).total;
  const Tally in_use = CountAnswers(set, answers, /*accept_all=*/false).total;
  Json json = {{"count", all.count}};
  json.update(TallyJson(all));
  if (with_float) {
    json["float_correct"] = all.float_correct;
    json["differ"] = all.differ;
  }
  json["in_use"] = TallyJson(in_use);
  json["in_use"]["abstained"] = in_use.abstained;
  return json;
}

Status MeasureParts(const std::string& folder, const ModelFile& model_file,
                    const EvaluationOptions& options, Json* figures) {
  for (const Part& part : FixedSplit()) {
    ExampleSet set;
    DIGITPAD_RETURN_IF_ERROR(LoadPart(part, folder, &set));
    Readings readings;
    DIGITPAD_RETURN_IF_ERROR(ReadExamples(model_file.bytes, set, options, &readings));
    const Json json = PartJson(set, readings.answers, options.float_model != nullptr);
    std::cerr << part.name << ": " << json["correct"] << " of " << json["count"]
              << " right\n";
    (*figures)[part.name] = json;
  }
  return Status::Ok();
}

// SHA-256 of every data file that the figures rest on.
Status HashData(const std::string& folder, Json* hashes) {
  for (const std::string_view name : {kMnistTrainImages, kMnistTrainLabels,
                                      kMnistTestImages, kMnistTestLabels, kPenStrokes}) {
    std::vector<uint8_t> bytes;
    DIGITPAD_RETURN_IF_ERROR(ReadFile(Join(folder, name), kMaxDataFile, &bytes));
    (*hashes)[std::string(name)] = Sha256Hex(bytes);
  }
  return Status::Ok();
}

std::string Today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[sizeof("2000-01-01")];
  std::strftime(text, sizeof(text), "%Y-%m-%d", &utc);
  return text;
}

// The card that the model holds: training wrote its recipe there.
Status ParseCard(const ModelFile& file, const Model& model, Json* card) {
  std::optional<Json> parsed = ParseCardText(model.card.empty() ? "{}" : model.card);
  if (!parsed.has_value() || !parsed->is_object()) {
    return Status::Invalid(file.place +
                           ": its card is not a JSON object, or nested too deeply");
  }
  *card = *std::move(parsed);
  return Status::Ok();
}

std::span<const uint8_t> BytesOf(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

// The model hash cannot be in the card, which is a part of what is hashed; only the
// history, outside the file, has it. The history comes first: the test parts have been
// run.
Status WriteResults(const std::string& folder, const Json& card, Model model) {
  const std::string text = card.dump(2) + '\n';
  model.card = text;
  const std::vector<uint8_t> bytes = SerializeModel(model);
  const Json& evaluation = card["evaluation"];
  const Json line = {{"date", evaluation["date"]},
                     {"model", ModelName(bytes)},
                     {"figures", evaluation["figures"]}};
  DIGITPAD_RETURN_IF_ERROR(AppendLine(Join(folder, "history.jsonl"), line.dump()));
  DIGITPAD_RETURN_IF_ERROR(WriteFileAtomically(Join(folder, "digits.dpm"), bytes));
  return WriteFileAtomically(Join(folder, "digits.json"), BytesOf(text));
}

Status RunCard(const CardOptions& options) {
  ModelFile model_file;
  DIGITPAD_RETURN_IF_ERROR(LoadModelFile(options.model, &model_file));
  Model model;
  DIGITPAD_RETURN_IF_ERROR(
      ParseModel(model_file.bytes, &model).WithPrefix(model_file.place));
  Json card;
  DIGITPAD_RETURN_IF_ERROR(ParseCard(model_file, model, &card));
  EvaluationOptions evaluation_options;
  evaluation_options.kernel = options.model.kernel;
  FloatModel float_model;
  if (!options.float_model.empty()) {
    DIGITPAD_RETURN_IF_ERROR(LoadFloat(options.float_model, model, &float_model));
    evaluation_options.float_model = &float_model;
  }
  if (!std::filesystem::is_directory(options.out)) {
    return Status::Invalid(options.out + ": no folder");
  }
  DIGITPAD_RETURN_IF_ERROR(CheckWritable(Join(options.out, "digits.dpm")));
  std::string folder = options.data;
  if (folder.empty()) DIGITPAD_RETURN_IF_ERROR(FindDataFolder(&folder));

  Json evaluation = {
      {"date", Today()}, {"data", Json::object()}, {"figures", Json::object()}};
  DIGITPAD_RETURN_IF_ERROR(HashData(folder, &evaluation["data"]));
  DIGITPAD_RETURN_IF_ERROR(
      MeasureParts(folder, model_file, evaluation_options, &evaluation["figures"]));
  card["evaluation"] = evaluation;
  return WriteResults(options.out, card, std::move(model));
}

}  // namespace

void AddCard(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CardOptions>();
  CLI::App* command = app.add_subcommand(
      "card", "Judge a model to ship on the test parts and write its card");
  command
      ->add_option("--data", options->data,
                   "Data folder (else $DIGITPAD_DATA, ../shared/data or build/data)")
      ->type_name("DIR");
  command
      ->add_option("--float", options->float_model,
                   "Float network to compare with, as train saves it")
      ->type_name("FILE");
  command
      ->add_option("--out", options->out,
                   "Where digits.dpm and digits.json are written and history.jsonl grows")
      ->type_name("DIR")
      ->required();
  AddModelOptions(*command, options->model);
  command->callback([options, &exit_code] { exit_code = ExitCodeOf(RunCard(*options)); });
}

}  // namespace digitpad
