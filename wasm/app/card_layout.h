// Arranges answer, verdict, bars and what else is on the card: a part of the layout, with
// the same units. The card itself keeps its size whatever is written, so that the drawing
// area never moves under a pen.
#pragma once

#include "wasm/app/layout.h"

namespace digitpad {

class CardLayout {
 public:
  CardLayout(const LayoutInput& input, bool wide, float em)
      : input_(input), wide_(wide), em_(em) {}

  // The least height of the card where it is as wide as that.
  float LeastHeight(float width) const;

  // Fills in everything that lies within out->card.
  void Fill(Layout* out) const;

 private:
  float Em(float count) const { return count * em_; }
  bool sideways(float width) const;
  // The layers lie below the card, which is low then and has no bars.
  bool is_low() const { return wide_ && input_.layers; }
  bool has_digit_row() const { return input_.choosable && input_.digits > 1; }
  float Padding() const { return Em(wide_ && !is_low() ? 1.25f : 0.75f); }
  float BarsHeight(float pitch) const { return pitch * static_cast<float>(input_.bars); }
  float RowsHeight(int rows) const;
  int RowsNeeded(float width) const;

  void FillLow(Box inside, Layout* out) const;
  void FillStacked(Box inside, Layout* out) const;
  void FillSideways(Box inside, Layout* out) const;
  void FillCompact(Box inside, Layout* out) const;
  void FillWithNumbers(Box inside, Layout* out) const;
  void PlaceAnswer(Box area, float verdict, Layout* out) const;
  void PlaceCandidates(Layout* out) const;
  Vec2 TextArea(Box button) const;
  void PlaceTwo(Box area, bool stacked, Layout* out) const;
  void PlaceDigits(Box area, int rows, Layout* out) const;
  void PlaceBars(Box area, int first, int last, Layout* out) const;

  const LayoutInput& input_;
  const bool wide_;
  const float em_;
};

}  // namespace digitpad
