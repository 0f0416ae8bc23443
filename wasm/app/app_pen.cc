// What App does with the pen: strokes and erasing; and ink that comes from elsewhere.
#include <algorithm>
#include <cstddef>
#include <utility>

#include "wasm/app/app.h"

namespace digitpad {
namespace {

// CSS pixels. Around the pen's own width, for the rasteriser's soft edge.
constexpr float kSoftEdge = 2;
// How close to a stroke's edge the eraser must come: a finger's or a mouse's aim.
constexpr float kEraserReach = 6;

}  // namespace

Point App::ToInk(Point point) const {
  point.x = point.x / view_.scale + view_.corner.x;
  point.y = point.y / view_.scale + view_.corner.y;
  return point;
}

void App::BeginStroke(Point point) {
  if (picture_.is_open()) return ChooseNumber(NumberAt({point.x, point.y}));
  if (IsEmpty(editor_.ink())) view_ = {};
  RememberArea();
  if (editor_.BeginStroke(ToInk(point), cell_row_)) InkTailChanged();
}

void App::BeginErasing(Point point) {
  if (picture_.is_open()) return;
  EndStroke();
  editor_.BeginErasing();
  eraser_ = {point.x, point.y};
  Erase(eraser_);
}

void App::AddPoint(Point point) {
  if (editor_.erasing()) return Erase({point.x, point.y});
  if (editor_.AddPoint(ToInk(point))) InkTailChanged();
}

void App::Erase(Vec2 to) {
  const float scale = 1 / view_.scale;
  const float reach = pen_width() / 2 + kEraserReach * scale;
  const auto in_ink = [&](Vec2 at) { return at * scale + view_.corner; };
  const Vec2 from = std::exchange(eraser_, to);
  Box gone;
  if (!editor_.Erase(in_ink(from), in_ink(to), reach, &gone)) return;
  Invalidate(OnScreen(gone), pen_width() * view_.scale / 2 + kSoftEdge);
  if (!options_.cells.empty()) InvalidateInk();
  PlaceCells();
  InkChanged();
}

void App::EndStroke() {
  if (!editor_.EndStroke() && !editor_.EndErasing()) return;
  unread_ = true;
  // At once and not in the next frame, so that the answer never waits for the screen.
  Update();
}

void App::CancelStroke() {
  if (!editor_.CancelStroke() && !editor_.CancelErasing()) return;
  PlaceCells();
  FitView(false);
  InvalidateInk();
  InkChanged();
  Update();
}

// The last point is new. The curve has changed from the middle of the segment before the
// previous one.
void App::InkTailChanged() {
  const Stroke& stroke = editor_.ink().back();
  const size_t first = stroke.size() >= 3 ? stroke.size() - 3 : 0;
  const Box box =
      BoundingBox({Stroke(stroke.begin() + static_cast<ptrdiff_t>(first), stroke.end())});
  Invalidate(OnScreen(box), pen_width() * view_.scale / 2 + kSoftEdge);
  InkChanged();
}

void App::OpenInk(Ink ink, const Box& cell_row, ByHand by_hand) {
  EndStroke();
  KeepDrawing();
  if (picture_.is_open()) ClosePicture();
  const Box box = BoundingBox(ink);
  // All of it is to be in sight.
  shown_area_.x = std::max({shown_area_.x, layout_.ink.w, box.x + box.w + pen_width()});
  shown_area_.y = std::max({shown_area_.y, layout_.ink.h, box.y + box.h + pen_width()});
  editor_.Replace(std::move(ink), cell_row.w > 0 ? cell_row : layout_.cell_row,
                  std::move(by_hand));
  PlaceCells();
  FitView(true);
  InvalidateInk();
  InkChanged();
  Update();
}

}  // namespace digitpad
