// What a model file's card says of how it was trained, for the card of a model that
// builds on it: a teacher, or the model that a calibration is taken from.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/base/status.h"

namespace digitpad {

// Where training puts the float network of a model.
std::string FloatPath(const std::string& model_path);

// Recipe, data, validation and the SHA-256 of the float network. Invalid, naming the
// file, where one is bad.
Status DescribeOrigin(const std::string& path, nlohmann::ordered_json* origin);

// The model's card. Invalid, naming the file, where there is none.
Status ReadCard(const std::string& path, nlohmann::ordered_json* card);

}  // namespace digitpad
