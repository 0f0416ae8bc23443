#include "trainer/train/fine_tuning.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/nn/model.h"
#include "trainer/data/file.h"
#include "trainer/data/sha256.h"
#include "trainer/data/sound_model.h"
#include "trainer/net/dequantize.h"
#include "trainer/net/float_model.h"
#include "trainer/train/model_origin.h"

namespace digitpad {
namespace {

// As DescribeOrigin has it where the float network is at hand.
nlohmann::ordered_json OriginOf(const Model& model, std::span<const uint8_t> file) {
  nlohmann::ordered_json origin = {{"model_sha256", Sha256Hex(file)}};
  const auto card = nlohmann::ordered_json::parse(model.card, nullptr, false);
  for (const char* key : {"recipe", "data", "teachers", "commit"}) {
    if (card.is_object() && card.contains(key)) origin[key] = card[key];
  }
  return origin;
}

}  // namespace

Status LoadBaseModel(const std::string& path, BaseModel* base) {
  std::vector<uint8_t> file;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(path, kMaxModelBytes, &file));
  Model model;
  DIGITPAD_RETURN_IF_ERROR(ParseSoundModel(file, path, &model));
  BaseModel result;
  result.labels = model.labels;
  if (std::filesystem::exists(FloatPath(path))) {
    FloatModel trained;
    DIGITPAD_RETURN_IF_ERROR(LoadAsTrained(path, &trained));
    if (trained.classes() != static_cast<int>(model.labels.size())) {
      return Status::Invalid(FloatPath(path) + ": not the float network of " + path);
    }
    const auto parameters = trained.parameters();
    result.network =
        FoldedNetwork{trained.network(), {parameters.begin(), parameters.end()}};
    DIGITPAD_RETURN_IF_ERROR(DescribeOrigin(path, &result.origin));
  } else {
    DIGITPAD_RETURN_IF_ERROR(Dequantize(model, &result.network).WithPrefix(path));
    result.origin = OriginOf(model, file);
  }
  *base = std::move(result);
  return Status::Ok();
}

std::string ArchitectureOf(const BaseModel& base) {
  const std::string text = FormatArchitecture(base.network->network.architecture());
  return text.substr(0, text.rfind("dense")) + "dense";
}

void BeginWith(const BaseModel& base, std::span<const std::string> labels,
               const FloatNetwork& network, std::span<float> parameters) {
  const FloatNetwork& from = base.network->network;
  const std::vector<float>& numbers = base.network->parameters;
  const int last = static_cast<int>(network.architecture().layers.size()) - 1;
  const LayerSlots& slots = network.slots(last);
  const LayerSlots& from_slots = from.slots(last);
  std::copy_n(numbers.begin(), slots.weights, parameters.begin());
  const size_t inputs = slots.weight_count / labels.size();
  for (size_t to = 0; to < labels.size(); ++to) {
    const auto found = std::ranges::find(base.labels, labels[to]);
    if (found == base.labels.end()) continue;
    const size_t label = found - base.labels.begin();
    parameters[slots.bias + to] = numbers[from_slots.bias + label];
    for (size_t i = 0; i < inputs; ++i) {
      parameters[slots.weights + i * labels.size() + to] =
          numbers[from_slots.weights + i * base.labels.size() + label];
    }
  }
}

size_t CountBefore(const FloatNetwork& network, int count) {
  size_t first = network.parameter_count();
  for (int i = static_cast<int>(network.architecture().layers.size()) - 1; i >= 0; --i) {
    const LayerSlots& slots = network.slots(i);
    if (slots.weight_count == 0) continue;
    if (count-- == 0) return first;
    first = slots.weights;
  }
  return 0;
}

}  // namespace digitpad
