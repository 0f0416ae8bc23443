// The report of a training: its learning curves, and how the finished model reads what
// validates, as one HTML page.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "trainer/train/dataset.h"

namespace digitpad {

// Writes `folder`/index.html, see report.h. name: what the model is called in the title;
// metrics: rows as Metrics writes them. Invalid, naming the path, where it cannot be
// written. REQUIRES: model_file is good, and has all labels of `validation`.
Status WriteTrainingReport(const std::string& folder, const std::string& name,
                           std::span<const uint8_t> model_file,
                           const std::vector<Source>& validation,
                           const std::vector<nlohmann::ordered_json>& metrics);

}  // namespace digitpad
