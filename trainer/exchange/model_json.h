// A model as JSON, architecture and weights, for people and programs that want to read or
// change it without our code. Nothing is lost but what the rest tells, the golden
// answers, and sections that this version does not know.
//
// {"format": "digitpad model", "version": 1, "labels": [...], "prep": {...},
//  "calibration": {...}, "layers": [{"op": "conv", "input": 0, ...,
//  "weights": [...], "bias": [...], ...}, ...], "card": {...}}
//
// The fields are those of core/nn/model.h; tensors are flat arrays of whole numbers, in
// the model file's order ([out][kernel height][kernel width][in]). A field that does not
// apply to a layer is left out. The card is an object, or a string where it is other
// text.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/nn/model.h"

namespace digitpad {

// The objects "prep" and "calibration", as inspect and other files have them too.
nlohmann::ordered_json PrepJson(const PrepSpec& prep);
nlohmann::ordered_json CalibrationJson(const Calibration& calibration);

// Invalid where the card is not UTF-8. REQUIRES: ValidateModel(model) is ok.
Status ModelToJson(const Model& model, std::string* text);

// Invalid, naming line and column or layer and field, where the text is not what
// ModelToJson writes, a number is out of range, or ValidateModel refuses the result.
// *model is left as it was unless the result is ok.
Status ParseModelJson(std::string_view text, Model* model);

}  // namespace digitpad
