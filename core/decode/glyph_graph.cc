#include "core/decode/glyph_graph.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace digitpad {
namespace {

// Generous bounds, in units of a digit's height, that only keep the graph small; what is
// likely within them is for the network and for glyph_costs.h to say. Together they lose
// no digit of the training and validation writers.
constexpr float kWidest = 1.8f;
constexpr float kWidestJoin = 0.4f;
constexpr int kMostStrokes = 4;  // of a digit

// Fragments overlap by more than this share of the narrower where they are one digit's.
constexpr float kSameDigit = 0.5f;
// A digit is not flatter than this: else a row of bars would pass for tiny digits.
constexpr float kFlattest = 0.3f;

// The most groups from one fragment on that any of 2,400 composed numbers had, joined
// ones included, is 158.
constexpr size_t kMostGroups = 200;
// 1,600 such numbers try up to 13,000 in all, numbers on 1,400 pages up to 160,000. A
// hostile picture has 5,000,000, which take a second.
constexpr int kMostTried = 200000;

constexpr float kFarAway = 1e9f;
// Ink without extent still needs a unit.
constexpr float kLeastHeight = 1e-20f;

float Middle(const Box& box) { return box.x + box.w * 0.5f; }

}  // namespace

void GlyphGraph::Prepare(const FragmentSource& source) {
  SortPlaces(source);
  EstimateHeight();
  MeasureDistances(source);
  SortPieces();
  tried_ = 0;
}

void GlyphGraph::SortPlaces(const FragmentSource& source) {
  const auto places = source.places();
  assert(!places.empty());
  numbers_.resize(places.size());
  for (size_t i = 0; i < places.size(); ++i) {
    size_t at = i;
    while (at > 0 && Middle(places[i].box) <
                         Middle(places[static_cast<size_t>(numbers_[at - 1])].box)) {
      numbers_[at] = numbers_[at - 1];
      --at;
    }
    numbers_[at] = static_cast<int>(i);
  }
  places_.clear();
  for (const int number : numbers_) {
    places_.push_back(places[static_cast<size_t>(number)]);
  }
}

// The median height of what overlaps, which is about a digit each.
void GlyphGraph::EstimateHeight() {
  clusters_.clear();
  for (const FragmentPlace& place : places_) {
    Box box = place.box;
    while (!clusters_.empty()) {
      const Box& last = clusters_.back();
      if (OverlapOfWidths(last, box) < kSameDigit * std::min(last.w, box.w)) break;
      box = Union(box, last);
      clusters_.pop_back();
    }
    clusters_.push_back(box);
  }
  const auto height = [](const Box& box) { return std::max(box.h, kFlattest * box.w); };
  for (size_t i = 1; i < clusters_.size(); ++i) {
    for (size_t k = i; k > 0 && height(clusters_[k]) < height(clusters_[k - 1]); --k) {
      std::swap(clusters_[k], clusters_[k - 1]);
    }
  }
  height_ = std::max(height(clusters_[clusters_.size() / 2]), kLeastHeight);
}

void GlyphGraph::MeasureDistances(const FragmentSource& source) {
  distances_.assign(places_.size() * kWindow, kFarAway);
  for (size_t a = 0; a < places_.size(); ++a) {
    for (size_t b = a + 1; b < places_.size() && b - a < kWindow; ++b) {
      // What lies further apart than any join need not be known exactly.
      const float gap = -OverlapOfWidths(places_[a].box, places_[b].box) / height_;
      distances_[a * kWindow + (b - a)] =
          gap > kWidestJoin ? gap
                            : source.DistanceBetween(numbers_[a], numbers_[b]) / height_;
    }
  }
}

void GlyphGraph::SortPieces() {
  of_number_.resize(places_.size());
  for (size_t i = 0; i < places_.size(); ++i) {
    of_number_[static_cast<size_t>(numbers_[i])] = static_cast<int16_t>(i);
  }
  pieces_.clear();
  stroke_begins_.clear();
  int stroke = -1;
  for (const int16_t fragment : of_number_) {
    if (place(fragment).stroke != stroke) stroke_begins_.push_back(pieces_.size());
    stroke = place(fragment).stroke;
    pieces_.push_back(fragment);
  }
  stroke_begins_.push_back(pieces_.size());
}

float GlyphGraph::Distance(int a, int b) const {
  const int low = std::min(a, b), step = std::max(a, b) - low;
  if (step >= kWindow) return kFarAway;
  return distances_[static_cast<size_t>(low) * kWindow + static_cast<size_t>(step)];
}

bool GlyphGraph::IsFree(const SharedOut& from, int fragment) const {
  const int k = fragment - from.first;
  return k >= 0 && k < kWindow && (from.used >> k & 1) == 0;
}

