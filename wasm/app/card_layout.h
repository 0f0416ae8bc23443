// Arranges answer, verdict, bars and what else is on the card: a part of the layout, with
// the same units. The card itself keeps its size whatever is written, so that the drawing
// area never moves under a pen.
#pragma once

#include "wasm/app/layout.h"

namespace digitpad {

// From the one that needs the most height to the one that needs the least.
enum class CardShape {
  kTall,   // beside the ink, with bars
  kFlat,   // above it, with bars
  kLow,    // the answer and its digits alone
  kTight,  // the same where every pixel counts
};

class CardLayout {
 public:
  CardLayout(const LayoutInput& input, CardShape shape, float em)
      : input_(input), shape_(shape), em_(em) {}

  // The least height of the card where it is as wide as that.
  float LeastHeight(float width) const;

  // Fills in everything that lies within out->card.
  void Fill(Layout* out) const;

  // The parts of that, for cards of another shape: the answer, or what it may be, with so
  // high a verdict below it; and the digits to choose from, in so many rows.
  void PlaceAnswer(Box area, float verdict, Layout* out) const;
  void PlaceDigits(Box area, int rows, Layout* out) const;

 private:
  float Em(float count) const { return count * em_; }
  bool sideways(float width) const;
  bool is_tall() const { return shape_ == CardShape::kTall; }
  bool is_low() const { return shape_ >= CardShape::kLow; }
  bool has_digit_row() const { return input_.choosable && input_.digits > 1; }
  float Padding() const;
  float BarsHeight(float pitch) const { return pitch * static_cast<float>(input_.bars); }
  float RowsHeight(int rows) const;
  int RowsNeeded(float width) const;

  void FillLow(Box inside, Layout* out) const;
  void FillStacked(Box inside, Layout* out) const;
  void FillSideways(Box inside, Layout* out) const;
  void FillCompact(Box inside, Layout* out) const;
  void FillWithNumbers(Box inside, Layout* out) const;
  void PlaceCandidates(Layout* out) const;
  Vec2 TextArea(Box button) const;
  TextFit Fit(Vec2 area) const;
  void PlaceTwo(Box area, bool stacked, Layout* out) const;
  void PlaceBars(Box area, int first, int last, Layout* out) const;

  const LayoutInput& input_;
  const CardShape shape_;
  const float em_;
};

}  // namespace digitpad
