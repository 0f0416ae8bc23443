// `digitpad import`: a model file from our JSON, or from a float network in ONNX.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/golden_answers.h"
#include "core/nn/model.h"
#include "trainer/cli/checks.h"
#include "trainer/cli/commands.h"
#include "trainer/cli/model_option.h"
#include "trainer/cli/own_data_option.h"
#include "trainer/data/file.h"
#include "trainer/data/sha256.h"
#include "trainer/exchange/model_json.h"
#include "trainer/exchange/onnx_import.h"
#include "trainer/exchange/quantize_network.h"
#include "trainer/net/float_model.h"
#include "trainer/train/model_origin.h"
#include "trainer/train/progress.h"
#include "trainer/train/recipe.h"

namespace digitpad {
namespace {

// As JSON a model takes up to five bytes for each of its own.
constexpr size_t kMaxImportBytes = 5 * kMaxModelBytes;
constexpr float kMaxFullInk = 65536;

struct ImportOptions {
  std::string path;
  std::string out;
  DataOptions data;
  std::string labels;
  float full_ink = 1;
};

// What JSON begins with; ONNX, a protocol buffer, begins with a field's number.
bool IsJson(std::span<const uint8_t> bytes) {
  const auto first = std::ranges::find_if_not(bytes, [](uint8_t byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
  });
  return first != bytes.end() && *first == '{';
}

Status ImportJson(const ImportOptions& options, std::span<const uint8_t> bytes) {
  if (!options.data.own.sources.empty()) {
    return Status::Invalid(options.path +
                           ": JSON is quantised already; --data is for "
                           "ONNX");
  }
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  Model model;
  DIGITPAD_RETURN_IF_ERROR(ParseModelJson(text, &model).WithPrefix(options.path));
  AddGoldenAnswers(&model);
  return WriteFileAtomically(options.out, SerializeModel(model));
}

std::string Joined(const std::vector<std::string>& labels) {
  std::string text;
  for (const std::string& label : labels) text += (text.empty() ? "" : ",") + label;
  return text;
}

std::vector<std::string> SplitLabels(std::string_view text) {
  std::vector<std::string> labels;
  for (;;) {
    const size_t end = text.find(',');
    labels.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return labels;
    text.remove_prefix(end + 1);
  }
}

// The data's class numbers become places in `labels`.
Status OrderLabels(const std::vector<std::string>& labels, Dataset* dataset) {
  std::vector<int> places;
  for (const std::string& label : dataset->labels) {
    const auto found = std::ranges::find(labels, label);
    if (found == labels.end()) {
      return Status::Invalid("--labels: the data's label \"" + label +
                             "\" is not among them");
    }
    places.push_back(static_cast<int>(found - labels.begin()));
  }
  for (auto* sources : {&dataset->training, &dataset->validation}) {
    for (Source& source : *sources) {
      for (int& label : source.labels) label = places[label];
    }
  }
  dataset->labels = labels;
  return Status::Ok();
}

Status LoadData(const ImportOptions& options, int outputs, Dataset* dataset) {
  if (options.data.own.sources.empty()) {
    return Status::Invalid(options.path +
                           ": ONNX networks are quantised with data; say "
                           "with --data where it is");
  }
  DIGITPAD_RETURN_IF_ERROR(LoadDataset(options.data, dataset));
  if (!options.labels.empty()) {
    DIGITPAD_RETURN_IF_ERROR(OrderLabels(SplitLabels(options.labels), dataset));
  }
  const size_t count = dataset->labels.size();
  if (count == static_cast<size_t>(outputs)) return Status::Ok();
  return Status::Invalid(options.path + ": " + std::to_string(outputs) +
                         " outputs, but " + std::to_string(count) + " labels (" +
                         Joined(dataset->labels) + "); --labels names them in order");
}

Status ImportOnnx(const ImportOptions& options, std::span<const uint8_t> bytes) {
  std::optional<FoldedNetwork> read;
  DIGITPAD_RETURN_IF_ERROR(
      ReadOnnx(bytes, options.full_ink, &read).WithPrefix(options.path));
  const FoldedNetwork& folded = *read;
  const Architecture& architecture = folded.network.architecture();
  Dataset dataset;
  DIGITPAD_RETURN_IF_ERROR(LoadData(options, folded.network.classes(), &dataset));
  PrepSpec prep;
  prep.channels = architecture.input.c;
  nlohmann::ordered_json card = {
      {"imported",
       {{"file", std::filesystem::path(options.path).filename().string()},
        {"sha256", Sha256Hex(bytes)},
        {"architecture", FormatArchitecture(architecture)}}},
      {"data", ToJson(dataset)}};
  WorkerPool pool(static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
  ExportedModel exported;
  DIGITPAD_RETURN_IF_ERROR(
      QuantizeNetwork(folded, dataset, prep, std::move(card), pool, &exported)
          .WithPrefix(options.path));
  for (const Agreement& part : exported.validation) {
    std::cerr << part.name << ": int8 " << Percent(part.int8_correct, part.count)
              << ", float " << Percent(part.float_correct, part.count) << ", "
              << part.differ << " of " << part.count << " answers differ\n";
  }
  const FloatModel float_model(folded.network, folded.parameters);
  DIGITPAD_RETURN_IF_ERROR(
      WriteFileAtomically(FloatPath(options.out), float_model.Serialize()));
  return WriteFileAtomically(options.out, exported.file);
}

Status RunImport(const ImportOptions& options) {
  DIGITPAD_RETURN_IF_ERROR(CheckWritable(options.out));
  std::vector<uint8_t> bytes;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(options.path, kMaxImportBytes, &bytes));
  return IsJson(bytes) ? ImportJson(options, bytes) : ImportOnnx(options, bytes);
}

}  // namespace

void AddImport(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = app.add_subcommand(
      "import", "Make a model file of JSON that export wrote, or of an ONNX network");
  command->add_option("file", options->path, "JSON, or a float network in ONNX")
      ->type_name("FILE")
      ->required();
  command->add_option("--out", options->out, "The model file to write")
      ->type_name("FILE")
      ->required();
  AddOwnDataOptions(*command, options->data.own);
  command
      ->add_option("--limit", options->data.limit,
                   "The first examples of each source only; 0: all")
      ->check(WholeNumberFrom(0))
      ->capture_default_str();
  command->add_option("--seed", options->data.seed, "Of what is put aside to validate")
      ->check(CheckSeed)
      ->capture_default_str();
  command->add_option("--labels", options->labels,
                      "The network's labels in the order of its outputs, with commas "
                      "between; without it those of the data, in order");
  command
      ->add_option("--full-ink", options->full_ink,
                   "What full ink is in the pictures that the network was trained on")
      ->check(CheckFinite)
      ->check(CLI::Range(1e-6F, kMaxFullInk))
      ->capture_default_str();
  command->callback(
      [options, &exit_code] { exit_code = ExitCodeOf(RunImport(*options)); });
}

}  // namespace digitpad
