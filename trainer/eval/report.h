// The report: how a model did on a set of examples, as one HTML page that needs no other
// file, no script and no network.
#pragma once

#include <string>
#include <vector>

#include "core/base/status.h"
#include "trainer/eval/learning_charts.h"
#include "trainer/eval/read_set.h"
#include "trainer/eval/robustness.h"

namespace digitpad {

// How a training went, epoch by epoch.
struct Learning {
  LearningCurve loss;                 // of what was trained on
  std::vector<LearningCurve> errors;  // shares, of each part of the data
  int float_epochs = 0;               // those after them knew of the rounding
};

struct ReportContent {
  std::string source;  // what was read, as "pen.jsonl.gz, writers 3, 9"
  std::string model;   // its name
  std::string kernel;
  int accept = 0;  // least confidence accepted as in use, ten-thousandths
  int strict = 0;  // the same at the "1 in 1,000" setting
  ReadSet digits;
  ReadSet no_digits;
  const RobustnessTable* robustness = nullptr;  // null: not measured
  const Learning* learning = nullptr;  // null: of a model that was trained before
};

std::string FormatReport(const ReportContent& content);

// Writes FormatReport's page as `folder`/index.html; makes the folder where there is
// none. Invalid, naming the path, where that cannot be done.
Status WriteReport(const std::string& folder, const ReportContent& content);

// Whether WriteReport could write there, so that long work does not end in vain. Makes
// the folder.
Status PrepareReportFolder(const std::string& folder);

}  // namespace digitpad
