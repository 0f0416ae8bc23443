#include "core/acceptance.h"

#include <string>

#include "core/nn/softmax.h"

namespace digitpad {
namespace {

constexpr int kNoNumber = -1;

// In ten-thousandths, rounded up; kNoNumber for what is no plain decimal from 0 to 1.
// Read digit by digit, so that it neither rounds in binary nor depends on a locale.
int ParseTenThousandths(std::string_view text) {
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  const bool starts_well =
      whole == "0" || whole == "1" || (whole.empty() && !fraction.empty());
  if (!starts_well ||
      fraction.find_first_not_of("0123456789") != std::string_view::npos) {
    return kNoNumber;
  }
  int value = whole == "1" ? kConfidenceOne : 0;
  int worth = kConfidenceOne / 10;  // of the next digit
  bool has_rest = false;
  for (const char digit : fraction) {
    value += (digit - '0') * worth;
    has_rest |= worth == 0 && digit != '0';
    worth /= 10;
  }
  value += has_rest ? 1 : 0;
  return value <= kConfidenceOne ? value : kNoNumber;
}

}  // namespace

Status ParseMinConfidence(std::string_view text, const Calibration& calibration,
                          int* min_confidence) {
  if (text == kStrict) {
    *min_confidence = calibration.accept_1_in_1000;
    return Status::Ok();
  }
  const int value = ParseTenThousandths(text);
  if (value == kNoNumber) {
    return Status::Invalid('"' + std::string(text) +
                           "\" is neither a number from 0 to 1 nor \"" +
                           std::string(kStrict) + '"');
  }
  *min_confidence = value;
  return Status::Ok();
}

}  // namespace digitpad
