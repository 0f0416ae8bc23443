#include "core/decode/ink_reader.h"

#include <algorithm>

#include "core/base/log2.h"
#include "core/decode/doubt.h"
#include "core/decode/glyph_costs.h"

namespace digitpad {
namespace {

// Two digits in one stroke make it at least this high, in units of its glyph's height.
constexpr float kLeastHeight = 0.5f;

// By so much must a reading with signs be likelier to make the one without doubtful: with
// none at all, 9 of 1,000 numbers of the validation writers were, and they have no signs.
constexpr int64_t kLikelier = kExponentOne / 4;

}  // namespace

bool InkReader::Read(const Ink& ink, bool with_signs) {
  if (!ReadDigits(ink, with_signs)) return false;
  seems_signed_ = !with_signs && SeemsSigned();
  return true;
}

bool InkReader::SeemsSigned() {
  const float height = decoder_.readings().height;
  const auto places = source_.places();
  const bool may_be = std::any_of(places.begin(), places.end(), [&](const auto& place) {
    Glyph glyph;
    glyph.box = place.box;
    return CostOfSign(glyph, '.', height) >= 0 || CostOfSign(glyph, ',', height) >= 0 ||
           CostOfSign(glyph, '-', height) >= 0;
  });
  if (!may_be || !signed_decoder_.Decode(source_, none_, true)) return false;
  const auto glyphs = signed_decoder_.glyphs();
  return signed_decoder_.cost() + kLikelier < decoder_.cost() &&
         std::any_of(glyphs.begin(), glyphs.end(),
                     [](const Glyph& glyph) { return glyph.sign != 0; });
}

bool InkReader::ReadDigits(const Ink& ink, bool with_signs) {
  source_.Open(ink);
  if (source_.places().size() > kMostFragments) return false;
  to_cut_.assign(ink.size(), false);
  if (!decoder_.Decode(source_, none_, with_signs)) return false;
  for (int round = 0; round < kMostCutRounds; ++round) {
    if (!ChooseStrokes(ink) || !source_.Cut(to_cut_, kMostFragments)) return true;
    if (!decoder_.Decode(source_, none_, with_signs)) return false;
  }
  return true;
}

// False where there is none that was not chosen before.
bool InkReader::ChooseStrokes(const Ink& ink) {
  bool chosen = false;
  for (const Glyph& glyph : decoder_.glyphs()) {
    if (glyph.sign != 0 || !IsDoubtful(glyph, none_)) continue;
    for (const int16_t fragment : glyph.group()) {
      const auto stroke =
          static_cast<size_t>(source_.places()[static_cast<size_t>(fragment)].stroke);
      if (to_cut_[stroke]) continue;
      const Box box = WholeStroke(ink, static_cast<int>(stroke)).box;
      if (box.w < kLeastWidthOfTwo * glyph.box.h || box.h < kLeastHeight * glyph.box.h) {
        continue;
      }
      to_cut_[stroke] = true;
      chosen = true;
    }
  }
  return chosen;
}

// The fragments of a cell.
void InkReader::GroupCell(int cell) {
  group_.clear();
  const auto places = source_.places();
  for (size_t i = 0; i < places.size(); ++i) {
    if (cell_of_stroke_[static_cast<size_t>(places[i].stroke)] != cell) continue;
    group_.push_back(static_cast<int>(i));
  }
}

const Ink& InkReader::InkOf(const Glyph& glyph) {
  group_.assign(glyph.group().begin(), glyph.group().end());
  return source_.InkOf(group_);
}

const Ink* InkReader::InkOfCell(size_t cell) {
  if (cell >= cells_.arcs.size()) return nullptr;
  GroupCell(static_cast<int>(cell));
  return group_.empty() ? nullptr : &source_.InkOf(group_);
}

// As a graph with a single way, so that rules choose here as they do in numbers.
void InkReader::ReadCells(const Ink& ink, std::span<const Box> cells) {
  source_.Open(ink);
  AssignToCells(ink, cells, &cell_of_stroke_);
  cells_.arcs.clear();
  cells_.none = none_;
  int64_t cost = 0;
  for (int cell = 0; cell < static_cast<int>(cells.size()); ++cell) {
    GroupCell(cell);
    ReadingArc arc;
    arc.digit = arc.before = arc.from = cell - 1;
    arc.glyph.box = cells[static_cast<size_t>(cell)];
    for (const int fragment : group_) {
      const Box& box = source_.places()[static_cast<size_t>(fragment)].box;
      arc.glyph.box = fragment == group_[0] ? box : Union(arc.glyph.box, box);
    }
    if (!group_.empty()) arc.glyph.Take(source_.ScoresOf(group_), none_);
    arc.own = arc.glyph.label < 0 ? 0 : arc.glyph.CostOf(arc.glyph.label);
    arc.cost = cost += arc.own;
    cells_.arcs.push_back(arc);
  }
  cells_.last = static_cast<int>(cells.size()) - 1;
  cells_.total = kSharpness * cost;
}

void InkReader::StrokesOf(const Glyph& glyph, std::vector<int>* strokes) const {
  strokes->clear();
  for (const int16_t fragment : glyph.group()) {
    const int stroke = source_.places()[static_cast<size_t>(fragment)].stroke;
    if (strokes->empty() || strokes->back() != stroke) strokes->push_back(stroke);
  }
}

}  // namespace digitpad