// False where they are too many or too wide for a digit.
bool GlyphGraph::Add(size_t stroke, const Range& range, Glyph* glyph) const {
  for (size_t i = range.first; i < range.last; ++i) {
    const int16_t fragment = pieces_[i];
    if (glyph->size == kMostFragmentsOfGlyph) return false;
    const Box& box = place(fragment).box;
    glyph->box = glyph->size == 0 ? box : Union(glyph->box, box);
    glyph->fragments[static_cast<size_t>(glyph->size++)] = fragment;
  }
  if (range.first > stroke_begins_[stroke]) ++glyph->cut_ends;
  if (range.last < stroke_begins_[stroke + 1]) ++glyph->cut_ends;
  return glyph->size == 1 || glyph->box.w <= kWidest * std::max(height_, glyph->box.h);
}

// The longest edge of the minimum spanning tree (Prim's algorithm), or the first one that
// is longer than `limit`.
float GlyphGraph::WidestJoin(const Glyph& glyph, float limit) const {
  std::array<float, kMostFragmentsOfGlyph> nearest{};  // to the tree; negative: within
  nearest.fill(kFarAway);
  const auto group = glyph.group();
  float widest = 0;
  size_t last = 0;
  for (size_t n = 1; n < group.size(); ++n) {
    nearest[last] = -1;
    size_t next = 0;
    for (size_t i = 0; i < group.size(); ++i) {
      if (nearest[i] < 0) continue;
      nearest[i] = std::min(nearest[i], Distance(group[last], group[i]));
      if (nearest[next] < 0 || nearest[i] < nearest[next]) next = i;
    }
    widest = std::max(widest, nearest[next]);
    if (widest > limit) break;
    last = next;
  }
  return widest;
}

bool GlyphGraph::FindGroups(const SharedOut& from, std::vector<Glyph>* groups) {
  groups->clear();
  // The stroke of the first fragment is in, with all its ranges around that fragment.
  const auto at = static_cast<size_t>(
      std::find(pieces_.begin(), pieces_.end(), from.first) - pieces_.begin());
  size_t stroke = 0;
  while (stroke_begins_[stroke + 1] <= at) ++stroke;
  for (size_t first = at;; --first) {
    for (size_t last = at; last < stroke_begins_[stroke + 1]; ++last) {
      if (last > at && !IsFree(from, pieces_[last])) break;
      Glyph glyph;
      if (Add(stroke, {first, last + 1}, &glyph)) Extend(from, glyph, 0, 1, groups);
    }
    if (first == stroke_begins_[stroke] || !IsFree(from, pieces_[first - 1])) break;
  }
  const bool is_whole = from.first == 0 && from.used == 0;
  if (is_whole && count() > 1 && count() <= kMostFragmentsOfGlyph) AddAll(groups);
  return groups->size() <= kMostGroups && tried_ <= kMostTried;
}

// A glyph of everything, where it is not among them yet: however it looks, all may be one
// digit.
void GlyphGraph::AddAll(std::vector<Glyph>* groups) const {
  for (const Glyph& glyph : *groups) {
    if (glyph.size == count()) return;
  }
  Glyph all;
  for (size_t stroke = 0; stroke + 1 < stroke_begins_.size(); ++stroke) {
    Add(stroke, {stroke_begins_[stroke], stroke_begins_[stroke + 1]}, &all);
  }
  all.widest_join = WidestJoin(all, kFarAway);
  groups->push_back(all);
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as a digit has strokes.
void GlyphGraph::Extend(const SharedOut& from, const Glyph& glyph, size_t next_stroke,
                        int strokes, std::vector<Glyph>* groups) {
  ++tried_;
  const bool only_links =
      std::all_of(glyph.group().begin(), glyph.group().end(),
                  [this](int16_t fragment) { return place(fragment).is_link; });
  if (!only_links || glyph.size == 1) {
    const float widest_join = WidestJoin(glyph, kWidestJoin);
    if (widest_join <= kWidestJoin) {
      Glyph& found = groups->emplace_back(glyph);
      found.widest_join = widest_join;
      found.is_link = only_links;
    }
  }
  if (strokes == kMostStrokes) return;
  if (groups->size() > kMostGroups || tried_ > kMostTried) return;
  const int own = place(glyph.fragments[0]).stroke;
  for (size_t stroke = next_stroke; stroke + 1 < stroke_begins_.size(); ++stroke) {
    if (place(pieces_[stroke_begins_[stroke]]).stroke == own) continue;
    const size_t end = stroke_begins_[stroke + 1];
    for (size_t first = stroke_begins_[stroke]; first < end; ++first) {
      for (size_t last = first; last < end && IsFree(from, pieces_[last]); ++last) {
        Glyph more = glyph;
        if (!Add(stroke, {first, last + 1}, &more)) break;
        Extend(from, more, stroke + 1, strokes + 1, groups);
      }
    }
  }
}

SharedOut GlyphGraph::After(const SharedOut& from, const Glyph& glyph) {
  SharedOut result = from;
  for (const int16_t fragment : glyph.group()) {
    result.used |= uint32_t{1} << (fragment - from.first);
  }
  while ((result.used & 1) != 0) {
    result.used >>= 1;
    ++result.first;
  }
  return result;
}

}  // namespace digitpad
