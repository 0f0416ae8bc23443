#include "core/picture_number.h"

#include <algorithm>
#include <utility>

#include "core/base/log2.h"
#include "core/nn/softmax.h"
#include "core/picture/piece_cuts.h"

namespace digitpad {
namespace {

// As InkReader has them: when a glyph is doubtful, so that its components are cut and
// everything is read anew.
constexpr int kMostRounds = 3;
constexpr int32_t kDoubtfulCost = kExponentOne * 15 / 100;
constexpr int32_t kDoubtfulNone = 3 * kExponentOne;
constexpr float kDoubtfulAspect = 1.1f;
// Two digits in one component make it at least this wide, in units of its height.
constexpr float kLeastWidth = 0.5f;

// Ink in more pieces than this, of one line without gaps, is a drawing or dirt.
constexpr size_t kMostPieces = 120;

}  // namespace

bool PictureNumber::Read(const GrayView& strength,
                         const std::vector<Component>& components,
                         const NumberGroup& group, Result* result) {
  result->Clear();
  const auto& labels = recognizer_.model().labels;
  const auto none =
      std::find_if(labels.begin(), labels.end(), [](const auto& l) { return l.empty(); });
  none_ = none == labels.end() ? -1 : static_cast<int>(none - labels.begin());
  std::vector<Component> pieces;
  for (const int i : group.components) {
    pieces.push_back(components[static_cast<size_t>(i)]);
  }
  JoinBroken(group.height, &pieces);
  if (pieces.empty() || pieces.size() > kMostPieces) return false;
  source_.Open(strength, group.height, std::move(pieces));
  Decode();

  result->accepted = true;
  result->confidence = decoder_.confidence();
  bool has_digit = false;
  for (const Glyph& glyph : decoder_.glyphs()) {
    Result symbol;
    source_.ReadSymbol(glyph.group(), &symbol);
    Digit& digit = symbol.digits.front();
    result->text += digit.label;
    result->confidence =
        (result->confidence * digit.confidence + kConfidenceOne / 2) / kConfidenceOne;
    result->accepted &= !digit.none_of_these;
    has_digit |= !digit.none_of_these;
    result->digits.push_back(std::move(digit));
  }
  result->accepted &= result->confidence >= recognizer_.min_confidence();
  if (!has_digit) result->Clear();
  return has_digit;
}

void PictureNumber::Decode() {
  decoder_.Decode(source_, none_, false);
  for (int round = 0; round < kMostRounds; ++round) {
    if (!ChooseCuts() || !source_.Cut(to_cut_, kMostFragments)) return;
    decoder_.Decode(source_, none_, false);
  }
}

// The fragments of doubtful glyphs. False where there is none.
bool PictureNumber::ChooseCuts() {
  to_cut_.assign(source_.places().size(), false);
  bool has_any = false;
  for (const Glyph& glyph : decoder_.glyphs()) {
    const auto& costs = glyph.scores.costs;
    const bool is_doubtful =
        costs[static_cast<size_t>(glyph.label)] > kDoubtfulCost ||
        (none_ >= 0 && costs[static_cast<size_t>(none_)] < kDoubtfulNone) ||
        glyph.box.w > kDoubtfulAspect * glyph.box.h;
    if (!is_doubtful) continue;
    for (const int16_t fragment : glyph.group()) {
      const Box& box = source_.places()[static_cast<size_t>(fragment)].box;
      if (box.w < kLeastWidth * glyph.box.h) continue;
      to_cut_[static_cast<size_t>(fragment)] = true;
      has_any = true;
    }
  }
  return has_any;
}

}  // namespace digitpad
