// What a card says besides figures: the data they rest on, how it was split, and what
// they do not tell.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/base/status.h"
#include "trainer/data/fixed_split.h"

namespace digitpad {

// *data = SHA-256 and license of each file that the fixed split is made of, by its name
// within the folder. Invalid, naming the file, where one cannot be read.
Status DescribeData(const std::string& folder, nlohmann::ordered_json* data);

// Which writers, images and scripts a split has.
nlohmann::ordered_json DescribeSplit(const Split& split);

// What the figures do not tell, as sentences.
nlohmann::ordered_json DescribeLimits();

}  // namespace digitpad
