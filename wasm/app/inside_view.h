// InsideView: what the network sees of a digit, layer by layer, as small pictures. While
// it is off it holds nothing and does nothing. Not thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/inside.h"
#include "core/nn/model.h"
#include "core/recognizer.h"
#include "wasm/app/theme.h"

namespace digitpad {

// A line of the view: the network's input, or what a layer makes of it.
struct InsideLayer {
  int op = 0;  // 0: the input; else LayerOp
  int kernel = 1;
  int stride = 1;
  Shape shape;  // of its maps
  // The map that is strongest on average, and that average in ten-thousandths of the
  // most that there can be; -1 without a reading.
  int strongest = -1;
  int strength = 0;
};

class InsideView {
 public:
  bool is_on() const { return is_on_; }
  void Show(bool on);

  // Looks at a digit of the last reading; at nothing where `digit` is negative or the
  // network has not seen it. REQUIRES: is_on(), as Recognizer::LookInside.
  void Look(int digit, Recognizer* recognizer);
  bool has_reading() const { return has_reading_; }
  const Inside& inside() const { return inside_; }
  // Grows with each change of what is seen.
  int revision() const { return revision_; }

  // Line 0 is the input, line i + 1 layer i.
  InsideLayer Layer(const Model& model, int line) const;
  // The maps of a line side by side, `columns` in a row, a transparent pixel between them
  // unless they are of one value each: RGBA, from the track's color for 0 to the ink's.
  // Without a reading all are empty. Valid until the next call.
  // REQUIRES: columns > 0; not the last line.
  std::span<const uint32_t> Draw(const Model& model, int line, int columns,
                                 const Theme& theme);

 private:
  std::span<const uint8_t> ValuesOf(int line) const;

  bool is_on_ = false;
  bool has_reading_ = false;
  int revision_ = 0;
  Inside inside_;
  std::vector<uint32_t> pixels_;
};

}  // namespace digitpad
