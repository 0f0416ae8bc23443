#include "wasm/app/by_hand.h"

#include <algorithm>
#include <utility>

#include "core/nn/softmax.h"

namespace digitpad {
namespace {

// A runner-up that is less likely than that, in ten-thousandths, is no candidate.
constexpr int kLeastLikely = 100;

bool Breaks(const std::string& text, const NumberRules& rules) {
  return !std::string_view(BrokenRule(text, rules)).empty();
}

void MakeSure(AnswerDigit* digit, const std::vector<std::string>& bar_labels) {
  digit->confidence = kConfidenceOne;
  digit->sure = true;
  for (size_t i = 0; i < bar_labels.size(); ++i) {
    digit->bars[i] = bar_labels[i] == digit->label ? kConfidenceOne : 0;
  }
}

void Accept(Answer* answer) {
  answer->state = answer->verdict = AnswerState::kAccepted;
  answer->text = answer->guess;
  answer->confidence = kConfidenceOne;
}

// The bar of the likeliest label but the digit's own, or -1.
int RunnerUp(const AnswerDigit& digit, const std::vector<std::string>& bar_labels) {
  int best = -1, most = kLeastLikely - 1;
  for (size_t i = 0; i < digit.bars.size(); ++i) {
    if (digit.bars[i] <= most || bar_labels[i] == digit.label) continue;
    most = digit.bars[i];
    best = static_cast<int>(i);
  }
  return best;
}

std::string Joined(const Answer& answer, int other, const std::string& label) {
  std::string text;
  for (int i = 0; i < static_cast<int>(answer.digits.size()); ++i) {
    text += i == other ? label : answer.digits[static_cast<size_t>(i)].label;
  }
  return text;
}

}  // namespace

std::vector<std::string> CandidatesOf(const Answer& answer,
                                      const std::vector<std::string>& bar_labels,
                                      const NumberRules& rules) {
  if (answer.verdict != AnswerState::kUnsure || answer.empty_cells > 0 ||
      Breaks(answer.guess, rules)) {
    return {};
  }
  std::vector<std::string> candidates = {answer.guess};
  const auto& digit = answer.digits[static_cast<size_t>(answer.chosen)];
  const int other = RunnerUp(digit, bar_labels);
  if (other < 0) return candidates;
  std::string text =
      Joined(answer, answer.chosen, bar_labels[static_cast<size_t>(other)]);
  if (!Breaks(text, rules)) candidates.push_back(std::move(text));
  return candidates;
}

Answer WithCandidate(Answer answer, int candidate,
                     const std::vector<std::string>& bar_labels) {
  std::vector<std::string> labels;
  for (const AnswerDigit& digit : answer.digits) labels.push_back(digit.label);
  if (candidate > 0) {
    const auto chosen = static_cast<size_t>(answer.chosen);
    const int other = RunnerUp(answer.digits[chosen], bar_labels);
    labels[chosen] = bar_labels[static_cast<size_t>(other)];
  }
  return WithLabels(std::move(answer), labels, bar_labels);
}

Answer WithLabels(Answer answer, const std::vector<std::string>& labels,
                  const std::vector<std::string>& bar_labels) {
  for (size_t i = 0; i < labels.size(); ++i) {
    answer.digits[i].label = labels[i];
    MakeSure(&answer.digits[i], bar_labels);
  }
  answer.guess = Joined(answer, -1, {});
  answer.candidates.clear();
  answer.by_hand = true;
  Accept(&answer);
  return answer;
}

Answer MakeTypedAnswer(const std::vector<std::string>& labels,
                       const std::vector<std::string>& bar_labels,
                       const NumberRules& rules, size_t cells) {
  Answer answer;
  answer.by_hand = true;
  for (const std::string& label : labels) {
    answer.guess += label;
    AnswerDigit& digit = answer.digits.emplace_back();
    digit.label = label;
    digit.place = static_cast<int>(answer.digits.size()) - 1;
    digit.bars.assign(bar_labels.size(), 0);
    MakeSure(&digit, bar_labels);
  }
  answer.chosen = static_cast<int>(answer.digits.size()) - 1;
  Accept(&answer);
  answer.empty_cells = static_cast<int>(cells - std::min(cells, labels.size()));
  answer.broken_rule = BrokenRule(answer.guess, rules);
  if (answer.empty_cells > 0 || !answer.broken_rule.empty()) {
    answer.state = answer.verdict = AnswerState::kUnsure;
    answer.text.assign(1, '?');
  }
  return answer;
}

}  // namespace digitpad
