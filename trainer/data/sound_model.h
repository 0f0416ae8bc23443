// Model files as everything but `inspect` takes them: a model whose golden answers do not
// come out is neither read with, nor exported, nor trained on.
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
