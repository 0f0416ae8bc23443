#include "core/decode/reading_graph.h"

#include <algorithm>

#include "core/base/log2.h"
#include "core/decode/glyph_costs.h"

namespace digitpad {
namespace {

// A label that the ink supports costs no more than this: 1 in 100.
constexpr int64_t kSupport = 6 * int64_t{kExponentOne} + kExponentOne * 64 / 100;
// And the whole no more than this beyond the best: 1 in 4,096.
constexpr int64_t kMostExcess = 12 * int64_t{kExponentOne};
// So many suffixes are looked at; a number of 20 digits with two likely labels each has
// some thousand within kMostExcess.
constexpr size_t kMostSuffixes = 20000;

}  // namespace

int64_t CostBetween(const ReadingGraph& graph, int left, const Glyph& right) {
  const int digit = graph.At(left).digit;
  return digit < 0 ? 0 : CostOfPair(graph.At(digit).glyph, right, graph.height);
}

ReadingSearch::ReadingSearch(const ReadingGraph& graph) : graph_(graph) {
  for (int arc = graph.last; arc >= 0; arc = graph.At(arc).next) {
    PushLabels(arc, -1, 0, 0);
  }
}

// Every label of the arc's glyph, in front of the suffix `rest`.
void ReadingSearch::PushLabels(int arc, int rest, int64_t cost, int64_t labels) {
  const ReadingArc& at = graph_.At(arc);
  const int64_t ahead = at.cost - at.own;
  if (at.glyph.is_link || at.glyph.sign != 0) {
    Push({arc, at.glyph.label, rest, cost + at.own, labels, ahead + cost + at.own});
    return;
  }
  const int64_t best = at.glyph.CostOf(at.glyph.label);
  for (int label = 0; label < static_cast<int>(at.glyph.scores.costs.size()); ++label) {
    const int64_t of_label = at.glyph.CostOf(label);
    if (label == graph_.none) continue;
    if (of_label > kSupport && label != at.glyph.label) continue;
    const int64_t more = of_label - best;
    const int64_t with = cost + at.own + more;
    Push({arc, label, rest, with, labels + more, ahead + with});
  }
}

void ReadingSearch::Push(const Suffix& suffix) {
  if (suffixes_.size() == kMostSuffixes) return;
  if (suffix.rest < 0) best_ = std::min(best_, suffix.estimate);
  if (suffix.estimate > best_ + kMostExcess) return;
  const auto less = [this](int a, int b) { return IsLater(a, b); };
  heap_.push_back(static_cast<int>(suffixes_.size()));
  suffixes_.push_back(suffix);
  std::push_heap(heap_.begin(), heap_.end(), less);
}

// Ties in the order in which they were found, so that every build agrees.
bool ReadingSearch::IsLater(int a, int b) const {
  const int64_t x = suffixes_[static_cast<size_t>(a)].estimate;
  const int64_t y = suffixes_[static_cast<size_t>(b)].estimate;
  return x != y ? x > y : a > b;
}

bool ReadingSearch::Next(Reading* reading) {
  const auto less = [this](int a, int b) { return IsLater(a, b); };
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), less);
    const int top = heap_.back();
    heap_.pop_back();
    const Suffix suffix = suffixes_[static_cast<size_t>(top)];
    const ReadingArc& arc = graph_.At(suffix.arc);
    const bool is_link = arc.glyph.is_link;
    if ((is_link ? arc.before : arc.from) < 0) {
      Finish(top, reading);
      return true;
    }
    for (int i = is_link ? arc.before : arc.from; i >= 0;
         i = is_link ? -1 : graph_.At(i).next) {
      const int64_t between = is_link ? 0 : CostBetween(graph_, i, arc.glyph);
      PushLabels(i, top, suffix.cost + between, suffix.labels);
    }
  }
  return false;
}

void ReadingSearch::Finish(int suffix, Reading* reading) const {
  reading->glyphs.clear();
  const Suffix& first = suffixes_[static_cast<size_t>(suffix)];
  const int64_t way = kSharpness * (first.cost - first.labels) - graph_.total;
  reading->cost = std::max<int64_t>(way, 0) + first.labels;
  for (int i = suffix; i >= 0; i = suffixes_[static_cast<size_t>(i)].rest) {
    const Suffix& at = suffixes_[static_cast<size_t>(i)];
    Glyph glyph = graph_.At(at.arc).glyph;
    if (glyph.is_link) continue;
    glyph.label = at.label;
    // What the best label itself costs is no doubt about the way, but about the label.
    if (glyph.sign == 0) {
      reading->cost +=
          graph_.At(at.arc)
              .glyph.scores.costs[static_cast<size_t>(graph_.At(at.arc).glyph.label)];
    }
    reading->glyphs.push_back(glyph);
  }
}

}  // namespace digitpad
