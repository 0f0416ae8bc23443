// Confidence: whether a model's confidences mean what they say, and what a threshold on
// them buys. Over all answers, accepted or not.
#pragma once

#include <span>
#include <vector>

#include "trainer/data/examples.h"
#include "trainer/eval/reading.h"

namespace digitpad {

// An answer that is known to be right or wrong.
struct JudgedAnswer {
  int confidence = 0;  // of the best guess, ten-thousandths
  bool right = false;
  bool acceptable = false;  // not where "none of these" won, whatever the threshold
};

std::vector<JudgedAnswer> JudgeAnswers(const ExampleSet& set,
                                       std::span<const Answer> answers);

// Answers of about the same confidence.
struct ReliabilityBin {
  int count = 0;
  double confidence = 0;  // their mean, 0..1
  double accuracy = 0;
};

inline constexpr int kReliabilityBins = 15;

// kReliabilityBins bins of equal width, bin i from i / 15 to (i + 1) / 15, its upper end
// included.
std::vector<ReliabilityBin> ReliabilityBins(std::span<const JudgedAnswer> answers);

// Expected calibration error: the mean of |accuracy - confidence| over the bins, weighted
// by count. Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks, ICML
// 2017, for the confidence of the best guess.
double CalibrationError(std::span<const ReliabilityBin> bins);

// What is accepted at a threshold.
struct CoveragePoint {
  int threshold = 0;  // ten-thousandths
  int count = 0;      // of all answers
  int accepted = 0;
  int wrong = 0;  // of the accepted
  double coverage() const { return count == 0 ? 0 : double{1} * accepted / count; }
  double risk() const { return accepted == 0 ? 0 : double{1} * wrong / accepted; }
};

CoveragePoint CoverageAt(int threshold, std::span<const JudgedAnswer> answers);

// The risk-coverage curve: a point for each confidence that occurs, the highest first.
std::vector<CoveragePoint> CoverageCurve(std::vector<JudgedAnswer> answers);

}  // namespace digitpad
