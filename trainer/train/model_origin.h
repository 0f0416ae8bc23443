// What a model file's card says of how it was trained, for the card of a model that
// builds on it: a teacher, or the model that a calibration is taken from.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/base/status.h"
#include "trainer/net/float_model.h"

namespace digitpad {

// Where training puts the float network of a model.
std::string FloatPath(const std::string& model_path);

// Recipe, data, validation and the SHA-256 of the float network. Invalid, naming the
// file, where one is bad.
Status DescribeOrigin(const std::string& path, nlohmann::ordered_json* origin);

// The float network beside a model as it was trained: the correction of the prior that
// the model's export made is undone, since an export of what builds on it makes it anew.
// Invalid, naming the file, where one is bad.
Status LoadAsTrained(const std::string& path, FloatModel* model);

// The model's card. Invalid, naming the file, where there is none.
Status ReadCard(const std::string& path, nlohmann::ordered_json* card);

}  // namespace digitpad
