#include "core/decode/rule_choice.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/log2.h"

namespace digitpad {
namespace {

constexpr int kFullConfidence = 10000;
// A number that breaks the rules is this much less likely than one that keeps them, 1 in
// 32: people do write wrong dates. So a reading that keeps them by a digit that the ink
// hardly supports is chosen, and is not sure.
constexpr int64_t kBreach = 5 * int64_t{kExponentOne};

std::string TextOf(const Reading& reading, std::span<const std::string> labels) {
  std::string text;
  for (const Glyph& glyph : reading.glyphs) {
    if (glyph.sign != 0) {
      text.push_back(glyph.sign);
    } else {
      text += labels[static_cast<size_t>(glyph.label)];
    }
  }
  return text;
}

// What the hint adds to the cost of a number: the odds against it, in bits.
int64_t CostOfHint(const NumberRules& rules, bool is_expected) {
  if (rules.expected.empty()) return 0;
  const auto prior = static_cast<uint64_t>(rules.prior);
  const int64_t odds = Log2(prior) - Log2(uint64_t{kFullConfidence} - prior);
  return is_expected ? std::max<int64_t>(-odds, 0) : std::max<int64_t>(odds, 0);
}

}  // namespace

Choice ChooseByRules(const ReadingGraph& graph, const NumberRules& rules,
                     std::span<const std::string> labels) {
  ReadingSearch search(graph);
  Choice choice;
  Reading reading;
  int64_t least = std::numeric_limits<int64_t>::max();
  constexpr uint64_t kOne = uint64_t{1} << kPowerBits;
  uint64_t chosen = 0, all = 0,
           seen = 0;  // probabilities; the first two weighed by rules
  std::string chosen_text;
  while (search.Next(&reading)) {
    const std::string text = TextOf(reading, labels);
    const bool keeps = Keeps(text, rules);
    const int64_t cost =
        reading.cost + (keeps ? 0 : kBreach) + CostOfHint(rules, text == rules.expected);
    const uint64_t weight = PowerOfTwo(cost);
    all += weight;
    seen += PowerOfTwo(reading.cost);
    if (cost < least) {
      // Other ways to the same text come later, and cost more.
      least = cost;
      chosen = weight;
      chosen_text = text;
      choice.reading = reading;
      choice.keeps_rules = keeps;
    } else if (text == chosen_text) {
      chosen += weight;
    }
  }
  // What was not looked at is for the most part that this is no number. Of that a rule
  // tells nothing, but a hint does. As exact as PowerOfTwo.
  const int64_t of_rest = CostOfHint(rules, false);
  const uint64_t rest = seen < kOne ? kOne - seen : 0;
  all += (rest * PowerOfTwo(of_rest)) >> kPowerBits;
  choice.confidence =
      static_cast<int>((chosen * kFullConfidence + all / 2) / std::max<uint64_t>(all, 1));
  return choice;
}

}  // namespace digitpad
