#include "wasm/app/layout.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "core/base/value_text.h"
#include "wasm/app/button_grid.h"
#include "wasm/app/card_layout.h"
#include "wasm/app/cell_row.h"
#include "wasm/app/embedded_layout.h"

namespace digitpad {
namespace {

constexpr float kPixelsPerEm = 16;

// All lengths in em of the reader's text, so that everything grows with it.
constexpr float kWideFrom = 45;    // width from which answer and ink lie side by side
constexpr float kShortBelow = 30;  // height that may put them side by side all the same
constexpr float kMaxContentWidth = 84;
constexpr float kMaxContentHeight = 58;
constexpr float kLargeScreen = 0.92f;  // of one, where that is more than the above
constexpr float kMinContentWidth = 8;
constexpr float kMarginWide = 1.5f;
constexpr float kHeaderWide = 3.5f;
constexpr float kHeader = 4.5f;  // of the narrow layout, with the tagline
constexpr float kHeaderCompact = 3.25f;
constexpr float kLayersWide = 16;    // the least height of the layers beside the ink
constexpr float kLayersNarrow = 24;  // and below all else
constexpr float kMark = 1.5f;
constexpr float kMarkGap = 0.625f;
constexpr float kMenuGap = 0.75f;

constexpr float kCopyIcon = 1.125f;
constexpr float kCopyInset = 0.5f;

// Buttons that are not in the toolbar.
constexpr Command kElsewhere[] = {Command::kMenu, Command::kCopy, Command::kFirst,
                                  Command::kSecond};

constexpr size_t IndexOf(Command command) { return static_cast<size_t>(command); }

// CSS pixels: what a hand needs to draw does not grow with the text, and large text needs
// the room of the margins.
constexpr float kLeastContentWidth = 176;
constexpr float kMaxMarginNarrow = 16;
constexpr float kMaxMarginTight = 8;
constexpr float kMinInkHeight = 208;
// Where that keeps the buttons in sight.
constexpr float kMinInkHeightTight = 144;
constexpr float kShortFrom = 400;  // width

Box Rounded(Box box) {
  const float left = std::round(box.x), top = std::round(box.y);
  return {left, top, std::round(box.x + box.w) - left, std::round(box.y + box.h) - top};
}

class Composer {
 public:
  explicit Composer(const LayoutInput& input)
      : input_(input),
        em_(kPixelsPerEm * std::clamp(input.text_scale, 0.5f, 4.0f)),
        layers_(input.layers && !input.has_picture),
        toolbar_labels_(input.labels) {
    menu_label_ = LabelOf(Command::kMenu);
    for (const Command each : kElsewhere) {
      if (IndexOf(each) < toolbar_labels_.size()) toolbar_labels_[IndexOf(each)] = {};
    }
  }

  Layout Compose() {
    const Vec2 size = input_.size;
    const bool wide = size.x >= kWideFrom * em_;
    const bool is_short =
        size.x > size.y && size.x >= kShortFrom && size.y < kShortBelow * em_;
    if (input_.embedded) {
      out_ = ComposeEmbedded(input_, em_);
    } else if (wide && !(is_short && WideHeight() > size.y)) {
      ComposeWide();
    } else if (is_short) {
      ComposeShort();
    } else {
      ComposeNarrow();
    }
    PlaceCardButtons();
    out_.em = em_;
    Finish();
    return std::move(out_);
  }

 private:
  float Em(float count) const { return count * em_; }
  float TightGap() const { return std::min(Em(0.5f), kMaxMarginTight); }

  // The width of all that is placed; it lies in the middle.
  float SetMargin(float margin) {
    const float least = std::max(Em(kMinContentWidth), kLeastContentWidth);
    const float room = std::max(input_.size.x - 2 * margin, least);
    const float most = std::max(Em(kMaxContentWidth), input_.size.x * kLargeScreen);
    const float width = std::min(room, most);
    out_.size.x = std::max(input_.size.x, width + 2 * margin);
    left_ = (out_.size.x - width) / 2;
    return width;
  }

  // Of the widths and heights of a wide layout, as far as they follow from its input.
  struct Wide {
    float width = 0;
    float card_width = 0;
    float card = 0;    // heights
    float layers = 0;  // with the space before them
    ButtonGrid grid;
    float toolbar = 0;
    float least = 0;
  };

