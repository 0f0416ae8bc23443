#include "wasm/app/embedded_layout.h"

#include <algorithm>
#include <array>
#include <span>

#include "wasm/app/button_grid.h"
#include "wasm/app/card_layout.h"
#include "wasm/app/cell_row.h"

namespace digitpad {
namespace {

// In em, as all lengths but those below.
constexpr float kVerdict = 1.5f;
constexpr float kLeastAnswer = 2.75f;
constexpr float kMostAnswer = 5.5f;
constexpr float kAnswerShare = 0.16f;  // of the height, below the sheet
constexpr float kLeastPanel = 12;      // beside the sheet
constexpr float kMostPanel = 20;
constexpr float kPanelShare = 0.34f;
constexpr float kWideRatio = 1.55f;     // from which on they lie side by side
constexpr float kRedoFrom = 19;         // width
constexpr float kRowFrom = 22;          // height from which on there is a row of digits
constexpr float kMostLabels = 0.5f;     // of the width, for buttons with labels
constexpr float kCellRoom = 1 / 18.0f;  // of the sheet's height

// CSS pixels: what a hand needs, and what large text leaves to it.
constexpr float kLeastWidth = 240;
constexpr float kLeastSheetWidth = 176;
constexpr float kLeastSheet = 96;
constexpr float kPadding = 8;
constexpr float kGap = 4;
constexpr float kMostTool = 0.19f;  // of the width

constexpr std::array kTools = {Command::kUndo, Command::kRedo, Command::kClear};
constexpr std::array kFewTools = {Command::kUndo, Command::kClear};

class EmbeddedComposer {
 public:
  EmbeddedComposer(const LayoutInput& input, float em) : input_(input), em_(em) {
    // Only a question has a row of digits: to choose the one that it is about.
    input_.choosable = input.choosable && input.candidates > 0 && input.digits > 1;
    out_.buttons.resize(input.labels.size());
    out_.embedded = true;
    out_.size.x = std::max(input.size.x, kLeastWidth);
  }

  Layout Compose() {
    const float panel =
        std::clamp(kPanelShare * out_.size.x, Em(kLeastPanel), Em(kMostPanel));
    out_.wide = out_.size.x >= kWideRatio * input_.size.y &&
                out_.size.x - panel >= std::max(kLeastSheetWidth, panel);
    if (!out_.wide) return ComposeTall();
    ComposeWide(panel);
    return out_;
  }

  // The sheet, and the answer below it with the buttons at its end; where there is a row
  // of digits, with the buttons below them.
  Layout ComposeTall() {
    const float pad = kPadding, gap = kGap;
    const float row = has_row() ? kMinTarget + gap : 0;
    const float answer = std::clamp(kAnswerShare * input_.size.y, tool(),
                                    std::max(tool(), Em(kMostAnswer)));
    const float bottom = row > 0 ? gap + tool() + pad : Em(kVerdict) + gap;
    const float card = pad + answer + row + bottom;
    out_.size.y = std::max(input_.size.y, kLeastSheet + card);
    const float top = out_.size.y - card;
    out_.ink = {0, 0, out_.size.x, top};
    out_.card = {0, top, out_.size.x, card};

    const std::span<const Command> tools = out_.size.x >= Em(kRedoFrom)
                                               ? std::span<const Command>(kTools)
                                               : std::span<const Command>(kFewTools);
    const auto count = static_cast<float>(tools.size());
    const float labelled = WidestLabelled(tools);
    const bool has_labels = count * labelled <= kMostLabels * out_.size.x;
    const float each = has_labels ? labelled : tool();
    const float x = out_.size.x - pad - count * (each + gap) + gap;
    const float y = top + pad, inside = out_.size.x - 2 * pad;
    const float verdict = Em(kVerdict);
    if (row > 0) {
      const float below = y + answer + row + gap;
      PlaceTools(tools, {x, below}, each, gap, has_labels);
      FillAnswer({pad, y, inside, answer + row + verdict}, row);
      out_.verdict = {pad, below, x - 2 * pad, tool()};
    } else {
      PlaceTools(tools, {x, y + (answer - tool()) / 2}, each, gap, has_labels);
      FillAnswer({pad, y, x - 2 * pad, answer + verdict}, 0);
      out_.verdict.w = inside;
    }
    return out_;
  }

