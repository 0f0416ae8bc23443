#include "core/picture_number.h"

#include <algorithm>
#include <utility>

#include "core/decode/doubt.h"
#include "core/picture/piece_cuts.h"

namespace digitpad {
namespace {

// Ink in more pieces than this, of one line without gaps, is a drawing or dirt.
constexpr size_t kMostPieces = 120;

}  // namespace

bool PictureNumber::Read(const GrayView& strength,
                         const std::vector<Component>& components,
                         const NumberGroup& group, Result* result) {
  result->Clear();
  std::vector<Component> pieces;
  for (const int i : group.components) {
    pieces.push_back(components[static_cast<size_t>(i)]);
  }
  JoinBroken(group.height, &pieces);
  if (pieces.empty() || pieces.size() > kMostPieces) return false;
  source_.Open(strength, group.height, std::move(pieces));
  if (!Decode()) return false;

  recognizer_.Describe(decoder_, {}, result);
  const bool has_digit =
      std::any_of(result->digits.begin(), result->digits.end(),
                  [](const Digit& digit) { return !digit.none_of_these; });
  if (!has_digit) result->Clear();
  return has_digit;
}

void PictureNumber::ChooseByRules(const NumberRules& rules, Result* result) {
  recognizer_.Describe(decoder_, rules, result);
}

bool PictureNumber::Decode() {
  const int none = recognizer_.model().none_of_these();
  if (!decoder_.Decode(source_, none, false)) return false;
  for (int round = 0; round < kMostCutRounds; ++round) {
    if (!ChooseCuts() || !source_.Cut(to_cut_, kMostFragments)) return true;
    if (!decoder_.Decode(source_, none, false)) return false;
  }
  return true;
}

// The fragments of doubtful glyphs. False where there is none.
bool PictureNumber::ChooseCuts() {
  to_cut_.assign(source_.places().size(), false);
  const int none = recognizer_.model().none_of_these();
  bool has_any = false;
  for (const Glyph& glyph : decoder_.glyphs()) {
    if (!IsDoubtful(glyph, none)) continue;
    for (const int16_t fragment : glyph.group()) {
      const Box& box = source_.places()[static_cast<size_t>(fragment)].box;
      if (box.w < kLeastWidthOfTwo * glyph.box.h) continue;
      to_cut_[static_cast<size_t>(fragment)] = true;
      has_any = true;
    }
  }
  return has_any;
}

}  // namespace digitpad
