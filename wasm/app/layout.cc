#include "wasm/app/layout.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "wasm/app/button_grid.h"
#include "wasm/app/card_layout.h"
#include "wasm/app/cell_row.h"

namespace digitpad {
namespace {

constexpr float kPixelsPerEm = 16;

// All lengths in em of the reader's text, so that everything grows with it.
constexpr float kWideFrom = 45;  // width from which answer and ink lie side by side
constexpr float kMaxContentWidth = 84;
constexpr float kMaxContentHeight = 58;
constexpr float kMinContentWidth = 8;
constexpr float kMinInkHeight = 13;
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

Box Rounded(Box box) {
  const float left = std::round(box.x), top = std::round(box.y);
  return {left, top, std::round(box.x + box.w) - left, std::round(box.y + box.h) - top};
}

class Composer {
 public:
  explicit Composer(const LayoutInput& input)
      : input_(input),
        em_(kPixelsPerEm * std::clamp(input.text_scale, 0.5f, 4.0f)),
        card_(input, input.size.x >= kWideFrom * em_, em_),
        toolbar_labels_(input.labels) {
    menu_label_ = LabelOf(Command::kMenu);
    for (const Command each : kElsewhere) {
      if (IndexOf(each) < toolbar_labels_.size()) toolbar_labels_[IndexOf(each)] = {};
    }
  }

  Layout Compose() {
    out_.wide = input_.size.x >= kWideFrom * em_;
    const float margin = out_.wide ? Em(1.5f) : std::min(Em(1), kMaxMarginNarrow);
    const float least = std::max(Em(kMinContentWidth), kLeastContentWidth);
    const float room = std::max(input_.size.x - 2 * margin, least);
    const float width = std::min(room, kMaxContentWidth * em_);
    out_.size.x = std::max(input_.size.x, width + 2 * margin);
    left_ = (out_.size.x - width) / 2;
    if (out_.wide) {
      ComposeWide(width, margin);
    } else {
      ComposeNarrow(width, margin);
    }
    PlaceCardButtons();
    out_.em = em_;
    Finish();
    return std::move(out_);
  }

 private:
  float Em(float count) const { return count * em_; }

  void ComposeWide(float width, float margin) {
    const float gap = Em(1.5f);
    const float card_width = input_.layers ? std::clamp(width * 0.42f, Em(19), Em(36))
                                           : std::clamp(width * 0.29f, Em(17), Em(23));
    const float layers = input_.layers ? Em(kLayersWide) + gap : 0;
    const float ink_width = width - card_width - gap;
    const ButtonGrid grid = ArrangeButtons(toolbar_labels_, ink_width, em_);
    const float header = Em(3.5f);
    const float toolbar = grid.height + Em(1);
    const float least =
        std::max(Em(kMinInkHeight) + toolbar, card_.LeastHeight(card_width) + layers);
    const float free = input_.size.y - header - margin;
    const float height = std::clamp(free, least, std::max(least, Em(kMaxContentHeight)));
    out_.size.y = std::max(input_.size.y, header + height + margin);
    // What is left over on a large screen is shared by top and bottom.
    const float top = (out_.size.y - header - height - margin) / 2;

    PlaceTitleRow(top, header, width);
    const float y = top + header;
    out_.ink = {left_, y, ink_width, height - toolbar};
    PlaceButtons(grid, {left_, y + height - grid.height});
    PlaceMenu({left_, top, width, header});
    out_.card = {left_ + ink_width + gap, y, card_width, height};
    if (input_.layers && !input_.has_picture) {
      out_.card.h = card_.LeastHeight(card_width);
      const float below = out_.card.h + Em(0.75f);
      out_.layers = {out_.card.x, y + below, card_width, height - below};
    }
    card_.Fill(&out_);
  }

  void ComposeNarrow(float width, float margin) {
    const float gap = Em(0.75f);
    const float card = card_.LeastHeight(width);
    const ButtonGrid grid = ArrangeButtons(toolbar_labels_, width, em_);
    const float others = card + gap + gap + grid.height + margin;
    const float least = Em(kMinInkHeight);
    // Where that saves scrolling, the drawing area gets the tagline's room.
    const float beside_menu = width - MenuWidth(width);
    const bool has_tagline = input_.tagline.x > 0 && input_.tagline.x <= beside_menu &&
                             Em(kHeader) + others + least <= input_.size.y;
    const float header = Em(has_tagline ? kHeader : kHeaderCompact);
    const float ink = std::max(input_.size.y - header - others, least);
    const float layers = std::max(input_.layers_height, Em(kLayersNarrow));
    out_.size.y = header + others + ink + (input_.layers ? gap + layers : 0);

    if (has_tagline) {
      PlaceTitle({left_, Em(0.75f), beside_menu, Em(1.75f)});
      out_.tagline = {left_, Em(2.5f), beside_menu, Em(1.25f)};
    } else {
      PlaceTitle({left_, 0, beside_menu, header});
    }
    out_.card = {left_, header, width, card};
    card_.Fill(&out_);
    out_.ink = {left_, header + card + gap, width, ink};
    const float buttons = out_.ink.y + ink + gap;
    PlaceButtons(grid, {left_, buttons});
    if (input_.layers) out_.layers = {left_, buttons + grid.height + gap, width, layers};
    PlaceMenu({left_, 0, width, header});
  }

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

  // The tile copies what is on it; an icon in its corner says so where there is room.
  void PlaceCardButtons() {
    if (input_.labels.size() <= IndexOf(Command::kSecond)) return;
    if (input_.copyable && out_.tile.w > 0) {
      const Box& tile = out_.tile;
      ButtonLayout& copy = out_.buttons[IndexOf(Command::kCopy)];
      copy.face = tile;
      const float icon = Em(kCopyIcon), inset = Em(kCopyInset);
      if (tile.h >= 3 * (icon + inset)) {
        copy.icon = {tile.x + tile.w - inset - icon, tile.y + inset, icon, icon};
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

  void PlaceTitleRow(float top, float height, float width) {
    const float beside_menu = width - MenuWidth(width);
    PlaceTitle({left_, top, beside_menu, height});
    const float x = left_ + beside_menu - input_.tagline.x;
    if (input_.tagline.x > 0 && x >= out_.title.x + out_.title.w + Em(0.75f)) {
      out_.tagline = {x, top, input_.tagline.x, height};
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
    if (input_.cells == 0) return;
    out_.cell_row = PlaceCellRow({out_.ink.w, out_.ink.h}, input_.cells, em_);
    out_.hint.h = Em(kCellRowMargin);
    out_.hint.y += std::max(out_.cell_row.y - out_.hint.h, 0.0f);
  }

  const LayoutInput& input_;
  const float em_;
  const CardLayout card_;
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
    boxes.push_back({"digit-" + std::to_string(i), layout.digit_buttons[i]});
  }
  for (size_t i = 0; i < layout.buttons.size(); ++i) {
    const std::string name = kCommandNames[i];
    boxes.push_back({name, layout.buttons[i].face});
    boxes.push_back({name + "-label", layout.buttons[i].label});
  }
  for (size_t i = 0; i < layout.bars.size(); ++i) {
    const std::string name = "bar-" + std::to_string(i);
    boxes.push_back({name + "-label", layout.bars[i].label});
    boxes.push_back({name + "-figure", layout.bars[i].figure});
  }
  return boxes;
}

}  // namespace digitpad
