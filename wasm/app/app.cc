#include "wasm/app/app.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/ink/curve.h"
#include "wasm/app/by_hand.h"
#include "wasm/app/cell_row.h"

namespace digitpad {
namespace {

// A model may know more classes than there is room for.
constexpr size_t kMaxBars = 10;
// Ink units, around ink that is made to fit: for the frames of its digits.
constexpr float kFrameRoom = 10;

int CandidateOf(Command command) { return command == Command::kFirst ? 0 : 1; }

}  // namespace

App::App(std::unique_ptr<Recognizer> recognizer, ReadOptions options, ReadInk read_ink)
    : recognizer_(std::move(recognizer)),
      read_ink_(std::move(read_ink)),
      options_(std::move(options)),
      picture_(*recognizer_) {
  if (options_.mode != ReadMode::kBoxes) options_.cells.clear();
  ListLabels();
}

void App::ListLabels() {
  bar_labels_.clear();
  for (const std::string& label : model().labels) {
    if (!label.empty()) bar_labels_.push_back(label);
  }
  bars_ = BarsOf({}, bar_labels_, kMaxBars);
}

void App::UseRecognizer(std::unique_ptr<Recognizer> recognizer) {
  recognizer_.swap(recognizer);  // the old one lives until the picture has let it go
  picture_.UseRecognizer(*recognizer_, options_.rules);
  ListLabels();
  layers_.Show(layers_.is_on());  // nothing of the old one is seen any more
  answer_ = {};
  UpdateLayout();
  if (picture_.is_open()) {
    PictureChanged();
  } else {
    InkChanged();
    Update();
  }
  Invalidate();
}

void App::Resize(const LayoutInput& input, float device_pixel_ratio) {
  if (!IsEmpty(editor_.ink())) RememberArea();
  layout_input_ = input;
  device_pixel_ratio_ = device_pixel_ratio;
  UpdateLayout();
  PlaceCells();
  FitView(true);
  FitPicture();
  UpdateFrames();
  UpdateEnabled();
  Invalidate();
  ++revision_;
}

void App::UpdateLayout() {
  layout_input_.bars = static_cast<int>(bars_.size());
  layout_input_.digits = static_cast<int>(answer_.digits.size());
  layout_input_.text_digits = WidthInDigits(answer_);
  layout_input_.has_picture = picture_.is_open();
  layout_input_.cells = static_cast<int>(options_.cells.size());
  layout_input_.copyable = IsEnabled(Command::kCopy);
  layout_input_.candidates = static_cast<int>(answer_.candidates.size());
  layout_ = ComputeLayout(layout_input_);
  ++layout_revision_;
}

// Those of the ink; without ink where there is room now. Before FitView.
void App::PlaceCells() {
  if (options_.cells.empty()) return;
  if (IsEmpty(editor_.ink())) {
    view_ = {};
    cell_row_ = layout_.cell_row;
  } else {
    cell_row_ = editor_.cells();
  }
  options_.cells = EqualCells(cell_row_, layout_input_.cells);
}

void App::RememberArea() {
  if (HasExtent()) return;
  shown_area_.x = std::max(shown_area_.x, layout_.ink.w / view_.scale);
  shown_area_.y = std::max(shown_area_.y, layout_.ink.h / view_.scale);
}

bool App::HasExtent() const { return editor_.extent().w + editor_.extent().h > 0; }

// `may_grow`: else ink that was drawn here is shown no larger than it is.
void App::FitView(bool may_grow) {
  if (HasExtent()) {
    view_ = ShowExtent(editor_.extent(), {layout_.ink.w, layout_.ink.h});
    return;
  }
  const float most = may_grow ? 1 : view_.scale;
  view_ = {};
  view_.scale = std::min(most, FittingScale());
}

// The part of the shown area that holds ink and cells must fit the drawing area.
float App::FittingScale() const {
  if (IsEmpty(editor_.ink())) return 1;
  const Box box = BoundingBox(editor_.ink());
  const float margin = pen_width() / 2 + kFrameRoom;
  Vec2 needed = {box.x + box.w + margin, box.y + box.h + margin};
  if (!options_.cells.empty()) {
    const Vec2 reach = ReachOfCellRow(cell_row_, layout_.cell_em);
    needed = {std::max(needed.x, reach.x), std::max(needed.y, reach.y)};
  }
  needed = {std::min(needed.x, shown_area_.x), std::min(needed.y, shown_area_.y)};
  float scale = 1;
  if (needed.x > layout_.ink.w) scale = layout_.ink.w / needed.x;
  if (needed.y * scale > layout_.ink.h) scale = layout_.ink.h / needed.y;
  return scale;
}

void App::SetTheme(const Theme& theme) {
  if (theme_ == &theme) return;
  theme_ = &theme;
  Invalidate();
}

float App::pen_width() const {
  float width = PenWidthFor({layout_.ink.w, layout_.ink.h});
  // Ink from elsewhere may be of any size: its pen is that of the drawing area.
  if (HasExtent()) width /= view_.scale;
  return options_.cells.empty() ? width : PenWidthForCell(options_.cells[0], width);
}

Box App::OnScreen(const Box& box) const {
  const Vec2 at = (Vec2{box.x, box.y} - view_.corner) * view_.scale;
  return {layout_.ink.x + at.x, layout_.ink.y + at.y, box.w * view_.scale,
          box.h * view_.scale};
}

void App::InkChanged() {
  unread_ = true;
  if (answer_.state != AnswerState::kReading) {
    Answer answer = live_ ? answer_ : Answer();
    answer.state = AnswerState::kReading;
    SetAnswer(std::move(answer));
  }
}

void App::InvalidateInk() { Invalidate(layout_.ink); }

void App::Invalidate(const Box& box, float margin) {
  const float dpr = device_pixel_ratio_;
  const Box device = {box.x * dpr, box.y * dpr, box.w * dpr, box.h * dpr};
  dirty_.Add(Around(device, margin * dpr));
}

bool App::IsEnabled(Command command) const {
  const bool has_ink = !IsEmpty(editor_.ink());
  switch (command) {
    case Command::kRecognize:
    case Command::kSave:
      return has_ink;
    case Command::kClear:
      return has_ink || !editor_.by_hand().empty();
    case Command::kSaveAs:
      return has_ink || !picture_.numbers().empty();
    case Command::kUndo:
      return editor_.can_undo();
    case Command::kRedo:
      return editor_.can_redo();
    case Command::kCopy:
      // In a frame one types there: it is the only way for a finger.
      return layout_input_.embedded || answer_.verdict == AnswerState::kAccepted;
    case Command::kFirst:
    case Command::kSecond:
      return CandidateOf(command) < static_cast<int>(answer_.candidates.size());
    case Command::kNew:
    case Command::kMenu:
    case Command::kOpen:
    case Command::kQuit:
      return true;
  }
  return false;
}

bool App::Run(Command command) {
  EndStroke();
  if (!IsEnabled(command)) return false;
  bool changed = false, replaced = false;
  switch (command) {
    case Command::kRecognize:
      editor_.SetByHand({});
      Read();
      break;
    case Command::kUndo:
      changed = editor_.Undo(&replaced);
      break;
    case Command::kRedo:
      changed = editor_.Redo(&replaced);
      break;
    case Command::kClear:
      KeepDrawing();
      changed = editor_.Clear();
      break;
    case Command::kNew:
      KeepDrawing();
      changed = Reset();
      break;
    case Command::kFirst:
    case Command::kSecond:
      TakeCandidate(CandidateOf(command));
      break;
    case Command::kMenu:
    case Command::kCopy:
    case Command::kOpen:
    case Command::kSave:
    case Command::kSaveAs:
    case Command::kQuit:
      break;
  }
  if (changed) {
    PlaceCells();
    // Undo and redo may bring ink back that was drawn on a larger area. What fits keeps
    // its size: ink that stays must not jump.
    FitView(replaced);
    InvalidateInk();
    InkChanged();
  }
  Update();
  return true;
}

void App::SetButtonState(Command command, ButtonState state) {
  const auto i = static_cast<size_t>(command);
  if (button_states_[i] == state) return;
  button_states_[i] = state;
  if (i < layout_.buttons.size()) Invalidate(layout_.buttons[i].face, kFocusReach + 1);
}

void App::Update() {
  if (picture_unshown_) PictureChanged();
  if (!unread_) return;
  if (!waiting()) return Read();
  // What can be undone or cleared is known without a reading.
  UpdateEnabled();
  ++revision_;
}

void App::Read() {
  unread_ = false;
  const ByHand& by_hand = editor_.by_hand();
  const Ink& ink = editor_.ink();
  if (IsEmpty(ink)) {
    result_.Clear();
  } else {
    const Status status = read_ink_ ? read_ink_(ink, options_, &result_)
                                    : recognizer_->Read(ink, options_, &result_);
    assert(status.ok());  // the editor keeps the ink within the limits
    static_cast<void>(status);
  }
  Answer answer;
  if (by_hand.typed) {
    answer = MakeTypedAnswer(by_hand.labels, bar_labels_, options_.rules, cells().size());
    answer.strokes = editor_.finished_strokes();
  } else if (!IsEmpty(ink)) {
    answer =
        MakeAnswer(result_, bar_labels_, recognizer_->min_confidence(), options_.rules);
    answer.strokes = editor_.finished_strokes();
    if (editor_.drawing()) {
      answer.state = AnswerState::kReading;
    } else if (!by_hand.empty() && by_hand.labels.size() == answer.digits.size()) {
      answer = WithLabels(std::move(answer), by_hand.labels, bar_labels_);
    } else {
      answer.candidates = CandidatesOf(answer, bar_labels_, options_.rules);
    }
  }
  SetAnswer(std::move(answer));
}

void App::SetAnswer(Answer answer) {
  std::vector<Bar> bars = BarsOf(answer, bar_labels_, kMaxBars);
  if (bars != bars_) {
    bars_.swap(bars);
    for (const BarLayout& bar : layout_.bars) Invalidate(bar.track, 1);
  }
  const bool placed_so = answer.digits.size() == answer_.digits.size() &&
                         WidthInDigits(answer) == WidthInDigits(answer_) &&
                         answer.candidates.size() == answer_.candidates.size() &&
                         (answer.verdict == AnswerState::kAccepted) ==
                             (answer_.verdict == AnswerState::kAccepted);
  answer_ = std::move(answer);
  if (!placed_so) {
    UpdateLayout();
    Invalidate(layout_.card);
  }
  UpdateFrames();
  LookInside();
  // Follows from the ink, and every change of it comes by here.
  UpdateEnabled();
  ++revision_;
}

void App::ShowLayers(bool on) {
  if (on == layers_.is_on()) return;
  layers_.Show(on);
  LookInside();
}

// Of ink that is about to be read there is nothing new to see yet.
void App::LookInside() {
  if (!layers_.is_on() || (unread_ && !waiting()) || read_ink_) return;
  const bool is_of_ink = !picture_.is_open() && !editor_.by_hand().typed && !unread_;
  const bool has_digit = is_of_ink && answer_.chosen >= 0;
  layers_.Look(has_digit ? answer_.digits[static_cast<size_t>(answer_.chosen)].place : -1,
               recognizer_.get());
}

void App::ChooseDigit(int digit) {
  assert(digit >= 0 && digit < static_cast<int>(answer_.digits.size()));
  Answer answer = answer_;
  answer.chosen = digit;
  answer.candidates = CandidatesOf(answer, bar_labels_, options_.rules);
  SetAnswer(std::move(answer));
}

void App::UpdateEnabled() {
  for (size_t i = 0; i < layout_.buttons.size(); ++i) {
    const bool enabled = IsEnabled(static_cast<Command>(i));
    if (enabled == enabled_[i]) continue;
    enabled_[i] = enabled;
    Invalidate(layout_.buttons[i].face, kFocusReach + 1);
  }
}

Looks App::CurrentLooks() const {
  Looks looks;
  looks.layout = &layout_;
  looks.theme = theme_;
  looks.device_pixel_ratio = device_pixel_ratio_;
  looks.buttons = button_states_;
  looks.enabled = enabled_;
  looks.ink = &editor_.ink();
  looks.view = view_;
  looks.pen_width = pen_width() * view_.scale;
  for (const Box& cell : options_.cells) looks.cells.push_back(OnScreen(CellFace(cell)));
  looks.frames = frames_;
  if (picture_.is_open()) looks.picture = shown_picture_.view();
  looks.picture_at = {static_cast<float>(picture_rect_.x),
                      static_cast<float>(picture_rect_.y)};
  looks.bars = bars_;
  return looks;
}

void App::Draw(const PixelBuffer& out, std::vector<IntRect>* drawn) {
  drawn->clear();
  if (dirty_.empty()) return;
  BuildScene(CurrentLooks(), &scene_);
  for (const IntRect& rect : dirty_.rects()) {
    const IntRect visible = Intersect(rect, {0, 0, out.width, out.height});
    if (visible.empty()) continue;
    painter_.Paint(scene_, visible, out);
    drawn->push_back(visible);
  }
  dirty_.Clear();
}

void App::Invalidate() { Invalidate({0, 0, layout_.size.x, layout_.size.y}, 1); }

InkSheet App::Sheet() const {
  const float scale = HasExtent() ? view_.scale : 1;
  InkSheet sheet = {editor_.ink(), ink_area() * scale, pen_width() * scale};
  for (Stroke& stroke : sheet.ink) {
    for (Point& point : stroke) {
      point.x = (point.x - view_.corner.x) * scale;
      point.y = (point.y - view_.corner.y) * scale;
    }
  }
  return sheet;
}

GrayPicture App::RenderPicture(float scale) const {
  const InkSheet sheet = Sheet();
  return DrawPicture(sheet.ink, sheet.size, sheet.pen_width, scale);
}

}  // namespace digitpad