 private:
  float Em(float count) const { return count * em_; }
  float tool() const {
    return std::max(kMinTarget, std::min(Em(kLeastAnswer), kMostTool * out_.size.x));
  }
  bool has_row() const { return input_.size.y >= Em(kRowFrom); }

  // Sheet, and the panel at its end: the answer, and the buttons at the bottom.
  void ComposeWide(float width) {
    const float pad = kPadding, gap = kGap;
    const float row = has_row() ? kMinTarget + gap : 0;
    const float least = 2 * pad + tool() + Em(kVerdict) + row + tool() + gap;
    out_.size.y = std::max({input_.size.y, least, kLeastSheet});
    const float x = out_.size.x - width;
    out_.ink = {0, 0, x, out_.size.y};
    out_.card = {x, 0, width, out_.size.y};
    const Box inside = {x + pad, pad, width - 2 * pad, out_.size.y - 2 * pad};
    const float tools = inside.y + inside.h - tool();
    FillAnswer({inside.x, inside.y, inside.w, tools - gap - inside.y}, row);
    const float each = (inside.w - 2 * gap) / 3;
    PlaceTools(kTools, {inside.x, tools}, each, gap, LabelsFit(kTools, each));
  }

  // The answer with its verdict below it. `row`: of the height, for the digits of a
  // question, with the gap before it.
  void FillAnswer(Box area, float row) {
    const CardLayout card(input_, CardShape::kTight, em_);
    const float digits = input_.choosable ? row : 0;
    card.PlaceAnswer({area.x, area.y, area.w, area.h - digits}, Em(kVerdict), &out_);
    if (input_.candidates == 0) out_.tile = out_.answer;
    if (!(digits > 0)) return;
    out_.verdict.y += digits;
    const float top = out_.answer.y + out_.answer.h + kGap;
    card.PlaceDigits({area.x, top, area.w, kMinTarget}, 1, &out_);
  }

  float WidestLabelled(std::span<const Command> tools) const {
    float widest = 0;
    for (const Command command : tools) {
      widest = std::max(widest, ButtonSize(LabelOf(command), em_).x);
    }
    return widest;
  }

  bool LabelsFit(std::span<const Command> tools, float width) const {
    return WidestLabelled(tools) <= width;
  }

  Vec2 LabelOf(Command command) const {
    const auto i = static_cast<size_t>(command);
    return i < input_.labels.size() ? input_.labels[i] : Vec2();
  }

  void PlaceTools(std::span<const Command> tools, Vec2 at, float width, float gap,
                  bool has_labels) {
    for (const Command command : tools) {
      const auto i = static_cast<size_t>(command);
      if (i >= out_.buttons.size()) continue;
      const Vec2 label = has_labels ? LabelOf(command) : Vec2();
      out_.buttons[i] = ArrangeButton({at.x, at.y, width, tool()}, label, em_);
      at.x += width + gap;
    }
  }

  LayoutInput input_;
  const float em_;
  Layout out_;
};

float CellRowWidth(const Layout& layout, int cells, float em) {
  const Box& ink = layout.ink;
  return PlaceCellRow({ink.w, ink.h}, cells, CellEm(ink, em)).w;
}

}  // namespace

Layout ComposeEmbedded(const LayoutInput& input, float em) {
  Layout usual = EmbeddedComposer(input, em).Compose();
  if (input.cells == 0 || !usual.wide) return usual;
  // A row of many cells needs the whole width.
  Layout tall = EmbeddedComposer(input, em).ComposeTall();
  const bool is_better =
      tall.size.y <= input.size.y &&
      CellRowWidth(tall, input.cells, em) > CellRowWidth(usual, input.cells, em);
  return is_better ? tall : usual;
}

float CellEm(const Box& ink, float em) { return std::min(em, kCellRoom * ink.h); }

}  // namespace digitpad
