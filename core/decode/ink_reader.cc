#include "core/decode/ink_reader.h"

#include <algorithm>

#include "core/base/log2.h"

namespace digitpad {
namespace {

// Strokes are cut, and everything is read anew, at most so often: a cut may make another
// glyph doubtful.
constexpr int kMostRounds = 3;

// A glyph is doubtful, and its strokes might hold several digits, where its best class
// costs more than this (probability below 0.9), where "none of these" costs less than
// that (probability above 1/8), or where it is wider than high.
constexpr int32_t kDoubtfulCost = kExponentOne * 15 / 100;
constexpr int32_t kDoubtfulNone = 3 * kExponentOne;
constexpr float kDoubtfulAspect = 1.1f;

// Two digits in one stroke make it at least this wide and high, in units of its glyph's
// height.
constexpr float kLeastWidth = 0.5f;
constexpr float kLeastHeight = 0.5f;

}  // namespace

bool InkReader::MayBeNumber(const Ink& ink) { return ink.size() <= kMostFragments; }

void InkReader::Read(const Ink& ink) {
  source_.Open(ink);
  to_cut_.assign(ink.size(), false);
  decoder_.Decode(source_, none_);
  for (int round = 0; round < kMostRounds; ++round) {
    if (!ChooseStrokes(ink) || !source_.Cut(to_cut_, kMostFragments)) return;
    decoder_.Decode(source_, none_);
  }
}

// False where there is none that was not chosen before.
bool InkReader::ChooseStrokes(const Ink& ink) {
  bool chosen = false;
  for (const Glyph& glyph : decoder_.glyphs()) {
    if (!IsDoubtful(glyph)) continue;
    for (const int16_t fragment : glyph.group()) {
      const auto stroke =
          static_cast<size_t>(source_.places()[static_cast<size_t>(fragment)].stroke);
      if (to_cut_[stroke]) continue;
      const Box box = WholeStroke(ink, static_cast<int>(stroke)).box;
      if (box.w < kLeastWidth * glyph.box.h || box.h < kLeastHeight * glyph.box.h) {
        continue;
      }
      to_cut_[stroke] = true;
      chosen = true;
    }
  }
  return chosen;
}

bool InkReader::IsDoubtful(const Glyph& glyph) const {
  const auto& costs = glyph.scores.costs;
  return costs[static_cast<size_t>(glyph.label)] > kDoubtfulCost ||
         (none_ >= 0 && costs[static_cast<size_t>(none_)] < kDoubtfulNone) ||
         glyph.box.w > kDoubtfulAspect * glyph.box.h;
}

void InkReader::StrokesOf(const Glyph& glyph, std::vector<int>* strokes) const {
  strokes->clear();
  for (const int16_t fragment : glyph.group()) {
    const int stroke = source_.places()[static_cast<size_t>(fragment)].stroke;
    if (strokes->empty() || strokes->back() != stroke) strokes->push_back(stroke);
  }
}

}  // namespace digitpad
