#include "core/picture_source.h"

#include <algorithm>
#include <utility>

#include "core/picture/glyph_cutter.h"
#include "core/picture/piece_cuts.h"

namespace digitpad {
namespace {

// A tangle of pieces could be shared out in thousands of ways: of each piece the network
// is asked so often, then no further. Numbers of the validation writers need a fifth.
constexpr int kRunsPerPiece = 60;
// And so often of a number: reading one is a single step, beside which a page must stay
// alive. Twenty digits need less than half.
constexpr int kMostRuns = 600;

Box BoxOf(const PixelBox& box) { return ScaledBox(box, 1); }

}  // namespace

PictureSource::PictureSource(Recognizer& recognizer)
    : recognizer_(recognizer),
      cache_(static_cast<int>(recognizer.model().labels.size())) {}

void PictureSource::Open(const GrayView& strength, int height,
                         std::vector<Component> pieces) {
  cache_.Tidy();
  strength_ = strength;
  height_ = height;
  runs_left_ = std::min(kMostRuns, kRunsPerPiece * static_cast<int>(pieces.size()));
  fragments_.clear();
  for (Component& piece : pieces) {
    const int component = static_cast<int>(fragments_.size());
    fragments_.push_back({std::move(piece), component, true, next_key_++});
  }
  FragmentsChanged();
}

bool PictureSource::Cut(const std::vector<bool>& fragments, int most) {
  std::vector<Fragment> cut;
  for (size_t i = 0; i < fragments_.size(); ++i) {
    const Fragment& old = fragments_[i];
    if (!old.is_whole || !fragments[i]) {
      cut.push_back(old);
      continue;
    }
    std::vector<Component> pieces = CutColumns(old.piece, height_);
    if (pieces.size() == 1) {
      cut.push_back(old);
      continue;
    }
    for (Component& piece : pieces) {
      cut.push_back({std::move(piece), old.component, false, next_key_++});
    }
  }
  if (cut.size() == fragments_.size() || cut.size() > static_cast<size_t>(most)) {
    return false;
  }
  const int more = kRunsPerPiece * static_cast<int>(cut.size() - fragments_.size());
  runs_left_ = std::min(kMostRuns, runs_left_ + more);
  fragments_ = std::move(cut);
  FragmentsChanged();
  return true;
}

void PictureSource::FragmentsChanged() {
  places_.clear();
  for (const Fragment& fragment : fragments_) {
    places_.push_back({BoxOf(fragment.piece.box), fragment.component, false});
  }
}

float PictureSource::DistanceBetween(int a, int b) const {
  return digitpad::DistanceBetween(fragments_[static_cast<size_t>(a)].piece,
                                   fragments_[static_cast<size_t>(b)].piece);
}

GlyphScores PictureSource::ScoresOf(std::span<const int> group) {
  uint64_t key = group.size();
  for (const int i : group) key = Hash(key, fragments_[static_cast<size_t>(i)].key);
  const GlyphScores known = cache_.Find(key);
  if (!known.costs.empty()) return known;
  if (runs_left_-- == 0) return {};
  parts_.clear();
  for (const int i : group) parts_.push_back(&fragments_[static_cast<size_t>(i)].piece);
  GlyphCutter(strength_).Cut(parts_, &patch_);
  normalizer_.Normalize(patch_.view(), recognizer_.model().prep, input_);
  recognizer_.ReadPicture(input_, &symbol_);
  return cache_.Add(key, recognizer_.logits(), recognizer_.model().calibration);
}

}  // namespace digitpad
