// InkEditor: the drawing as it comes to be, and what the person says that it is, with
// undo and redo. A plain value of the app; knows nothing of screens. It keeps the ink
// within the limits of core/ink/ink.h, so that what it holds can always be read and
// saved. What can be undone is bounded, the oldest is forgotten first: drawing on and on
// takes no more memory.
#pragma once

#include <string>
#include <vector>

#include "core/ink/ink.h"

namespace digitpad {

// What the person says that the ink is, or types in place of it. It holds until the ink
// changes.
struct ByHand {
  std::vector<std::string> labels;  // a digit each; none: nothing was said
  bool typed = false;               // the ink has no part in it
  bool empty() const { return labels.empty(); }
  bool operator==(const ByHand&) const = default;
};

// Where the ink belongs: it stays with it, whatever undo and redo bring back.
struct InkPlace {
  Box cells;   // around the cells that it was written into; empty: there were none
  Box extent;  // of ink from elsewhere, which is shown as a whole; empty: drawn here
};

class InkEditor {
 public:
  // The most that can be undone.
  static constexpr size_t kMaxEdits = 2000;
  static constexpr size_t kMaxUndoPoints = 5 * kMaxPoints;

  const Ink& ink() const { return ink_; }
  bool drawing() const { return pen_ == Pen::kDrawing; }
  bool erasing() const { return pen_ == Pen::kErasing; }
  // Strokes whose pen is up again.
  int finished_strokes() const {
    return static_cast<int>(ink_.size()) - (drawing() ? 1 : 0);
  }

  // Pen down, move, up. A new stroke empties the redo list. Points that are not finite,
  // too far away, or too many are dropped; each function tells whether it changed the
  // ink. A stroke's pointer is that of its first point. `cells`: around the cells to
  // write into; the first stroke's stay with the ink.
  bool BeginStroke(Point point, const Box& cells = {});
  bool AddPoint(Point point);
  bool EndStroke();
  // The stroke under the pen goes, as if it had never been (the browser took the
  // pointer).
  bool CancelStroke();

  // The eraser down, moved, up. Each stroke that it touches on the way from `from` to
  // `to`, which is within `reach`, goes; the box of all that went is in *gone. One undo
  // brings back what was erased between down and up. False where nothing changed.
  void BeginErasing();
  bool Erase(Vec2 from, Vec2 to, float reach, Box* gone);
  bool EndErasing();
  bool CancelErasing();  // brings it all back

  const ByHand& by_hand() const { return by_hand_; }

  bool can_undo() const { return !undo_.empty(); }
  bool can_redo() const { return pen_ == Pen::kUp && !redo_.empty(); }
  const Box& cells() const { return place_.cells; }
  const Box& extent() const { return place_.extent; }

  // REQUIRES for these: the pen is up.
  // *replaced: whether the ink has given way to another; false where some of it stayed.
  bool Undo(bool* replaced = nullptr);
  bool Redo(bool* replaced = nullptr);
  bool Clear() { return Replace({}); }
  // Another ink takes the place of this one; strokes without points are left out. False
  // where nothing was there and nothing comes. REQUIRES: ValidateInk(ink).ok()
  bool Replace(Ink ink, const Box& cells = {}, ByHand by_hand = {});
  // False where that was said already.
  bool SetByHand(ByHand by_hand);
  // All goes, undo and redo list too, and this takes its place, as it is. False where
  // nothing was there and nothing comes. REQUIRES: ValidateInk(ink).ok()
  bool Reset(Ink ink = {}, const InkPlace& place = {}, ByHand by_hand = {});

 private:
  enum class Pen { kUp, kDrawing, kErasing };
  enum class Change { kStrokeAdded, kErased, kReplaced, kSaid };
  struct Edit {
    Change change;
    // What takes the ink's place to undo or redo it; of a stroke that was added and then
    // undone the stroke alone.
    Ink ink;
    InkPlace place;
    ByHand by_hand;  // likewise
    size_t points;   // of `ink`
  };

  void Push(Change change, Ink ink, ByHand by_hand);
  bool Travel(std::vector<Edit>* from, std::vector<Edit>* to, bool* replaced);

  Ink ink_;
  InkPlace place_;
  ByHand by_hand_;
  std::vector<Edit> undo_;  // newest last
  std::vector<Edit> redo_;
  size_t point_count_ = 0;  // of ink_
  Pen pen_ = Pen::kUp;
  Ink ink_before_;         // while erasing: the ink before; empty as long as all is there
  InkPlace place_before_;  // while drawing the first stroke
  ByHand by_hand_before_;  // while drawing, and while erasing once something has gone
};

}  // namespace digitpad
