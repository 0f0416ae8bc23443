#include "wasm/app/ink_editor.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <utility>

#include "wasm/app/stroke_hit.h"

namespace digitpad {
namespace {

size_t CountPoints(const Ink& ink) {
  size_t count = 0;
  for (const Stroke& stroke : ink) count += stroke.size();
  return count;
}

}  // namespace

bool InkEditor::BeginStroke(Point point, const Box& cells) {
  EndStroke();
  EndErasing();
  if (!IsValid(point) || ink_.size() >= kMaxStrokes || point_count_ >= kMaxPoints) {
    return false;
  }
  if (IsEmpty(ink_)) place_before_ = std::exchange(place_, {cells, {}});
  by_hand_before_ = std::exchange(by_hand_, {});
  ink_.push_back({point});
  ++point_count_;
  pen_ = Pen::kDrawing;
  return true;
}

bool InkEditor::AddPoint(Point point) {
  if (!drawing() || !IsValid(point) || point_count_ >= kMaxPoints) return false;
  const Point& last = ink_.back().back();
  if (last.x == point.x && last.y == point.y) return false;
  point.pointer = last.pointer;
  ink_.back().push_back(point);
  ++point_count_;
  return true;
}

bool InkEditor::EndStroke() {
  if (!drawing()) return false;
  pen_ = Pen::kUp;
  Push(Change::kStrokeAdded, {}, std::move(by_hand_before_));
  return true;
}

bool InkEditor::CancelStroke() {
  if (!drawing()) return false;
  pen_ = Pen::kUp;
  point_count_ -= ink_.back().size();
  ink_.pop_back();
  if (IsEmpty(ink_)) place_ = place_before_;
  by_hand_ = std::move(by_hand_before_);
  return true;
}

void InkEditor::BeginErasing() {
  EndStroke();
  EndErasing();
  pen_ = Pen::kErasing;
}

bool InkEditor::Erase(Vec2 from, Vec2 to, float reach, Box* gone) {
  if (!erasing()) return false;
  Ink kept, hit;
  for (const Stroke& stroke : ink_) {
    (IsHit(stroke, from, to, reach) ? hit : kept).push_back(stroke);
  }
  if (hit.empty()) return false;
  *gone = BoundingBox(hit);
  ink_.swap(kept);
  if (ink_before_.empty()) {
    ink_before_ = std::move(kept);
    by_hand_before_ = std::exchange(by_hand_, {});
  }
  point_count_ = CountPoints(ink_);
  return true;
}

bool InkEditor::EndErasing() {
  if (!erasing()) return false;
  pen_ = Pen::kUp;
  if (ink_before_.empty()) return false;
  Push(Change::kErased, std::exchange(ink_before_, {}), std::move(by_hand_before_));
  return true;
}

bool InkEditor::CancelErasing() {
  if (!erasing()) return false;
  pen_ = Pen::kUp;
  if (ink_before_.empty()) return false;
  ink_ = std::exchange(ink_before_, {});
  by_hand_ = std::move(by_hand_before_);
  point_count_ = CountPoints(ink_);
  return true;
}

// A new edit: what was undone before it cannot be done again.
void InkEditor::Push(Change change, Ink ink, ByHand by_hand) {
  redo_.clear();
  const size_t points = CountPoints(ink);
  undo_.push_back({change, std::move(ink), place_, std::move(by_hand), points});
  size_t first = undo_.size(), kept_points = 0;
  while (first > 0 && undo_.size() - first < kMaxEdits &&
         (kept_points += undo_[first - 1].points) <= kMaxUndoPoints) {
    --first;
  }
  undo_.erase(undo_.begin(), undo_.begin() + static_cast<ptrdiff_t>(first));
}

bool InkEditor::Undo(bool* replaced) { return Travel(&undo_, &redo_, replaced); }
bool InkEditor::Redo(bool* replaced) { return Travel(&redo_, &undo_, replaced); }

bool InkEditor::Travel(std::vector<Edit>* from, std::vector<Edit>* to, bool* replaced) {
  assert(pen_ == Pen::kUp);
  if (from->empty()) return false;
  Edit edit = std::move(from->back());
  from->pop_back();
  if (replaced != nullptr) *replaced = edit.change == Change::kReplaced;
  std::swap(by_hand_, edit.by_hand);
  if (edit.change == Change::kErased || edit.change == Change::kReplaced) {
    ink_.swap(edit.ink);
    std::swap(place_, edit.place);
  } else if (edit.change == Change::kSaid) {
    // The ink is as it was.
  } else if (edit.ink.empty()) {
    edit.ink.push_back(std::move(ink_.back()));
    ink_.pop_back();
  } else {
    ink_.push_back(std::move(edit.ink.back()));
    edit.ink.clear();
  }
  edit.points = CountPoints(edit.ink);
  point_count_ = CountPoints(ink_);
  to->push_back(std::move(edit));
  return true;
}

bool InkEditor::Replace(Ink ink, const Box& cells, ByHand by_hand) {
  assert(pen_ == Pen::kUp);
  std::erase_if(ink, [](const Stroke& stroke) { return stroke.empty(); });
  if (ink_.empty() && ink.empty() && by_hand == by_hand_) return false;
  ink_.swap(ink);
  Push(Change::kReplaced, std::move(ink), std::exchange(by_hand_, std::move(by_hand)));
  place_ = {cells, {}};
  point_count_ = CountPoints(ink_);
  return true;
}

bool InkEditor::SetByHand(ByHand by_hand) {
  assert(pen_ == Pen::kUp);
  if (by_hand == by_hand_) return false;
  Push(Change::kSaid, {}, std::exchange(by_hand_, std::move(by_hand)));
  return true;
}

bool InkEditor::Reset(Ink ink, const InkPlace& place, ByHand by_hand) {
  assert(pen_ == Pen::kUp);
  const bool changes = !(ink_.empty() && by_hand_.empty() && undo_.empty() &&
                         redo_.empty() && ink.empty() && by_hand.empty());
  ink_ = std::move(ink);
  place_ = place;
  by_hand_ = std::move(by_hand);
  undo_.clear();
  redo_.clear();
  point_count_ = CountPoints(ink_);
  return changes;
}

}  // namespace digitpad
