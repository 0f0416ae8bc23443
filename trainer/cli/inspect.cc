// `digitpad inspect`: what is in a model file.
#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <sstream>
#include <string>

#include "core/formats/printable.h"
#include "core/golden_answers.h"
#include "core/nn/model.h"
#include "trainer/cli/commands.h"
#include "trainer/cli/model_option.h"
#include "trainer/data/bounded_json.h"
#include "trainer/data/file.h"
#include "trainer/data/label_text.h"
#include "trainer/data/sha256.h"
#include "trainer/exchange/model_json.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

struct InspectOptions {
  std::string path;
  bool json = false;
};

const char* OpName(LayerOp op) {
  switch (op) {
    case LayerOp::kConv:
      return "conv";
    case LayerOp::kMaxPool:
      return "max pool";
    case LayerOp::kGlobalAveragePool:
      return "global average pool";
    case LayerOp::kDense:
      return "dense";
  }
  return "unknown";
}

bool HasWindow(const Layer& layer) {
  return layer.op == LayerOp::kConv || layer.op == LayerOp::kMaxPool;
}

std::string ShapeText(const Shape& shape) {
  return std::to_string(shape.h) + "x" + std::to_string(shape.w) + "x" +
         std::to_string(shape.c);
}

// CountParameters adds up whole models; a model of one layer counts that layer.
Model OneLayer(const Layer& layer) {
  Model model;
  model.layers.push_back(layer);
  return model;
}

// What requantisation multiplies by, the least and the most over the output channels.
struct ScaleRange {
  double least = INFINITY;
  double most = 0;
};

std::optional<ScaleRange> ScalesOf(const Layer& layer) {
  if (layer.mantissa_i32.empty()) return std::nullopt;
  ScaleRange range;
  for (size_t c = 0; c < layer.mantissa_i32.size(); ++c) {
    const double scale = std::ldexp(layer.mantissa_i32[c], -layer.shift_u8[c]);
    range.least = std::min(range.least, scale);
    range.most = std::max(range.most, scale);
  }
  return range;
}

std::string ScalesText(const Layer& layer) {
  const std::optional<ScaleRange> range = ScalesOf(layer);
  if (!range) return {};
  std::ostringstream text;
  text << "  " << std::setprecision(3) << range->least;
  if (range->most > range->least) text << " .. " << range->most;
  return text.str();
}

Json LayerJson(const Layer& layer) {
  Json json = {{"op", OpName(layer.op)}, {"input", layer.input}};
  if (layer.residual != kNoResidual) json["residual"] = layer.residual;
  if (HasWindow(layer)) {
    json["kernel"] = {layer.kernel_h, layer.kernel_w};
    json["stride"] = layer.stride;
    json["pad"] = {layer.pad_top, layer.pad_left, layer.pad_bottom, layer.pad_right};
  }
  json["shape"] = {layer.out_shape.h, layer.out_shape.w, layer.out_shape.c};
  json["parameters"] = CountParameters(OneLayer(layer));
  json["macs"] = CountMacs(layer);
  if (const auto scales = ScalesOf(layer)) {
    json["scales"] = {scales->least, scales->most};
  }
  return json;
}

// The card is carried as text and may be anything; what is no JSON, or nested too deeply,
// is shown as a string.
Json CardJson(const std::string& card) {
  if (card.empty()) return nullptr;
  return ParseBoundedJson(card, nullptr).value_or(Json(card));
}

// Of how many drawings the file holds the golden answers.
size_t GoldenDrawings(const Model& model) {
  return model.golden_answers.size() / model.labels.size();
}

Json ModelJson(const Model& model, std::span<const uint8_t> bytes) {
  Json json = {{"model", ModelName(bytes)}, {"sha256", Sha256Hex(bytes)},
               {"bytes", bytes.size()},     {"parameters", CountParameters(model)},
               {"macs", CountMacs(model)},  {"labels", model.labels}};
  json["prep"] = PrepJson(model.prep);
  json["calibration"] = CalibrationJson(model.calibration);
  json["golden_answers"] = GoldenDrawings(model);
  json["layers"] = Json::array();
  for (const Layer& layer : model.layers) json["layers"].push_back(LayerJson(layer));
  json["card"] = CardJson(model.card);
  return json;
}