  Wide MeasureWide() {
    Wide wide;
    wide.width = SetMargin(Em(kMarginWide));
    wide.card_width =
        layers_
            ? std::clamp(wide.width * 0.42f, Em(19), std::max(Em(36), wide.width / 3))
            : std::clamp(wide.width * 0.29f, Em(17), std::max(Em(23), wide.width / 4));
    // Above the layers the card is low and has no bars.
    shape_ = layers_ ? CardShape::kLow : CardShape::kTall;
    wide.card = Card().LeastHeight(wide.card_width);
    wide.layers = layers_ ? Em(kLayersWide + kMarginWide) : 0;
    wide.grid = ArrangeButtons(toolbar_labels_, InkWidth(wide), em_);
    wide.toolbar = wide.grid.height + Em(1);
    wide.least = std::max(kMinInkHeight + wide.toolbar, wide.card + wide.layers);
    return wide;
  }

  float InkWidth(const Wide& wide) const {
    return wide.width - wide.card_width - Em(kMarginWide);
  }

  float WideHeight() { return MeasureWide().least + Em(kHeaderWide + kMarginWide); }

  void ComposeWide() {
    out_.wide = true;
    const Wide wide = MeasureWide();
    const float margin = Em(kMarginWide), header = Em(kHeaderWide);
    const float free = input_.size.y - header - margin;
    const float most = std::max(Em(kMaxContentHeight), free * kLargeScreen);
    const float height = std::clamp(free, wide.least, std::max(wide.least, most));
    out_.size.y = std::max(input_.size.y, header + height + margin);
    // What is left over on a large screen is shared by top and bottom.
    const float top = (out_.size.y - header - height - margin) / 2;

    PlaceTitleRow({left_, top, wide.width, header});
    const float y = top + header;
    const float ink_width = InkWidth(wide);
    out_.ink = {left_, y, ink_width, height - wide.toolbar};
    PlaceButtons(wide.grid, {left_, y + height - wide.grid.height});
    PlaceMenu({left_, top, wide.width, header});
    out_.card = {left_ + ink_width + margin, y, wide.card_width, height};
    if (layers_) {
      out_.card.h = wide.card;
      const float below = wide.card + Em(0.75f);
      out_.layers = {out_.card.x, y + below, wide.card_width, height - below};
    }
    Card().Fill(&out_);
  }

  // The drawing area beside all else but the toolbar, which has the whole width.
  void ComposeShort() {
    out_.wide = true;
    const float gap = TightGap();
    const float width = SetMargin(gap);
    const float card_width =
        std::clamp(width * 0.36f, std::min(Em(15), width * 0.45f), Em(21));
    const ButtonGrid grid = ArrangeButtons(toolbar_labels_, width, em_);
    const float header = ButtonSize({}, em_).y;
    const float free = input_.size.y - 3 * gap - grid.height;
    float least = 0;
    for (const CardShape shape : {CardShape::kLow, CardShape::kTight}) {
      shape_ = shape;
      least = header + gap + Card().LeastHeight(card_width);
      if (least <= free) break;
    }
    const float height = std::max({free, least, kMinInkHeight});
    const float ink_width = width - card_width - gap;
    const float x = left_ + ink_width + gap;

    out_.ink = {left_, gap, ink_width, height};
    PlaceTitleRow({x, gap, card_width, header});
    out_.card = {x, gap + header + gap, card_width, height - header - gap};
    Card().Fill(&out_);
    const float buttons = gap + height + gap;
    PlaceButtons(grid, {left_, buttons});
    PlaceMenu({x, gap, card_width, header});
    out_.size.y = PlaceLayersBelow(buttons + grid.height, gap, width) + gap;
  }

  // Returns where they end.
  float PlaceLayersBelow(float y, float gap, float width) {
    if (!layers_) return y;
    const float height = std::max(input_.layers_height, Em(kLayersNarrow));
    out_.layers = {left_, y + gap, width, height};
    return y + gap + height;
  }

