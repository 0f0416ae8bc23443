// Model files as they are exported and trained on: only where their golden answers come
// out. Recognizer::Create asks the same of a model to read with; `inspect` takes all.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/status.h"
#include "core/nn/model.h"

namespace digitpad {

// ParseModel, no control character is in a label, and the model gives its golden answers.
// Errors begin with `place`, the file's path for one; *model is left as it was then.
Status ParseSoundModel(std::span<const uint8_t> file, const std::string& place,
                       Model* model);

}  // namespace digitpad