std::string TensorName(int index) {
  return index == kNetworkInput ? "input" : std::to_string(index);
}

std::string LayerText(const Layer& layer) {
  std::string text = OpName(layer.op);
  if (HasWindow(layer)) {
    text += " " + std::to_string(layer.kernel_h) + "x" + std::to_string(layer.kernel_w);
    if (layer.stride > 1) text += "/" + std::to_string(layer.stride);
  }
  if (layer.residual != kNoResidual) text += " + " + TensorName(layer.residual);
  return text;
}

// Thousandths or ten-thousandths as the decimal they stand for.
std::string Decimal(int value, double one) {
  std::ostringstream text;
  text << value / one;
  return text.str();
}

void WriteLayers(const Model& model, std::ostream& out) {
  out << "layer  from   op                      output        parameters        MACs  "
         "scales\n"
      << "input                                 " << std::left << std::setw(14)
      << ShapeText(InputShape(model.prep)) << '\n';
  for (size_t i = 0; i < model.layers.size(); ++i) {
    const Layer& layer = model.layers[i];
    out << std::left << std::setw(7) << i + 1 << std::setw(7) << TensorName(layer.input)
        << std::setw(24) << LayerText(layer) << std::setw(14)
        << ShapeText(layer.out_shape) << std::right << std::setw(10)
        << CountParameters(OneLayer(layer)) << std::setw(12) << CountMacs(layer)
        << ScalesText(layer) << '\n';
  }
}

void WriteModel(const Model& model, std::span<const uint8_t> bytes, std::ostream& out) {
  out << "model " << ModelName(bytes) << ", " << bytes.size() << " bytes, "
      << CountParameters(model) << " parameters, " << CountMacs(model)
      << " MACs a reading\n"
      << "SHA-256 " << Sha256Hex(bytes) << '\n'
      << model.labels.size() << " classes:";
  for (const std::string& label : model.labels) {
    out << ' ' << (label.empty() ? "(none of these)" : label);
  }
  const PrepSpec& prep = model.prep;
  out << "\ninput " << ShapeText(InputShape(prep)) << ": normalizer version "
      << prep.version << ", pen " << Decimal(prep.pen_width_milli, 1000)
      << " pixels wide, box of " << Decimal(prep.box_milli, 1000) << " pixels\n"
      << "accepted from confidence " << Decimal(model.calibration.accept, 10000)
      << ", one of 1,000 wrong from "
      << Decimal(model.calibration.accept_1_in_1000, 10000) << "; temperature "
      << model.calibration.mantissa << " / 2^" << model.calibration.shift
      << "\ngolden answers to " << GoldenDrawings(model) << " drawings\n\n";
  WriteLayers(model, out);
  out << "\ncard: " << CardJson(model.card).dump(2) << '\n';
}

Status RunInspect(const InspectOptions& options) {
  std::vector<uint8_t> bytes;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(options.path, kMaxModelBytes, &bytes));
  Model model;
  DIGITPAD_RETURN_IF_ERROR(ParseModel(bytes, &model).WithPrefix(options.path));
  DIGITPAD_RETURN_IF_ERROR(CheckNetworkLabels(model.labels).WithPrefix(options.path));
  // What does not answer as it should is shown as well, and then an error.
  const Status answers = CheckGoldenAnswers(model).WithPrefix(options.path);
  // Whole before any of it is written: stdout never ends in half an object.
  std::ostringstream text;
  if (options.json) {
    text << ModelJson(model, bytes) << '\n';
  } else {
    WriteModel(model, bytes, text);
  }
  std::cout << PrintableLines(text.str());
  return answers;
}

}  // namespace

void AddInspect(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<InspectOptions>();
  CLI::App* command = app.add_subcommand("inspect", "Show what is in a model file");
  command->add_option("model", options->path, "Model file")
      ->type_name("MODEL")
      ->required();
  command->add_flag("--json", options->json, "Write one line of JSON");
  command->callback(
      [options, &exit_code] { exit_code = ExitCodeOf(RunInspect(*options)); });
}

}  // namespace digitpad
