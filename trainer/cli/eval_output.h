// What `digitpad eval` writes to stdout: one line of JSON, or tables.
#pragma once

#include <string>

#include "trainer/eval/evaluation.h"
#include "trainer/eval/report.h"

namespace digitpad {

struct EvalOutput {
  ReportContent content;
  Evaluation all;           // digits and others together
  bool not_digits = false;  // everything is none: right is what was not accepted
  bool accept_all = false;
  bool with_float = false;
};

std::string EvalJson(const EvalOutput& output);
void PrintEvalTables(const EvalOutput& output);

}  // namespace digitpad
