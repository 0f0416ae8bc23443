#include "core/acceptance.h"

#include <string>

#include "core/base/ten_thousandths.h"

namespace digitpad {

Status ParseMinConfidence(std::string_view text, const Calibration& calibration,
                          int* min_confidence) {
  if (text == kStrict) {
    *min_confidence = calibration.accept_1_in_1000;
    return Status::Ok();
  }
  const int value = ParseTenThousandths(text);
  if (value == kNoShare) {
    return Status::Invalid('"' + std::string(text) +
                           "\" is neither a number from 0 to 1 nor \"" +
                           std::string(kStrict) + '"');
  }
  *min_confidence = value;
  return Status::Ok();
}

}  // namespace digitpad
