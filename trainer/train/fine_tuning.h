// Fine-tuning: a training that begins with the numbers of a trained model instead of
// random ones, and may leave all but its last layers as they are.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "trainer/net/folding.h"

namespace digitpad {

// A trained model to begin with.
struct BaseModel {
  std::optional<FoldedNetwork> network;
  std::vector<std::string> labels;
  nlohmann::ordered_json origin;  // for the card
};

// Its float network as training left it beside the model file, or the integer network
// itself where that is not there. Invalid, naming the file, where one is bad.
Status LoadBaseModel(const std::string& path, BaseModel* base);

// The architecture's text, with as many outputs as there will be labels.
std::string ArchitectureOf(const BaseModel& base);

// `network`'s numbers where it has those of the base model: all layers but the last, and
// of that the outputs of labels that both have. REQUIRES: the network is of
// ArchitectureOf(base), `labels` are its classes, parameters its.
void BeginWith(const BaseModel& base, std::span<const std::string> labels,
               const FloatNetwork& network, std::span<float> parameters);

// How many parameters, from the first on, belong to none of the last `count` layers that
// have some.
size_t CountBefore(const FloatNetwork& network, int count);

}  // namespace digitpad