  void ComposeNarrow() {
    for (const CardShape shape : {CardShape::kFlat, CardShape::kLow, CardShape::kTight}) {
      shape_ = shape;
      const bool tight = shape == CardShape::kTight;
      const float gap = tight ? TightGap() : Em(0.75f);
      const float margin = tight ? gap : std::min(Em(1), kMaxMarginNarrow);
      const float width = SetMargin(margin);
      const float card = Card().LeastHeight(width);
      const ButtonGrid grid = ArrangeButtons(toolbar_labels_, width, em_);
      const float others = card + gap + gap + grid.height + margin;
      const float compact =
          tight ? ButtonSize({}, em_).y + Em(0.25f) : Em(kHeaderCompact);
      // What does not fit loses its bars, then its margins.
      const float free = input_.size.y - others;
      if (!tight && free - compact < kMinInkHeight) continue;
      // Where that saves scrolling, the drawing area gets the tagline's room.
      const float beside_menu = width - MenuWidth(width);
      const bool has_tagline = input_.tagline.x > 0 && input_.tagline.x <= beside_menu &&
                               free - Em(kHeader) >= kMinInkHeight;
      const float header = has_tagline ? Em(kHeader) : compact;
      float ink = free - header;
      if (ink < kMinInkHeightTight) ink = kMinInkHeight;  // which scrolls

      if (has_tagline) {
        PlaceTitle({left_, Em(0.75f), beside_menu, Em(1.75f)});
        out_.tagline = {left_, Em(2.5f), beside_menu, Em(1.25f)};
      } else {
        PlaceTitle({left_, 0, beside_menu, header});
      }
      out_.card = {left_, header, width, card};
      Card().Fill(&out_);
      out_.ink = {left_, header + card + gap, width, ink};
      const float buttons = out_.ink.y + ink + gap;
      PlaceButtons(grid, {left_, buttons});
      out_.size.y = PlaceLayersBelow(buttons + grid.height, gap, width) + margin;
      PlaceMenu({left_, 0, width, header});
      return;
    }
  }

  CardLayout Card() const { return {input_, shape_, em_}; }

  // With the space before it; an icon alone where the label would take the title's room.
  float MenuWidth(float width) const {
    if (!(menu_label_.x > 0)) return 0;
    const bool labelled = TitleWidth() + Em(kMenuGap) + MenuFaceWidth(true) <= width;
    return Em(kMenuGap) + MenuFaceWidth(labelled);
  }

  float TitleWidth() const { return Em(kMark + kMarkGap) + input_.title.x; }

  float MenuFaceWidth(bool labelled) const {
    const Vec2 size = ButtonSize(labelled ? menu_label_ : Vec2(), em_);
    return labelled ? size.x : size.y;
  }

  // At the row's end.
  void PlaceMenu(Box row) {
    if (!(menu_label_.x > 0)) return;
    const float w = MenuWidth(row.w) - Em(kMenuGap);
    const float h = ButtonSize({}, em_).y;
    const Box face = {row.x + row.w - w, row.y + (row.h - h) / 2, w, h};
    out_.buttons[IndexOf(Command::kMenu)] =
        ArrangeButton(face, w > h ? menu_label_ : Vec2(), em_);
  }

  Vec2 LabelOf(Command command) const {
    return IndexOf(command) < input_.labels.size() ? input_.labels[IndexOf(command)]
                                                   : Vec2();
  }

  // The tile copies what is on it; an icon says so where there is room: in the corner, or
  // at the end of a low one.
  void PlaceCardButtons() {
    if (input_.labels.size() <= IndexOf(Command::kSecond)) return;
    if (input_.copyable && out_.tile.w > 0) {
      const Box& tile = out_.tile;
      ButtonLayout& copy = out_.buttons[IndexOf(Command::kCopy)];
      copy.face = tile;
      const float icon = Em(kCopyIcon), inset = Em(kCopyInset);
      const bool in_corner = tile.h >= 3 * (icon + inset);
      const float beside_text = (tile.w - WidthOf(out_.answer_text)) / 2;
      if (in_corner || beside_text >= icon + 2 * inset) {
        const float above = in_corner ? inset : (tile.h - icon) / 2;
        copy.icon = {tile.x + tile.w - inset - icon, tile.y + above, icon, icon};
      }
    }
    for (size_t i = 0; i < out_.candidates.size(); ++i) {
      ButtonLayout& button = out_.buttons[IndexOf(Command::kFirst) + i];
      button.face = button.label = out_.candidates[i];
    }
  }

  // The mark, unless that would cut the title; then the title as far as there is room.
  void PlaceTitle(Box row) {
    const float mark = Em(kMark);
    float before = mark + Em(kMarkGap);
    if (before + input_.title.x <= row.w) {
      out_.mark = {row.x, row.y + (row.h - mark) / 2, mark, mark};
    } else {
      before = 0;
    }
    out_.title = {row.x + before, row.y, std::min(input_.title.x, row.w - before), row.h};
  }

