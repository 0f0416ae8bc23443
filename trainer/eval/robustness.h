// The robustness table: the same drawings as if written elsewhere on a canvas, larger,
// smaller, tilted and with fewer points, and how many of them are read right then. Every
// answer counts as accepted.
//
// A drawing is thinned out, turned about its middle, scaled until the longer side of its
// bounding box is the wanted share of the canvas, and shifted by whole pixels to the
// canvas's middle or into a corner, as far as it stays inside; after all that its
// coordinates are rounded to whole pixels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/status.h"
#include "core/ink/ink.h"
#include "trainer/data/examples.h"
#include "trainer/eval/reading.h"

namespace digitpad {

inline constexpr float kCanvasSize = 400;  // pixels, both ways
inline constexpr float kScales[] = {0.05f, 0.10f, 0.25f, 0.50f, 1.00f};
inline constexpr float kRotations[] = {-15, -7.5f, 0, 7.5f, 15};  // degrees, clockwise
inline constexpr int kPointSteps[] = {1, 2, 3};  // every so manieth point stays
inline constexpr const char* kPlaces[] = {"middle", "top left", "top right",
                                          "bottom left", "bottom right"};

// One cell; each index points into the constants above.
struct RobustnessCell {
  int scale = 0;
  int rotation = 0;
  int point_step = 0;
  int place = 0;
  int count = 0;
  int correct = 0;
  double accuracy() const { return count == 0 ? 0 : double{1} * correct / count; }
};

struct RobustnessTable {
  std::vector<RobustnessCell> cells;  // places vary fastest, then rotations, then scales
  // Readings in all cells, and how many of them the network really ran for: where a shift
  // leaves the network's input as it was, byte for byte, so is the answer.
  size_t readings = 0;
  size_t network_runs = 0;
};

// Invalid where the model is bad. REQUIRES: the set has drawings alone, no pictures.
Status MeasureRobustness(std::span<const uint8_t> model_file, const ExampleSet& set,
                         const ReadingOptions& options, RobustnessTable* table);

// The least accurate cell of those at the smallest scale, or of all others.
// REQUIRES: the table has been measured.
const RobustnessCell& LowestAtSmallestScale(const RobustnessTable& table);
const RobustnessCell& LowestAtOtherScales(const RobustnessTable& table);

// A cell for each scale, rotation and step: the least accurate one of its places.
RobustnessTable LowestOfPlaces(const RobustnessTable& table);

// The steps that lead to a cell's drawings: every `step`th point of each stroke, and
// always its last; and the rest of the way.
Ink ThinnedOut(const Ink& ink, int step);
Ink OnCanvas(const Ink& ink, float degrees, float scale, int place);

}  // namespace digitpad
