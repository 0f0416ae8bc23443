// InkEditor: the drawing as it comes to be, with undo and redo. A plain value of the app;
// knows nothing of screens. It keeps the ink within the limits of core/ink/ink.h, so that
// what it holds can always be read and saved.
#pragma once

#include <vector>

#include "core/ink/ink.h"

namespace digitpad {

class InkEditor {
 public:
  const Ink& ink() const { return ink_; }
  bool drawing() const { return drawing_; }
  // Strokes whose pen is up again.
  int finished_strokes() const {
    return static_cast<int>(ink_.size()) - (drawing_ ? 1 : 0);
  }

  // Pen down, move, up. A new stroke empties the redo list. Points that are not finite,
  // too far away, or too many are dropped; each function tells whether it changed the
  // ink.
  bool BeginStroke(Point point);
  bool AddPoint(Point point);
  bool EndStroke();
  // The stroke under the pen goes, as if it had never been (the browser took the
  // pointer).
  bool CancelStroke();

  bool can_undo() const { return !undo_.empty(); }
  bool can_redo() const { return !redo_.empty(); }
  // How often the ink was cleared, of what can be undone.
  int clearings() const;
  // REQUIRES for these: the pen is up.
  bool Undo();
  bool Redo();
  bool Clear();
  // Ink, undo and redo list go.
  bool Reset();

 private:
  enum class Change { kStrokeAdded, kCleared };
  struct Edit {
    Change change;
    Ink strokes;  // what is off the ink now: the strokes to bring back
  };

  Ink ink_;
  std::vector<Edit> undo_;  // newest last
  std::vector<Edit> redo_;
  size_t point_count_ = 0;  // of ink_
  bool drawing_ = false;
};

}  // namespace digitpad
