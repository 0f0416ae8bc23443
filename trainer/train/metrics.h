// Metrics: what a training measured after each epoch, as rows in two files for programs
// that draw curves: JSON Lines, and the same as CSV. A row is one part of the data in one
// epoch: what was trained on, or what validates.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/status.h"

namespace digitpad {

struct MetricsRow {
  std::string phase;  // "float", or "int8" with the integer network's rounding
  int epoch = 0;      // of the phase, from 1
  std::string part;   // "training", or the name of a validation part
  size_t count = 0;   // examples
  size_t correct = 0;
  // Of the training's own row alone.
  struct Learning {
    double loss = 0;  // mean over the examples
    float rate = 0;
    double images_per_s = 0;
    double seconds = 0;  // since the training began
  };
  std::optional<Learning> learning = std::nullopt;
};

class Metrics {
 public:
  // The files are `stem`.jsonl and `stem`.csv.
  explicit Metrics(std::string stem) : stem_(std::move(stem)) {}

  // As the files have them.
  const std::vector<nlohmann::ordered_json>& rows() const { return rows_; }
  // All rows as JSON Lines, for a checkpoint, and back.
  std::string Text() const;
  // Invalid where it is no such text.
  Status Restore(const std::string& text);

  // Writes both files anew: with the rows restored, whatever an earlier run left.
  Status Write() const;
  // Adds the row to both files.
  Status Add(const MetricsRow& row);

 private:
  std::string JsonPath() const { return stem_ + ".jsonl"; }
  std::string CsvPath() const { return stem_ + ".csv"; }

  std::string stem_;
  std::vector<nlohmann::ordered_json> rows_;
};

}  // namespace digitpad