  void PlaceTitleRow(Box row) {
    const float beside_menu = row.w - MenuWidth(row.w);
    PlaceTitle({row.x, row.y, beside_menu, row.h});
    const float x = row.x + beside_menu - input_.tagline.x;
    if (input_.tagline.x > 0 && x >= out_.title.x + out_.title.w + Em(0.75f)) {
      out_.tagline = {x, row.y, input_.tagline.x, row.h};
    }
  }

  void PlaceButtons(const ButtonGrid& grid, Vec2 at) {
    for (ButtonLayout button : grid.buttons) {
      if (button.face.w > 0) {
        for (Box* box : {&button.face, &button.icon, &button.label}) {
          box->x += at.x;
          box->y += at.y;
        }
      }
      out_.buttons.push_back(button);
    }
  }

  // To whole CSS pixels, so that edges are crisp, and mirrored where the text runs that
  // way.
  void Finish() {
    out_.right_to_left = input_.right_to_left;
    std::vector<Box*> boxes = {&out_.mark,    &out_.title,  &out_.tagline,  &out_.ink,
                               &out_.card,    &out_.answer, &out_.tile,     &out_.or_box,
                               &out_.verdict, &out_.digits, &out_.progress, &out_.numbers,
                               &out_.layers};
    for (ButtonLayout& button : out_.buttons) {
      boxes.insert(boxes.end(), {&button.face, &button.icon, &button.label});
    }
    for (BarLayout& bar : out_.bars) {
      boxes.insert(boxes.end(), {&bar.label, &bar.track, &bar.figure});
    }
    // A number runs from left to right in every language: its digits move along as one.
    const float row = std::round(out_.digits.x);
    for (Box* box : boxes) {
      *box = Rounded(*box);
      if (input_.right_to_left) box->x = std::round(out_.size.x) - box->x - box->w;
    }
    for (Box& button : out_.digit_buttons) {
      button = Rounded(button);
      button.x += out_.digits.x - row;
    }
    PlaceHintAndCells();
  }

  void PlaceHintAndCells() {
    out_.hint = out_.ink;
    out_.cell_em = input_.embedded ? CellEm(out_.ink, em_) : em_;
    if (input_.cells == 0) return;
    out_.cell_row = PlaceCellRow({out_.ink.w, out_.ink.h}, input_.cells, out_.cell_em);
    out_.hint.h = Em(kCellRowMargin);
    out_.hint.y += std::max(out_.cell_row.y - out_.hint.h, 0.0f);
    if (input_.embedded && out_.cell_row.y < out_.hint.h) out_.hint = {};
  }

  const LayoutInput& input_;
  const float em_;
  const bool layers_;  // a picture's numbers take their place
  CardShape shape_ = CardShape::kTall;
  std::vector<Vec2> toolbar_labels_;
  Vec2 menu_label_;  // no width: there is no menu
  float left_ = 0;
  Layout out_;
};

}  // namespace

Layout ComputeLayout(const LayoutInput& input) { return Composer(input).Compose(); }

std::vector<NamedBox> NamedBoxes(const Layout& layout) {
  std::vector<NamedBox> boxes = {
      {"title", layout.title},       {"tagline", layout.tagline},
      {"ink", layout.ink},           {"hint", layout.hint},
      {"notice", layout.ink},        {"eraser-on", layout.ink},
      {"answer", layout.answer},     {"or", layout.or_box},
      {"verdict", layout.verdict},   {"digits", layout.digits},
      {"progress", layout.progress}, {"numbers", layout.numbers},
      {"layers", layout.layers}};
  for (size_t i = 0; i < layout.digit_buttons.size(); ++i) {
    boxes.push_back({"digit-" + NumberText(i), layout.digit_buttons[i]});
  }
  for (size_t i = 0; i < layout.buttons.size(); ++i) {
    const std::string name = kCommandNames[i];
    boxes.push_back({name, layout.buttons[i].face});
    boxes.push_back({name + "-label", layout.buttons[i].label});
  }
  for (size_t i = 0; i < layout.bars.size(); ++i) {
    const std::string name = "bar-" + NumberText(i);
    boxes.push_back({name + "-label", layout.bars[i].label});
    boxes.push_back({name + "-figure", layout.bars[i].figure});
  }
  return boxes;
}

}  // namespace digitpad
