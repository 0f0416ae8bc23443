// The report's sections, each an HTML element of its own. REQUIRES of all that take a
// ReadSet: it is not empty.
#pragma once

#include <string>

#include "trainer/eval/report.h"

namespace digitpad {

std::string SummarySection(const ReportContent& content);

std::string LearningSection(const Learning& learning);

// Digits.
std::string DigitsSection(const ReadSet& digits);
// Nothing where there are too many labels to show.
std::string ConfusionSection(const ReadSet& digits);
std::string CalibrationSection(const ReadSet& digits);
std::string CoverageSection(const ReportContent& content);
// Nothing where less than two writers are named.
std::string WritersSection(const ReadSet& digits);
std::string RobustnessSection(const RobustnessTable& table);

// Pictures of the worst errors.
std::string ErrorsSection(const ReadSet& digits);
// Drawings that are no digits, and those of them that were taken for some.
std::string NoDigitsSection(const ReadSet& no_digits);

}  // namespace digitpad
