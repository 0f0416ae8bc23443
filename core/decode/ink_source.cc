#include "core/decode/ink_source.h"

#include <algorithm>
#include <cstring>

#include "core/decode/glyph.h"

namespace digitpad {
namespace {

// Distances within the drawing are known to this share of its height, or of its width
// over the number of digits that may stand in it.
constexpr float kDistanceStep = 1.0f / 25;
constexpr float kWidestNumber = 20;

// A number takes 7 runs of the network a fragment where its digits touch, and 15 at
// worst.
constexpr int kRunsOfFragment = 25;
constexpr int kLeastRuns = 60;

uint64_t HashOf(const Ink& ink, const Fragment& fragment) {
  const Stroke& stroke = ink[static_cast<size_t>(fragment.stroke)];
  uint64_t hash = 0;
  for (size_t i = fragment.first; i < fragment.last; ++i) {
    uint32_t bits[2];
    std::memcpy(&bits[0], &stroke[i].x, sizeof(bits[0]));
    std::memcpy(&bits[1], &stroke[i].y, sizeof(bits[1]));
    hash = Hash(hash, uint64_t{bits[1]} << 32 | bits[0]);
  }
  return hash;
}

}  // namespace

InkSource::InkSource(Network* network)
    : network_(network),
      cache_(static_cast<int>(network->model().labels.size())),
      glyph_(kMostFragmentsOfGlyph),
      input_(static_cast<size_t>(InputShape(network->model().prep).size())),
      logits_(network->model().labels.size()) {}

void InkSource::Open(const Ink& ink) {
  cache_.Tidy();
  ink_ = &ink;
  fragments_.clear();
  for (size_t s = 0; s < ink.size(); ++s) {
    if (!ink[s].empty()) fragments_.push_back(WholeStroke(ink, static_cast<int>(s)));
  }
  FragmentsChanged();
}

bool InkSource::Cut(const std::vector<bool>& strokes, int most) {
  cut_.clear();
  for (const Fragment& fragment : fragments_) {
    const auto stroke = static_cast<size_t>(fragment.stroke);
    const bool is_whole = fragment.last - fragment.first == (*ink_)[stroke].size();
    if (is_whole && strokes[stroke]) {
      SplitStroke(*ink_, fragment.stroke, &cut_);
    } else {
      cut_.push_back(fragment);
    }
  }
  if (cut_.size() == fragments_.size() || cut_.size() > static_cast<size_t>(most)) {
    return false;
  }
  fragments_.swap(cut_);
  FragmentsChanged();
  return true;
}

void InkSource::FragmentsChanged() {
  runs_left_ = kLeastRuns + kRunsOfFragment * static_cast<int>(fragments_.size());
  places_.clear();
  hashes_.clear();
  for (const Fragment& fragment : fragments_) {
    places_.push_back({fragment.box, fragment.stroke, fragment.is_link});
    hashes_.push_back(HashOf(*ink_, fragment));
  }
  const Box box = BoundingBox(*ink_);
  const float size = std::max(box.h, box.w / kWidestNumber);
  // Dots in one place have no size, but a step must be.
  distances_.Prepare(*ink_, fragments_, std::max(size * kDistanceStep, 1e-20f));
}

float InkSource::DistanceBetween(int a, int b) const {
  return distances_.Between(static_cast<size_t>(a), static_cast<size_t>(b));
}

uint64_t InkSource::KeyOf(std::span<const int> group) const {
  uint64_t key = group.size();
  for (const int i : group) key = Hash(key, hashes_[static_cast<size_t>(i)]);
  return key;
}

// Strokes without points stay where they are: their memory is used again.
const Ink& InkSource::InkOf(std::span<const int> group) {
  for (Stroke& stroke : glyph_) stroke.clear();
  if (glyph_.size() < group.size()) glyph_.resize(group.size());
  size_t out = 0;
  const Fragment* before = nullptr;
  for (const int i : group) {
    const Fragment& fragment = fragments_[static_cast<size_t>(i)];
    const Stroke& stroke = (*ink_)[static_cast<size_t>(fragment.stroke)];
    size_t first = fragment.first;
    if (before != nullptr && before->stroke == fragment.stroke) {
      first = before->last;  // neighbours share a point
    } else if (before != nullptr) {
      ++out;
    }
    glyph_[out].insert(glyph_[out].end(), stroke.begin() + static_cast<ptrdiff_t>(first),
                       stroke.begin() + static_cast<ptrdiff_t>(fragment.last));
    before = &fragment;
  }
  return glyph_;
}

GlyphScores InkSource::ScoresOf(std::span<const int> group) {
  const uint64_t key = KeyOf(group);
  const GlyphScores known = cache_.Find(key);
  if (!known.costs.empty()) return known;
  if (runs_left_-- == 0) return {};
  const Model& model = network_->model();
  normalizer_.Normalize(InkOf(group), model.prep, input_);
  network_->Run(input_, logits_);
  return cache_.Add(key, logits_, model.calibration);
}

}  // namespace digitpad
