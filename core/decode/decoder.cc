#include "core/decode/decoder.h"

#include <algorithm>
#include <cassert>

#include "core/base/log2.h"
#include "core/decode/glyph_costs.h"

namespace digitpad {
namespace {

// The most that any of 2,400 composed numbers had, joined ones included, is 5,950.
constexpr size_t kMostArcs = 8000;

// Parts this far apart, in units of a digit's height, that are digits with a probability
// above 0.98 each, are not asked for as one: composed numbers of the validation writers
// read the same without that, and take half as long again.
constexpr float kClearGap = 0.1f;
constexpr int32_t kSureCost = kExponentOne * 3 / 100;

constexpr int kFullConfidence = 10000;

// -log2 of the sum of 2^-costs.
int64_t CostOfAll(std::span<const int64_t> costs) {
  const int64_t least = *std::min_element(costs.begin(), costs.end());
  uint64_t sum = 0;
  for (const int64_t cost : costs) sum += PowerOfTwo(cost - least);
  return least - (Log2(sum) - int64_t{kPowerBits} * kExponentOne);
}

}  // namespace

bool Decoder::Decode(FragmentSource& source, int none, bool with_signs) {
  assert(source.places().size() <= kMostFragments);
  graph_.Prepare(source);
  with_signs_ = with_signs;
  states_.clear();
  readings_.arcs.clear();
  readings_.height = graph_.height();
  readings_.none = none;
  states_.push_back({});
  // Every arc leads to a state whose first fragment is further right.
  for (int first = 0; first < graph_.count(); ++first) {
    for (size_t s = 0; s < states_.size(); ++s) {
      if (states_[s].left.first == first && !Expand(source, s)) return false;
    }
  }
  Finish(*FindState({graph_.count(), 0}));
  return true;
}

Decoder::State* Decoder::FindState(const SharedOut& left) {
  for (State& state : states_) {
    if (state.left == left) return &state;
  }
  states_.push_back({left});
  return &states_.back();
}

bool Decoder::Expand(FragmentSource& source, size_t state) {
  if (!graph_.FindGroups(states_[state].left, &groups_)) return false;
  if (readings_.arcs.size() > kMostArcs) return false;
  for (Glyph& glyph : groups_) {
    if (glyph.size > 1 && AreTwoDigits(source, glyph)) continue;
    State* to = FindState(GlyphGraph::After(states_[state].left, glyph));
    const State from = states_[state];  // FindState may have moved them
    if (glyph.is_link) {
      AddLink(from, glyph, to);
      continue;
    }
    if (with_signs_ && glyph.size == 1) AddSigns(from, glyph, to);
    if (!Weigh(source, &glyph)) return false;
    AddDigit(from, glyph, to);
  }
  return true;
}

// Asks the source what the glyph may be.
bool Decoder::Weigh(FragmentSource& source, Glyph* glyph) {
  group_.clear();
  for (const int16_t fragment : glyph->group()) group_.push_back(graph_.number(fragment));
  std::sort(group_.begin(), group_.end());
  glyph->Take(source.ScoresOf(group_), readings_.none);
  return glyph->label >= 0;
}

// Whether the network has no doubt that these are a digit.
bool Decoder::IsSure(FragmentSource& source, std::span<const int16_t> fragments) {
  group_.clear();
  for (const int16_t fragment : fragments) group_.push_back(graph_.number(fragment));
  std::sort(group_.begin(), group_.end());
  Glyph part;
  part.Take(source.ScoresOf(group_), readings_.none);
  return part.label >= 0 && part.CostOf(part.label) < kSureCost;
}

// Whether a gap divides the glyph into two parts, both of them digits beyond doubt: then
// the network need not be asked about the whole, unless it is all there is.
bool Decoder::AreTwoDigits(FragmentSource& source, const Glyph& glyph) {
  if (glyph.size == graph_.count()) return false;
  const auto group = glyph.group();
  for (size_t parts = 1; parts < group.size(); ++parts) {
    const auto box = [this](int16_t fragment) { return graph_.place(fragment).box; };
    float end = box(group[0]).x + box(group[0]).w;
    float begin = box(group[parts]).x;
    for (size_t i = 1; i < group.size(); ++i) {
      if (i < parts) {
        end = std::max(end, box(group[i]).x + box(group[i]).w);
      } else {
        begin = std::min(begin, box(group[i]).x);
      }
    }
    if (begin - end < kClearGap * graph_.height()) continue;
    return IsSure(source, group.first(parts)) && IsSure(source, group.subspan(parts));
  }
  return false;
}

void Decoder::AddDigit(const State& from, const Glyph& glyph, State* to) {
  int64_t own = CostOfShape(glyph, readings_.height) + glyph.CostOf(glyph.label);
  if (with_signs_) own += CostOfLooseDigit(glyph);
  AddGlyph(from, glyph, own, to);
}

void Decoder::AddSigns(const State& from, const Glyph& glyph, State* to) {
  for (const char sign : {'.', ',', '-'}) {
    const int64_t cost = CostOfSign(glyph, sign, readings_.height);
    if (cost < 0) continue;
    Glyph as_sign = glyph;
    as_sign.sign = sign;
    AddGlyph(from, as_sign, cost, to);
  }
}

void Decoder::AddGlyph(const State& from, const Glyph& glyph, int64_t own, State* to) {
  ReadingArc arc;
  arc.glyph = glyph;
  arc.digit = static_cast<int>(readings_.arcs.size());
  arc.from = from.last_arc;
  arc.own = own;
  arc.cost = own;
  arc.total = kSharpness * own;
  costs_.clear();
  for (int before = from.last_arc; before >= 0; before = readings_.At(before).next) {
    const ReadingArc& last = readings_.At(before);
    const int64_t step = own + CostBetween(readings_, before, glyph);
    costs_.push_back(last.total + kSharpness * step);
    if (arc.before >= 0 && last.cost + step >= arc.cost) continue;
    arc.cost = last.cost + step;
    arc.before = before;
  }
  if (!costs_.empty()) arc.total = CostOfAll(costs_);
  Append(arc, to);
}

void Decoder::Append(ReadingArc arc, State* to) {
  arc.next = to->last_arc;
  to->last_arc = static_cast<int>(readings_.arcs.size());
  readings_.arcs.push_back(arc);
}

// One for each way that leads here, so that the next digit knows what it lies beside.
void Decoder::AddLink(const State& from, const Glyph& glyph, State* to) {
  ReadingArc arc;
  arc.glyph = glyph;
  arc.own = CostOfLink();
  arc.cost = arc.own;
  arc.total = kSharpness * arc.own;
  if (from.last_arc < 0) Append(arc, to);
  for (int before = from.last_arc; before >= 0; before = readings_.At(before).next) {
    const ReadingArc& last = readings_.At(before);
    arc.digit = last.digit;
    arc.before = before;
    arc.cost = last.cost + arc.own;
    arc.total = last.total + kSharpness * arc.own;
    Append(arc, to);
  }
}

void Decoder::Translate(Glyph* glyph) const {
  for (int k = 0; k < glyph->size; ++k) {
    int16_t& fragment = glyph->fragments[static_cast<size_t>(k)];
    fragment = static_cast<int16_t>(graph_.number(fragment));
  }
  std::sort(glyph->fragments.begin(), glyph->fragments.begin() + glyph->size);
}

void Decoder::Finish(const State& end) {
  readings_.last = end.last_arc;
  int best = end.last_arc;
  costs_.clear();
  for (int last = end.last_arc; last >= 0; last = readings_.At(last).next) {
    costs_.push_back(readings_.At(last).total);
    if (readings_.At(last).cost < readings_.At(best).cost) best = last;
  }
  cost_ = readings_.At(best).cost;
  readings_.total = CostOfAll(costs_);
  // Rounding may make the whole a little less than its part.
  const int64_t excess = std::max<int64_t>(kSharpness * cost_ - readings_.total, 0);
  confidence_ = static_cast<int>(
      (uint64_t{PowerOfTwo(excess)} * kFullConfidence + (1 << (kPowerBits - 1))) >>
      kPowerBits);
  best_.clear();
  for (int i = best; i >= 0; i = readings_.At(i).before) {
    if (readings_.At(i).glyph.is_link) continue;
    best_.push_back(readings_.At(i).glyph);
    Translate(&best_.back());
  }
  std::reverse(best_.begin(), best_.end());
}

}  // namespace digitpad
