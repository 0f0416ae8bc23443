// The report's charts: figures in, SVG out.
#pragma once

#include <map>
#include <span>
#include <string>

#include "trainer/eval/confidence.h"
#include "trainer/eval/evaluation.h"

namespace digitpad {

// Accuracy over confidence, a bar a bin with its gap to the diagonal, and below how many
// answers each bin has, on a logarithmic scale.
std::string ReliabilityChart(std::span<const ReliabilityBin> bins);

// Errors among the accepted over how many are accepted, with the thresholds marked. It
// shows the end of the curve where most is accepted.
struct MarkedPoint {
  std::string name;
  CoveragePoint point;
};
std::string CoverageChart(std::span<const CoveragePoint> curve,
                          std::span<const MarkedPoint> marks);

// A line of a table: a dot and a Wilson interval between `begin` and 1.
std::string IntervalBar(const Tally& tally, double begin);
// A round share below all these tallies' intervals, for their bars to begin at.
double IntervalsBegin(const std::map<std::string, Tally>& tallies);

// A dot and a Wilson interval for each writer, over a band for the mean of them all.
// REQUIRES: !writers.empty().
std::string WritersChart(const std::map<std::string, Tally>& writers);

}  // namespace digitpad
