// App: the drawing app without a screen, a browser or a window. The edges (web, desktop)
// tell it size, theme, pen, pictures and commands, and ask it for layout, answer and
// pixels. Owns ink, undo list, picture and recogniser. Not thread-safe.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/read_options.h"
#include "core/recognizer.h"
#include "wasm/app/answer.h"
#include "wasm/app/command.h"
#include "wasm/app/dirty_region.h"
#include "wasm/app/frames.h"
#include "wasm/app/history.h"
#include "wasm/app/ink_editor.h"
#include "wasm/app/ink_fit.h"
#include "wasm/app/inside_view.h"
#include "wasm/app/layout.h"
#include "wasm/app/looks.h"
#include "wasm/app/open_picture.h"
#include "wasm/app/painter.h"
#include "wasm/app/picture.h"
#include "wasm/app/scene.h"
#include "wasm/app/theme.h"

namespace digitpad {

class App {
 public:
  // What reads the ink, where that is not the recogniser: a test's own.
  using ReadInk =
      std::function<Status(const Ink& ink, const ReadOptions& options, Result* result)>;

  // `options`: how ink is read. Of cells their number counts alone: the app places them,
  // and what was written into a cell stays in it. REQUIRES: ValidateOptions(options).ok()
  explicit App(std::unique_ptr<Recognizer> recognizer, ReadOptions options = {},
               ReadInk read_ink = {});

  // --- The screen ---
  // `device_pixel_ratio`: device pixels in a CSS pixel. What was visible of the ink stays
  // so: it keeps its place, and is shown smaller where the drawing area has become too
  // small. That holds for what undo and redo bring back, too.
  void Resize(const LayoutInput& input, float device_pixel_ratio);
  void SetTheme(const Theme& theme);
  const Theme& theme() const { return *theme_; }
  const Layout& layout() const { return layout_; }
  // Ten at most: see BarsOf. Their labels are best known as "0" to "9".
  const std::vector<Bar>& bars() const { return bars_; }

  // --- The pen, in CSS pixels of the drawing area. Nothing is drawn while a picture is
  // open: there it chooses the number that it touches ---
  void BeginStroke(Point point);
  void AddPoint(Point point);
  void EndStroke();
  void CancelStroke();
  // The pen down as an eraser: until EndStroke it takes away the strokes that it touches,
  // and CancelStroke brings them back. Does nothing while a picture is open.
  void BeginErasing(Point point);
  const InkEditor& editor() const { return editor_; }

  // This ink takes the place of what there is; undo brings that back, but for a picture.
  // Shown smaller where it is larger than the drawing area. `cell_row`: around the cells
  // that it was written into, as cell_row() told; empty: where there is room now.
  // REQUIRES: ValidateInk(ink).ok()
  void OpenInk(Ink ink, const Box& cell_row = {}, ByHand by_hand = {});
  // The same with a drawing from elsewhere, scaled and moved to where it is well seen:
  // see ink_fit.h. `drawn_on`: the size of its drawing area, zero where that is not
  // known. Invalid as ValidateInk says, or without any point; all stays as it was then.
  Status OpenDrawing(Ink ink, Vec2 drawn_on);
  // The drawings that were cleared or made room for others, to be shown again in place of
  // the ink. REQUIRES: `drawing` is an index into past_drawings().
  const std::vector<PastDrawing>& past_drawings() const { return history_.drawings(); }
  void RecallDrawing(int drawing);
  // One more, from elsewhere, as OpenDrawing takes it.
  Status AddDrawing(Ink ink, Vec2 drawn_on, std::string label);

  // --- A program that says what is there: nothing of that can be undone ---
  // This ink takes the place of all there was, and is read as it is: it is not moved, but
  // shown larger or smaller where that shows it well. Cells take it as OpenDrawing.
  // Invalid as ValidateInk says; all stays as it was then.
  Status SetInk(Ink ink, Vec2 drawn_on);
  // The same with a number, empty for none. False as Enter, and all stays as it was.
  bool SetNumber(const std::string& text);
  // Around the cells, in ink units; empty without any.
  const Box& cell_row() const { return cell_row_; }

  // --- The buttons ---
  bool IsEnabled(Command command) const;
  // Ends a stroke under way first. False, with nothing done, where the command is
  // disabled. kMenu and those after it do nothing here: menus, files and windows are the
  // edges' business.
  bool Run(Command command);
  void SetButtonState(Command command, ButtonState state);

  // --- The reading ---
  // Reads what has not been read yet; the edges call it once a frame.
  void Update();
  const Answer& answer() const { return answer_; }
  // What the ink alone was read as, whatever the person has said of it.
  const Result& result() const { return result_; }
  // Shows the bars of this digit, until the ink changes.
  // REQUIRES: 0 <= digit < answer().digits.size()
  void ChooseDigit(int digit);
  // Whether ink is read as it comes, as at first, or when kRecognize is run alone.
  void SetLive(bool live);
  // There is ink to be read which waits for kRecognize.
  bool waiting() const;

  // --- What the network sees of the chosen digit. Nothing of a picture ---
  // Room for it in the layout comes with Resize.
  void ShowLayers(bool on);
  InsideView& layers() { return layers_; }

