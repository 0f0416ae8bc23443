// Acceptance: the operating point, in one notation for page, command line and package. It
// says how sure a reading must be to count as an answer; Recognizer applies it.
#pragma once

#include <string_view>

#include "core/base/status.h"
#include "core/nn/model.h"

namespace digitpad {

// The word for the model's threshold at which at most 1 of 1,000 accepted answers was
// wrong on validation.
inline constexpr std::string_view kStrict = "strict";

// The least confidence to accept, in ten-thousandths, from `text`: a plain decimal number
// from 0 to 1, as 0.98, or kStrict. Digits past the fourth decimal round up, which
// accepts the very same readings. Invalid for any other text; *min_confidence is then
// left as it was.
Status ParseMinConfidence(std::string_view text, const Calibration& calibration,
                          int* min_confidence);

}  // namespace digitpad
