// `digitpad card`: judges a candidate to ship on the fixed split of the data, once, and
// writes the figures into the model's card and into the history of all candidates. With
// --validation-only it judges and writes nothing, as often as one likes.
#include <ctime>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/formats/printable.h"
#include "core/nn/model.h"
#include "trainer/cli/commands.h"
#include "trainer/cli/model_option.h"
#include "trainer/data/bounded_json.h"
#include "trainer/data/data_folder.h"
#include "trainer/data/file.h"
#include "trainer/data/fixed_split.h"
#include "trainer/data/sha256.h"
#include "trainer/data/sound_model.h"
#include "trainer/eval/card_figures.h"
#include "trainer/eval/card_notes.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

// What is written into the folder of the models that ship.
constexpr const char* kHistory = "history.jsonl";
constexpr const char* kModel = "digits.dpm";
constexpr const char* kCard = "digits.json";

struct CardOptions {
  std::string data;
  std::string out;
  std::string float_model;
  bool validation_only = false;
  bool quick = false;
  ModelOption model;
};

// A candidate with all that judging it needs.
struct Candidate {
  ModelFile file;
  Model model;
  FloatModel float_model;
};

// Whether training put all the validation parts aside, as far as the card tells: one that
// took over a calibration had none to find its own.
bool HasHeldOut(const Json& card) { return !card.contains("calibration"); }

std::string Today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[sizeof("2000-01-01")];
  std::strftime(text, sizeof(text), "%Y-%m-%d", &utc);
  return text;
}

// The card that the model holds: training wrote its recipe there.
Status ParseCard(const Candidate& candidate, Json* card) {
  const std::string& text = candidate.model.card;
  std::optional<Json> parsed = ParseBoundedJson(text.empty() ? "{}" : text, nullptr);
  if (!parsed.has_value() || !parsed->is_object()) {
    return Status::Invalid(candidate.file.place +
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
  model.card = card.dump();  // compact: it travels with the page
  const std::vector<uint8_t> bytes = SerializeModel(model);
  const Json& evaluation = card["evaluation"];
  const Json line = {{"date", evaluation["date"]},
                     {"model", ModelName(bytes)},
                     {"figures", evaluation["figures"]}};
  DIGITPAD_RETURN_IF_ERROR(AppendLine(JoinPath(folder, kHistory), line.dump()));
  DIGITPAD_RETURN_IF_ERROR(WriteFileAtomically(JoinPath(folder, kModel), bytes));
  return WriteFileAtomically(JoinPath(folder, kCard), BytesOf(text));
}

Status LoadCandidate(const CardOptions& options, Candidate* candidate) {
  DIGITPAD_RETURN_IF_ERROR(LoadModelFile(options.model, &candidate->file));
  DIGITPAD_RETURN_IF_ERROR(
      ParseSoundModel(candidate->file.bytes, candidate->file.place, &candidate->model));
  if (options.float_model.empty()) return Status::Ok();
  return LoadFloat(options.float_model, candidate->model, &candidate->float_model);
}

// The figures of these splits, in their order.
Status Measure(const CardOptions& options, const Candidate& candidate,
               const std::string& folder, std::span<const Split> splits, Json* figures) {
  FiguresOptions figures_options;
  figures_options.data_folder = folder;
  figures_options.reading.kernel = options.model.kernel;
  figures_options.with_robustness = !options.quick;
  if (!options.float_model.empty()) {
    figures_options.reading.float_model = &candidate.float_model;
  }
  figures_options.say = [](const std::string& line) {
    std::cerr << Printable(line) << '\n';
  };
  for (const Split& split : splits) {
    DIGITPAD_RETURN_IF_ERROR(
        MeasureSplit(candidate.file.bytes, split, figures_options, figures));
  }
  return Status::Ok();
}

Status FolderOf(const CardOptions& options, std::string* folder) {
  *folder = options.data;
  return folder->empty() ? FindDataFolder(folder) : Status::Ok();
}

Status RunValidation(const CardOptions& options) {
  Candidate candidate;
  DIGITPAD_RETURN_IF_ERROR(LoadCandidate(options, &candidate));
  Json card;
  DIGITPAD_RETURN_IF_ERROR(ParseCard(candidate, &card));
  if (!HasHeldOut(card)) {
    return Status::Invalid(candidate.file.place +
                           ": has learnt from the validation parts itself; judge the "
                           "model whose calibration it took over");
  }
  std::string folder;
  DIGITPAD_RETURN_IF_ERROR(FolderOf(options, &folder));
  Json figures = Json::object();
  const Split splits[] = {ValidationSplit()};
  DIGITPAD_RETURN_IF_ERROR(Measure(options, candidate, folder, splits, &figures));
  std::cout << Json{{"model", candidate.file.name}, {"figures", figures}} << '\n';
  return Status::Ok();
}

Status RunCard(const CardOptions& options) {
  Candidate candidate;
  DIGITPAD_RETURN_IF_ERROR(LoadCandidate(options, &candidate));
  Json card;
  DIGITPAD_RETURN_IF_ERROR(ParseCard(candidate, &card));
  if (!std::filesystem::is_directory(options.out)) {
    return Status::Invalid(options.out + ": no folder");
  }
  for (const char* name : {kHistory, kModel, kCard}) {
    DIGITPAD_RETURN_IF_ERROR(CheckWritable(JoinPath(options.out, name)));
  }
  std::string folder;
  DIGITPAD_RETURN_IF_ERROR(FolderOf(options, &folder));

  std::vector<Split> splits = {TestSplit()};
  if (HasHeldOut(card)) splits.push_back(ValidationSplit());
  Json evaluation = {{"date", Today()},
                     {"data", Json::object()},
                     {"split", Json::object()},
                     {"figures", Json::object()},
                     {"limits", DescribeLimits()}};
  DIGITPAD_RETURN_IF_ERROR(DescribeData(folder, &evaluation["data"]));
  for (const Split& split : splits)
    evaluation["split"][split.name] = DescribeSplit(split);
  DIGITPAD_RETURN_IF_ERROR(
      Measure(options, candidate, folder, splits, &evaluation["figures"]));
  card["evaluation"] = evaluation;
  return WriteResults(options.out, card, std::move(candidate.model));
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
  auto* target = command->add_option_group("target");
  target
      ->add_option("--out", options->out,
                   "Where digits.dpm and digits.json are written and history.jsonl grows")
      ->type_name("DIR");
  CLI::Option* validation_only =
      target->add_flag("--validation-only", options->validation_only,
                       "Judge on the validation parts alone, as JSON on stdout");
  target->require_option(1);
  command->add_flag("--quick", options->quick, "Leave the robustness table out")
      ->needs(validation_only);
  AddModelOptions(*command, options->model);
  command->callback([options, &exit_code] {
    exit_code = ExitCodeOf(options->validation_only ? RunValidation(*options)
                                                    : RunCard(*options));
  });
}

}  // namespace digitpad