  const char* kernel() const { return recognizer_->kernel(); }
  // Another model, with what it was set to accept, reads from now on: ink and picture are
  // read once more.
  void UseRecognizer(std::unique_ptr<Recognizer> recognizer);
  const Model& model() const { return recognizer_->model(); }
  // Grows whenever answer, frames or enabled buttons may have changed.
  int revision() const { return revision_; }
  // Grows whenever the layout may have changed: by Resize, and where the answer has got
  // another number of digits.
  int layout_revision() const { return layout_revision_; }
  // In ink units; none where digits may stand anywhere.
  const std::vector<Box>& cells() const { return options_.cells; }
  // Around what was read, on the drawing area; none around a single digit, but for a
  // cell.
  const std::vector<Frame>& frames() const { return frames_; }

  // --- The keyboard ---
  // A further label of a number that is typed in place of the answer, until the ink
  // changes; kUndo takes the last one away. False for what belongs to no number, and
  // while a picture is open.
  bool Type(const std::string& text) { return Enter(typed() + text); }
  // All of a number at once, in place of what was typed before.
  bool Enter(const std::string& text);
  std::string typed() const;
  // Whether it may stand in a number: within a label of the model's, or a sign that the
  // rules allow.
  bool IsTypable(std::string_view character) const;

  // --- A picture ---
  // Starts to read the picture and shows it in place of the ink, which goes with its undo
  // list, until kNew. Invalid as OpenPicture::Open; all stays as it was then.
  Status Open(GrayPicture picture);
  const OpenPicture& picture() const { return picture_; }
  // Reads on for some milliseconds; Update then shows what was found. False where there
  // is nothing more to read.
  bool ReadOn();
  // REQUIRES for both: `number` is an index into picture().numbers(); to choose, -1 too.
  void CorrectNumber(int number, std::string text);
  void ChooseNumber(int number);

  // What there is to save as numbers: those of the picture, or the one of the ink.
  std::vector<ReadNumber> NumbersToSave() const;

  // --- Pixels ---
  bool needs_frame() const {
    return (unread_ && !waiting()) || picture_.reading() || !dirty_.empty();
  }
  // Draws what has changed since the last call; the rectangles drawn are in *drawn.
  void Draw(const PixelBuffer& out, std::vector<IntRect>* drawn);
  // All pixels are lost: the next Draw draws everything.
  void Invalidate();
  // The same for a rectangle in CSS pixels, grown by `margin`.
  void Invalidate(const Box& box, float margin = 0);
  // The drawing area as it is to be saved.
  InkSheet Sheet() const;
  // The same as a grey picture, black on white: `scale` pixels in a unit of the sheet,
  // fewer where that would make a giant of it.
  GrayPicture RenderPicture(float scale) const;
  // The pen's width in ink units.
  float pen_width() const;
  // The drawing area's size in ink units.
  Vec2 ink_area() const {
    return {layout_.ink.w / view_.scale, layout_.ink.h / view_.scale};
  }

 private:
  Point ToInk(Point point) const;
  void Erase(Vec2 to);
  void ClosePicture();
  Box OnScreen(const Box& box) const;
  void InkChanged();
  void InkTailChanged();
  void InvalidateInk();
  void Read();
  void SetAnswer(Answer answer);
  void ListLabels();
  void TakeCandidate(int candidate);
  void KeepDrawing();
  Status FitDrawing(Vec2 drawn_on, Ink* ink) const;
  void LookInside();
  void UpdateLayout();
  void PlaceCells();
  void UpdateFrames();
  void ShowFrames(std::span<const Mark> marks, float padding, bool rows);
  bool Reset();
  void FitPicture();
  void PictureChanged();
  int NumberAt(Vec2 point) const;
  std::vector<Mark> DigitMarks() const;
  std::vector<Mark> NumberMarks() const;
  void UpdateEnabled();
  Looks CurrentLooks() const;
  void RememberArea();
  bool HasExtent() const;
  void FitView(bool may_grow);
  float FittingScale() const;
  std::string_view LabelAtBegin(std::string_view text) const;
  bool MakeTyped(std::string_view text, ByHand* by_hand) const;
  void SetAll(Ink ink, const InkPlace& place, ByHand by_hand);

  std::unique_ptr<Recognizer> recognizer_;
  ReadInk read_ink_;
  ReadOptions options_;
  Result result_;
  std::vector<std::string> bar_labels_;  // of the model, all but "none of these"
  std::vector<Bar> bars_;

  InkEditor editor_;
  InkView view_;
  // How much of the ink's plane, from its origin, was in sight since the last kNew while
  // there was ink.
  Vec2 shown_area_;
  Box cell_row_;
  Vec2 eraser_;  // where it was last, CSS pixels of the drawing area
  bool unread_ = false;
  bool live_ = true;
  History history_;

  OpenPicture picture_;
  bool picture_unshown_ = false;  // there is news of picture_
  GrayPicture shown_picture_;     // picture_ as large as it is shown
  IntRect picture_rect_;          // and where, in device pixels

  LayoutInput layout_input_;
  Layout layout_;
  int layout_revision_ = 0;
  float device_pixel_ratio_ = 1;
  const Theme* theme_ = &LightTheme();
  std::array<ButtonState, kDesktopCommandCount> button_states_;
  std::array<bool, kDesktopCommandCount> enabled_{};  // as last shown
  Answer answer_;
  InsideView layers_;
  std::vector<Frame> frames_;
  int revision_ = 0;

  DirtyRegion dirty_;
  Scene scene_;
  Painter painter_;
};

}  // namespace digitpad
