#include "trainer/eval/confidence.h"

#include <algorithm>
#include <cmath>

#include "core/nn/softmax.h"

namespace digitpad {
namespace {

// The bin whose lower end lies below `confidence` and whose upper end does not.
int BinOf(int confidence) {
  const int above = (confidence * kReliabilityBins + kConfidenceOne - 1) / kConfidenceOne;
  return std::clamp(above - 1, 0, kReliabilityBins - 1);
}

}  // namespace

std::vector<JudgedAnswer> JudgeAnswers(const ExampleSet& set,
                                       std::span<const Answer> answers) {
  std::vector<JudgedAnswer> judged;
  for (size_t i = 0; i < answers.size(); ++i) {
    const Answer& answer = answers[i];
    judged.push_back({.confidence = answer.confidence,
                      .right = answer.text == set.examples[i].label,
                      .acceptable = !answer.text.empty() && !answer.none_of_these});
  }
  return judged;
}

std::vector<ReliabilityBin> ReliabilityBins(std::span<const JudgedAnswer> answers) {
  std::vector<ReliabilityBin> bins(kReliabilityBins);
  for (const JudgedAnswer& answer : answers) {
    ReliabilityBin& bin = bins[BinOf(answer.confidence)];
    ++bin.count;
    bin.confidence += double{1} * answer.confidence / kConfidenceOne;
    bin.accuracy += answer.right;
  }
  for (ReliabilityBin& bin : bins) {
    if (bin.count == 0) continue;
    bin.confidence /= bin.count;
    bin.accuracy /= bin.count;
  }
  return bins;
}

double CalibrationError(std::span<const ReliabilityBin> bins) {
  double error = 0;
  int count = 0;
  for (const ReliabilityBin& bin : bins) {
    error += bin.count * std::abs(bin.accuracy - bin.confidence);
    count += bin.count;
  }
  return count == 0 ? 0 : error / count;
}

CoveragePoint CoverageAt(int threshold, std::span<const JudgedAnswer> answers) {
  CoveragePoint point{.threshold = threshold, .count = static_cast<int>(answers.size())};
  for (const JudgedAnswer& answer : answers) {
    if (!answer.acceptable || answer.confidence < threshold) continue;
    ++point.accepted;
    point.wrong += !answer.right;
  }
  return point;
}

std::vector<CoveragePoint> CoverageCurve(std::vector<JudgedAnswer> answers) {
  CoveragePoint point{.threshold = 0, .count = static_cast<int>(answers.size())};
  std::erase_if(answers, [](const JudgedAnswer& answer) { return !answer.acceptable; });
  std::ranges::sort(answers, std::ranges::greater(), &JudgedAnswer::confidence);
  std::vector<CoveragePoint> curve;
  for (const JudgedAnswer& answer : answers) {
    ++point.accepted;
    point.wrong += !answer.right;
    const bool same = !curve.empty() && curve.back().threshold == answer.confidence;
    point.threshold = answer.confidence;
    if (same) {
      curve.back() = point;
    } else {
      curve.push_back(point);
    }
  }
  return curve;
}

}  // namespace digitpad
