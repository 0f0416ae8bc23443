// Ruled and squared paper: takes its lines out of the ink, as if nobody had printed them.
// Between ink strength and components. Works in small steps; borrows the ink.
#pragma once

#include <span>
#include <vector>

#include "core/base/geometry.h"
#include "core/picture/ink_strength.h"
#include "core/picture/line_eraser.h"
#include "core/picture/line_finder.h"

namespace digitpad {

class RulingRemover {
 public:
  // `ink`: worked through; outlives the work. Where there is ruling, its depth goes, and
  // the strengths are those of what is left.
  void Start(InkStrength* ink);

  // Works a little; false once all is done.
  bool Step();
  int progress() const;  // 0..1000

  // How many lines were taken out, once Step was false.
  int count() const { return count_; }
  // Between its lines, pixels: the less of both directions; 0 where it is no ruling.
  int spacing() const;
  // With like spacings in both directions; a table's differ.
  bool is_squared() const;
  // Whether so slim a box is no wider than what taking a line down the page may leave.
  bool IsWithinLine(const Box& box) const;
  // Of boxes from left to right, which ones begin a new cell of a table: a line down the
  // page is before them. None where lines go through boxes, or are as near to each other
  // as digits: there a number is written over lines.
  std::vector<bool> BeginsOfCells(std::span<const Box> boxes) const;

 private:
  enum class Stage { kAcross, kDown, kErase, kStrength, kDone };

  void StartRound();
  void TakeLines(bool upright);
  void Take(const RuledLine& line, bool upright);
  void TakeCrossing(bool upright);
  void MeasureSpacing(bool upright);

  InkStrength* ink_ = nullptr;
  Stage stage_ = Stage::kDone;
  LineFinder finder_;
  LineEraser eraser_;
  int round_ = 0;                 // fainter lines show once the others are gone
  std::vector<RuledLine> lines_;  // of this round
  size_t next_ = 0;               // line to be erased
  int count_ = 0;
  std::vector<RuledLine> short_[2];  // of this round, across and down: too few for ruling
  std::vector<RuledLine> upright_;   // all taken out that go down the page
  std::vector<float> places_[2];     // of all lines across, and down
  int spacings_[2] = {};
};

}  // namespace digitpad
