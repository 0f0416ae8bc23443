#include "tests/trainer/synthetic_digits.h"

#include <cmath>

#include "core/formats/strokes_json.h"

namespace digitpad::testing {
namespace {

// Corners in a 100 x 100 box; each row of a label is a stroke.
const std::vector<std::vector<Vec2>>& Corners(int label) {
  static const std::vector<std::vector<Vec2>> kShapes[10] = {
      {{{50, 0}, {10, 30}, {10, 70}, {50, 100}, {90, 70}, {90, 30}, {50, 0}}},
      {{{50, 0}, {50, 100}}},
      {{{10, 20}, {50, 0}, {90, 30}, {10, 100}, {90, 100}}},
      {{{10, 0}, {90, 20}, {40, 45}, {90, 75}, {10, 100}}},
      {{{30, 0}, {10, 60}, {90, 60}}, {{70, 20}, {70, 100}}},
      {{{90, 0}, {20, 0}, {20, 45}, {80, 60}, {70, 100}, {10, 95}}},
      {{{80, 0}, {20, 60}, {40, 100}, {80, 80}, {25, 60}}},
      {{{10, 0}, {90, 0}, {40, 100}}},
      {{{50, 50},
        {15, 25},
        {50, 0},
        {85, 25},
        {50, 50},
        {10, 75},
        {50, 100},
        {90, 75},
        {50, 50}}},
      {{{85, 30}, {50, 0}, {20, 30}, {85, 30}, {70, 100}}},
  };
  return kShapes[label];
}

}  // namespace

Ink SyntheticDigit(int label, Random* random) {
  const float size = random->Uniform(0.3f, 4);
  const Vec2 corner = {random->Uniform(0, 200), random->Uniform(0, 200)};
  Ink ink;
  for (const std::vector<Vec2>& corners : Corners(label)) {
    std::vector<Vec2> varied;
    for (const Vec2 at : corners) {
      varied.push_back(at + Vec2{6 * random->Normal(), 6 * random->Normal()});
    }
    Stroke stroke;
    for (size_t i = 0; i + 1 < varied.size(); ++i) {
      for (int step = 0; step < 8; ++step) {
        const Vec2 at =
            varied[i] + (varied[i + 1] - varied[i]) * (static_cast<float>(step) / 7);
        stroke.push_back({corner.x + size * at.x, corner.y + size * at.y});
      }
    }
    ink.push_back(stroke);
  }
  return ink;
}

std::string SyntheticStrokesFile(int count, uint64_t seed) {
  std::string file;
  Random random({seed});
  for (int i = 0; i < count; ++i) {
    for (int label = 0; label < 10; ++label) {
      Drawing drawing;
      drawing.label = std::to_string(label);
      drawing.writer = std::to_string(1 + i % 4);
      drawing.ink = SyntheticDigit(label, &random);
      file += FormatDrawing(drawing) + "\n";
    }
  }
  return file;
}

}  // namespace digitpad::testing
