#include "wasm/app/ink_editor.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace digitpad {
namespace {

size_t CountPoints(const Ink& ink) {
  size_t count = 0;
  for (const Stroke& stroke : ink) count += stroke.size();
  return count;
}

}  // namespace

bool InkEditor::BeginStroke(Point point) {
  if (drawing_) EndStroke();
  if (!IsValid(point) || ink_.size() >= kMaxStrokes || point_count_ >= kMaxPoints) {
    return false;
  }
  ink_.push_back({point});
  ++point_count_;
  drawing_ = true;
  redo_.clear();
  return true;
}

bool InkEditor::AddPoint(Point point) {
  if (!drawing_ || !IsValid(point) || point_count_ >= kMaxPoints) return false;
  const Point& last = ink_.back().back();
  if (last.x == point.x && last.y == point.y) return false;
  ink_.back().push_back(point);
  ++point_count_;
  return true;
}

bool InkEditor::EndStroke() {
  if (!drawing_) return false;
  drawing_ = false;
  undo_.push_back({Change::kStrokeAdded, {}});
  return true;
}

bool InkEditor::CancelStroke() {
  if (!drawing_) return false;
  drawing_ = false;
  point_count_ -= ink_.back().size();
  ink_.pop_back();
  return true;
}

int InkEditor::clearings() const {
  return static_cast<int>(std::count_if(undo_.begin(), undo_.end(), [](const Edit& edit) {
    return edit.change == Change::kCleared;
  }));
}

bool InkEditor::Undo() {
  assert(!drawing_);
  if (undo_.empty()) return false;
  Edit edit = std::move(undo_.back());
  undo_.pop_back();
  if (edit.change == Change::kStrokeAdded) {
    edit.strokes.push_back(std::move(ink_.back()));
    ink_.pop_back();
  } else {
    ink_ = std::exchange(edit.strokes, {});
  }
  point_count_ = CountPoints(ink_);
  redo_.push_back(std::move(edit));
  return true;
}

bool InkEditor::Redo() {
  assert(!drawing_);
  if (redo_.empty()) return false;
  Edit edit = std::move(redo_.back());
  redo_.pop_back();
  if (edit.change == Change::kStrokeAdded) {
    ink_.push_back(std::move(edit.strokes.back()));
    edit.strokes.clear();
  } else {
    edit.strokes = std::exchange(ink_, {});
  }
  point_count_ = CountPoints(ink_);
  undo_.push_back(std::move(edit));
  return true;
}

bool InkEditor::Clear() {
  assert(!drawing_);
  if (ink_.empty()) return false;
  undo_.push_back({Change::kCleared, std::exchange(ink_, {})});
  redo_.clear();
  point_count_ = 0;
  return true;
}

bool InkEditor::Reset() {
  assert(!drawing_);
  if (ink_.empty() && undo_.empty() && redo_.empty()) return false;
  ink_.clear();
  undo_.clear();
  redo_.clear();
  point_count_ = 0;
  return true;
}

}  // namespace digitpad
