#include "wasm/app/card_layout.h"

#include <algorithm>
#include <cmath>

namespace digitpad {
namespace {

// In em, as all lengths but kMinTarget.
constexpr float kBarLabel = 1;
constexpr float kBarFigure = 3;
constexpr float kBarGap = 0.5f;
constexpr float kBarThickness = 0.625f;
constexpr float kLeastPitch = 1.125f;  // of the bars
constexpr float kMostPitch = 2.6f;     // above which their texts grow along
constexpr float kMostBars = 0.38f;     // of the card's height, on a large screen
constexpr float kSidewaysFrom = 15;    // width inside from which answer and bars lie so
constexpr float kVerdict = 2.25f;
constexpr float kVerdictNarrow = 2.5f;
constexpr float kVerdictCompact = 1.25f;
constexpr float kLeastAnswer = 3.25f;
constexpr float kGoodAnswer = 9;  // before bars get more than they need
constexpr float kAnswerCompact = 2.75f;
constexpr float kAnswerLow = 4;
constexpr float kVerdictLow = 1.75f;
constexpr float kAnswerTight = 2.75f;
constexpr float kProgress = 0.375f;
constexpr float kGap = 0.5f;
constexpr float kTightGap = 0.25f;
constexpr float kOrWidth = 2.25f;
constexpr float kOrHeight = 1.5f;
constexpr float kCandidatePadding = 0.75f;
// A frame is read from nearby: there a number is broken into lines later.
constexpr float kEmbeddedText = 0.42f;

constexpr float kDigitGap = 4;  // CSS pixels, as kMinTarget

Box Inset(Box box, float by) {
  return {box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by};
}

}  // namespace

float CardLayout::Padding() const {
  if (is_tall()) return Em(1.25f);
  return Em(shape_ == CardShape::kTight ? 0.5f : 0.75f);
}

bool CardLayout::sideways(float width) const {
  return !is_tall() && width - 2 * Padding() >= Em(kSidewaysFrom);
}

float CardLayout::RowsHeight(int rows) const {
  return static_cast<float>(rows) * (kMinTarget + kDigitGap) - kDigitGap;
}

int CardLayout::RowsNeeded(float width) const {
  const int columns =
      std::max(1, static_cast<int>((width + kDigitGap) / (kMinTarget + kDigitGap)));
  return (input_.digits + columns - 1) / columns;
}

float CardLayout::LeastHeight(float width) const {
  const float bars = BarsHeight(Em(kLeastPitch));
  const float row = input_.choosable ? RowsHeight(1) : 0;
  if (is_low()) {
    const bool tight = shape_ == CardShape::kTight;
    const float answer = std::max(Em(tight ? kAnswerTight : kAnswerLow), kMinTarget);
    return 2 * Padding() + answer + Em(kVerdictLow + kTightGap) + row;
  }
  if (sideways(width)) {
    const float compact =
        Em(kAnswerCompact + kVerdictCompact + 2 * kTightGap) + row + bars / 2;
    return 2 * Padding() + std::max(bars, compact);
  }
  const float verdict = is_tall() ? kVerdict : kVerdictNarrow;
  const float single =
      BarsHeight(Em(is_tall() ? 1.25f : kLeastPitch)) + Em(is_tall() ? 7 : 8);
  const float several = bars + Em(kLeastAnswer + verdict + 2 * kGap) + row;
  return 2 * Padding() + std::max(single, several);
}

void CardLayout::Fill(Layout* out) const {
  const Box inside = Inset(out->card, Padding());
  if (input_.has_picture) {
    FillWithNumbers(inside, out);
  } else if (is_low()) {
    FillLow(inside, out);
  } else if (!sideways(out->card.w)) {
    FillStacked(inside, out);
  } else if (input_.digits > 1) {
    FillCompact(inside, out);
  } else {
    FillSideways(inside, out);
  }
}

// The answer, and where it has several digits their row. Without one the answer is the
// larger.
void CardLayout::FillLow(Box inside, Layout* out) const {
  const float row = has_digit_row() ? RowsHeight(1) + Em(kTightGap) : 0;
  const float free = inside.h - row;
  const float verdict =
      std::clamp(free - Em(kAnswerLow), Em(kVerdictLow), Em(kVerdictNarrow));
  PlaceAnswer({inside.x, inside.y, inside.w, free}, verdict, out);
  if (row > 0) {
    PlaceDigits({inside.x, inside.y + inside.h - RowsHeight(1), inside.w, RowsHeight(1)},
                1, out);
  }
  out->bars.resize(static_cast<size_t>(input_.bars));
}

// The answer on top, then the row of digits, which stands on the bars it is for.
void CardLayout::FillStacked(Box inside, Layout* out) const {
  const float verdict = Em(is_tall() ? kVerdict : kVerdictNarrow);
  const float most = std::max(BarsHeight(Em(kMostPitch)), out->card.h * kMostBars);
  const float half = std::clamp(out->card.h * 0.5f, BarsHeight(Em(1.25f)), most);
  float bars = is_tall() ? half : BarsHeight(Em(kLeastPitch));
  float row = 0;
  if (has_digit_row()) {
    const float free =
        inside.h - verdict - Em(kLeastAnswer + 2 * kGap) - BarsHeight(Em(kLeastPitch));
    int rows = RowsNeeded(inside.w);
    if (RowsHeight(rows) > free) rows = 1;  // which scrolls
    row = RowsHeight(rows) + Em(kGap);
    const float rest = inside.h - verdict - row - Em(kGap);
    bars = std::clamp(rest - Em(kGoodAnswer), BarsHeight(Em(kLeastPitch)), bars);
    bars = std::min(bars, rest - Em(kLeastAnswer));
    PlaceDigits({inside.x, inside.y + inside.h - bars - row, inside.w, RowsHeight(rows)},
                rows, out);
  }
  PlaceAnswer({inside.x, inside.y, inside.w, inside.h - bars - row - Em(kGap)}, verdict,
              out);
  PlaceBars({inside.x, inside.y + inside.h - bars, inside.w, bars}, 0, input_.bars, out);
}

void CardLayout::FillSideways(Box inside, Layout* out) const {
  const float answer = std::max(inside.w * 0.34f, Em(5));
  PlaceAnswer({inside.x, inside.y, answer, inside.h}, Em(kVerdictNarrow), out);
  const float gap = Em(0.75f);
  PlaceBars({inside.x + answer + gap, inside.y, inside.w - answer - gap, inside.h}, 0,
            input_.bars, out);
}

// As wide an answer as there is room for, the bars in two columns below it.
void CardLayout::FillCompact(Box inside, Layout* out) const {
  const float row = has_digit_row() ? RowsHeight(1) + Em(kTightGap) : 0;
  const int half = (input_.bars + 1) / 2;
  const float pitch = Em(kLeastPitch);
  const float bars = pitch * static_cast<float>(half);
  const float top = inside.y + inside.h - bars;
  PlaceAnswer({inside.x, inside.y, inside.w, inside.h - bars - row - Em(kTightGap)},
              Em(kVerdictCompact), out);
  if (row > 0) PlaceDigits({inside.x, top - row, inside.w, RowsHeight(1)}, 1, out);
  const float gap = Em(1);
  const float width = (inside.w - gap) / 2;
  PlaceBars({inside.x, top, width, bars}, 0, half, out);
  PlaceBars({inside.x + width + gap, top, width,
             pitch * static_cast<float>(input_.bars - half)},
            half, input_.bars, out);
}

// A line on the whole, the list below it. The answer itself is not seen: the list shows
// the same.
void CardLayout::FillWithNumbers(Box inside, Layout* out) const {
  const float verdict = Em(kVerdict);
  out->verdict = {inside.x, inside.y, inside.w, verdict};
  out->progress = {inside.x, inside.y + verdict, inside.w, Em(kProgress)};
  const float top = verdict + Em(kProgress + kTightGap);
  out->numbers = {inside.x, inside.y + top, inside.w, inside.h - top};
}

void CardLayout::PlaceAnswer(Box area, float verdict, Layout* out) const {
  out->answer = {area.x, area.y, area.w, area.h - verdict};
  out->verdict = {area.x, area.y + area.h - verdict, area.w, verdict};
  if (input_.candidates > 0) return PlaceCandidates(out);
  out->answer_text = Fit({out->answer.w, out->answer.h});
  out->tile = out->answer;
  if (input_.digits <= 1) {
    const float size = std::min(out->answer.w, out->answer.h);
    out->tile.x += (out->answer.w - size) / 2;
    out->tile.y += (out->answer.h - size) / 2;
    out->tile.w = out->tile.h = size;
  }
}

// Side by side, or one above the other: as the text is larger. A single one takes all.
void CardLayout::PlaceCandidates(Layout* out) const {
  const Box& area = out->answer;
  if (input_.candidates == 1) {
    out->candidates = {area};
    out->answer_text = Fit(TextArea(area));
    return;
  }
  Layout stacked;
  PlaceTwo(area, false, out);
  PlaceTwo(area, true, &stacked);
  if (stacked.candidates[0].h < kMinTarget ||
      (out->candidates[0].w >= kMinTarget &&
       out->answer_text.size >= stacked.answer_text.size)) {
    return;
  }
  out->candidates = stacked.candidates;
  out->or_box = stacked.or_box;
  out->answer_text = stacked.answer_text;
}

void CardLayout::PlaceTwo(Box area, bool stacked, Layout* out) const {
  Box first = area, between = area, second = area;
  if (stacked) {
    between.h = std::min(Em(kOrHeight), std::max(area.h - 2 * kMinTarget, 0.0f));
    first.h = second.h = (area.h - between.h) / 2;
    between.y = area.y + first.h;
    second.y = between.y + between.h;
  } else {
    between.w = std::min(Em(kOrWidth), area.w / 4);
    first.w = second.w = (area.w - between.w) / 2;
    between.x = area.x + first.w;
    second.x = between.x + between.w;
  }
  out->candidates = {first, second};
  out->or_box = between;
  out->answer_text = Fit(TextArea(first));
}

TextFit CardLayout::Fit(Vec2 area) const {
  const int digits = std::max(input_.digits, input_.text_digits);
  return FitDigits(digits, area, input_.embedded ? kEmbeddedText * em_ : em_);
}

Vec2 CardLayout::TextArea(Box button) const {
  return {button.w - Em(kCandidatePadding), button.h};
}

// In equal rows, centred. A row that is too long starts at the left and shows half of a
// digit at its end, which tells that there are more.
void CardLayout::PlaceDigits(Box area, int rows, Layout* out) const {
  out->digits = area;
  const int columns = (input_.digits + rows - 1) / rows;
  float step = kMinTarget + kDigitGap;
  float width = static_cast<float>(columns) * step - kDigitGap;
  if (width > area.w) {
    const float half = kMinTarget / 2;
    const float whole = std::max(1.0f, std::floor((area.w - half) / step));
    step = std::max(step, (area.w - half) / whole);
    width = area.w;
  }
  const float left = area.x + std::max(0.0f, (area.w - width) / 2);
  for (int i = 0; i < input_.digits; ++i) {
    const int row = i / columns, column = i % columns;
    out->digit_buttons.push_back({left + static_cast<float>(column) * step,
                                  area.y + static_cast<float>(row) * step, kMinTarget,
                                  kMinTarget});
  }
}

void CardLayout::PlaceBars(Box area, int first, int last, Layout* out) const {
  const float pitch = area.h / static_cast<float>(std::max(last - first, 1));
  const float em = std::max(em_, pitch / kMostPitch);
  const float label = kBarLabel * em, figure = kBarFigure * em, gap = kBarGap * em;
  const float thickness = std::round(std::min(pitch * 0.45f, kBarThickness * em));
  for (int i = 0; i < last - first; ++i) {
    const float y = area.y + pitch * static_cast<float>(i);
    BarLayout bar;
    bar.label = {area.x, y, label, pitch};
    bar.track = {area.x + label + gap, y + (pitch - thickness) / 2,
                 area.w - label - figure - gap, thickness};
    bar.figure = {area.x + area.w - figure, y, figure, pitch};
    out->bars.push_back(bar);
  }
}

}  // namespace digitpad
