#include "core/decode/decoder.h"

#include <algorithm>
#include <cassert>

#include "core/base/log2.h"
#include "core/decode/glyph_costs.h"

namespace digitpad {
namespace {

// How much surer the choice among ways is than its costs say: the network calls half of a
// digit "none of these", and that it might be a digit after all is as good as ruled out
// where the whole is one. Chosen on composed numbers of the validation writers, so that
// confidence there is what is right.
constexpr int64_t kSharpness = 10;

constexpr int kFullConfidence = 10000;

int64_t CostOf(const Glyph& glyph, int label) {
  return glyph.scores.costs[static_cast<size_t>(label)];
}

// -log2 of the sum of 2^-costs.
int64_t CostOfAll(std::span<const int64_t> costs) {
  const int64_t least = *std::min_element(costs.begin(), costs.end());
  uint64_t sum = 0;
  for (const int64_t cost : costs) sum += PowerOfTwo(cost - least);
  return least - (Log2(sum) - int64_t{kPowerBits} * kExponentOne);
}

}  // namespace

void Decoder::Decode(FragmentSource& source, int none) {
  assert(source.places().size() <= kMostFragments);
  none_ = none;
  graph_.Prepare(source);
  states_.clear();
  arcs_.clear();
  states_.push_back({});
  // Every arc leads to a state whose first fragment is further right.
  for (int first = 0; first < graph_.count(); ++first) {
    for (size_t s = 0; s < states_.size(); ++s) {
      if (states_[s].left.first == first) Expand(source, s);
    }
  }
  Finish(*FindState({graph_.count(), 0}));
}

Decoder::State* Decoder::FindState(const SharedOut& left) {
  for (State& state : states_) {
    if (state.left == left) return &state;
  }
  states_.push_back({left});
  return &states_.back();
}

void Decoder::Expand(FragmentSource& source, size_t state) {
  graph_.FindGroups(states_[state].left, &groups_);
  for (Glyph& glyph : groups_) {
    // Which may move the states.
    const SharedOut left = GlyphGraph::After(states_[state].left, glyph);
    FindState(left);
    const State& from = states_[state];
    if (glyph.size == 1 && graph_.place(glyph.fragments[0]).is_link) {
      AddLink(from, glyph, FindState(left));
    } else {
      Weigh(source, &glyph);
      AddDigit(from, glyph, FindState(left));
    }
  }
}

// Asks the source what the glyph may be.
void Decoder::Weigh(FragmentSource& source, Glyph* glyph) {
  group_.clear();
  for (const int16_t fragment : glyph->group()) group_.push_back(graph_.number(fragment));
  std::sort(group_.begin(), group_.end());
  glyph->scores = source.ScoresOf(group_);
  for (int c = 0; c < static_cast<int>(glyph->scores.costs.size()); ++c) {
    if (c == none_) continue;
    if (glyph->label < 0 || CostOf(*glyph, c) < CostOf(*glyph, glyph->label)) {
      glyph->label = c;
    }
  }
}

void Decoder::AddDigit(const State& from, const Glyph& glyph, State* to) {
  const float height = graph_.height();
  const int64_t own = CostOfShape(glyph, height) + CostOf(glyph, glyph.label);
  Arc arc;
  arc.glyph = glyph;
  arc.digit = static_cast<int>(arcs_.size());
  arc.cost = own;
  arc.total = kSharpness * own;
  costs_.clear();
  for (int before = from.last_arc; before >= 0; before = ArcAt(before).next) {
    const Arc& last = ArcAt(before);
    int64_t step = own;
    if (last.digit >= 0) {
      step += CostOfPair(ArcAt(last.digit).glyph, glyph, height);
    }
    costs_.push_back(last.total + kSharpness * step);
    if (arc.before >= 0 && last.cost + step >= arc.cost) continue;
    arc.cost = last.cost + step;
    arc.before = before;
  }
  if (!costs_.empty()) arc.total = CostOfAll(costs_);
  Append(arc, to);
}

void Decoder::Append(Arc arc, State* to) {
  arc.next = to->last_arc;
  to->last_arc = static_cast<int>(arcs_.size());
  arcs_.push_back(arc);
}

// One for each way that leads here, so that the next digit knows what it lies beside.
void Decoder::AddLink(const State& from, const Glyph& glyph, State* to) {
  Arc arc;
  arc.glyph = glyph;
  arc.cost = CostOfLink();
  arc.total = kSharpness * arc.cost;
  if (from.last_arc < 0) Append(arc, to);
  for (int before = from.last_arc; before >= 0; before = ArcAt(before).next) {
    const Arc last = ArcAt(before);
    arc.digit = last.digit;
    arc.before = before;
    arc.cost = last.cost + CostOfLink();
    arc.total = last.total + kSharpness * CostOfLink();
    Append(arc, to);
  }
}

void Decoder::Finish(const State& end) {
  int best = end.last_arc;
  costs_.clear();
  for (int last = end.last_arc; last >= 0; last = ArcAt(last).next) {
    costs_.push_back(ArcAt(last).total);
    if (ArcAt(last).cost < ArcAt(best).cost) best = last;
  }
  // Rounding may make the whole a little less than its part.
  const int64_t excess =
      std::max<int64_t>(kSharpness * ArcAt(best).cost - CostOfAll(costs_), 0);
  confidence_ = static_cast<int>(
      (uint64_t{PowerOfTwo(excess)} * kFullConfidence + (1 << (kPowerBits - 1))) >>
      kPowerBits);
  best_.clear();
  for (int i = best; i >= 0; i = ArcAt(i).before) {
    if (ArcAt(i).glyph.is_link()) continue;
    Glyph glyph = ArcAt(i).glyph;
    for (int k = 0; k < glyph.size; ++k) {
      int16_t& fragment = glyph.fragments[static_cast<size_t>(k)];
      fragment = static_cast<int16_t>(graph_.number(fragment));
    }
    std::sort(glyph.fragments.begin(), glyph.fragments.begin() + glyph.size);
    best_.push_back(glyph);
  }
  std::reverse(best_.begin(), best_.end());
}

}  // namespace digitpad
