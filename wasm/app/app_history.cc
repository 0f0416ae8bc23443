// What App does with drawings that make room for others, and with those that come back.
#include <utility>

#include "wasm/app/app.h"
#include "wasm/app/cell_row.h"
#include "wasm/app/ink_fit.h"

namespace digitpad {

void App::KeepDrawing() {
  history_.Add({editor_.ink(), options_.cells.empty() ? Box() : cell_row_, answer_.guess,
                answer_.verdict == AnswerState::kAccepted, editor_.by_hand()});
}

void App::RecallDrawing(int drawing) {
  const PastDrawing past = history_.drawings()[static_cast<size_t>(drawing)];
  OpenInk(past.ink, past.cell_row, past.by_hand);
}

Status App::FitDrawing(Vec2 drawn_on, Ink* ink) const {
  DIGITPAD_RETURN_IF_ERROR(ValidateInk(*ink));
  if (IsEmpty(*ink)) return Status::Invalid("no strokes");
  InkRoom room = {{layout_.ink.w, layout_.ink.h}, {}, {}};
  if (!options_.cells.empty()) {
    room.row = layout_.cell_row;
    room.written_row = PlaceCellRow(drawn_on, layout_input_.cells, layout_.cell_em);
  }
  FitInk(drawn_on, room, ink);
  return Status::Ok();
}

Status App::OpenDrawing(Ink ink, Vec2 drawn_on) {
  DIGITPAD_RETURN_IF_ERROR(FitDrawing(drawn_on, &ink));
  OpenInk(std::move(ink));
  return Status::Ok();
}

Status App::AddDrawing(Ink ink, Vec2 drawn_on, std::string label) {
  DIGITPAD_RETURN_IF_ERROR(FitDrawing(drawn_on, &ink));
  const Box cell_row = options_.cells.empty() ? Box() : layout_.cell_row;
  history_.Add({std::move(ink), cell_row, std::move(label), true, {}});
  return Status::Ok();
}

}  // namespace digitpad
