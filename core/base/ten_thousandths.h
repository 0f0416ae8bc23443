// Shares as people write them, 0.98, as whole ten-thousandths, which confidences are.
#pragma once

#include <string_view>

namespace digitpad {

inline constexpr int kNoShare = -1;

// In ten-thousandths, rounded up; kNoShare for what is no plain decimal from 0 to 1. Read
// digit by digit, so that it neither rounds in binary nor depends on a locale.
int ParseTenThousandths(std::string_view text);

}  // namespace digitpad
