// What App does with ink and numbers that a program gives it, as a page does that has it
// in a frame.
#include <utility>

#include "wasm/app/app.h"

namespace digitpad {

void App::SetAll(Ink ink, const InkPlace& place, ByHand by_hand) {
  CancelStroke();
  if (picture_.is_open()) ClosePicture();
  editor_.Reset(std::move(ink), place, std::move(by_hand));
  shown_area_ = {};
  PlaceCells();
  FitView(true);
  InvalidateInk();
  InkChanged();
  Update();
}

Status App::SetInk(Ink ink, Vec2 drawn_on) {
  DIGITPAD_RETURN_IF_ERROR(ValidateInk(ink));
  InkPlace place;
  if (cells().empty()) {
    place.extent = ExtentToShow(ink, {layout_.ink.w, layout_.ink.h});
  } else if (!IsEmpty(ink)) {
    DIGITPAD_RETURN_IF_ERROR(FitDrawing(drawn_on, &ink));
    place.cells = layout_.cell_row;
  }
  SetAll(std::move(ink), place, {});
  return Status::Ok();
}

bool App::SetNumber(const std::string& text) {
  ByHand by_hand;
  if (!text.empty() && !MakeTyped(text, &by_hand)) return false;
  SetAll({}, {}, std::move(by_hand));
  return true;
}

}  // namespace digitpad
