#include "wasm/app/answer.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "core/nn/softmax.h"

namespace digitpad {
namespace {

// What the alternatives leave over is the probability of "none of these".
int NoneOfThese(const Digit& digit) {
  int rest = kConfidenceOne;
  for (const Alternative& each : digit.alternatives) rest -= each.confidence;
  return rest;
}

AnswerDigit MakeDigit(const Digit& digit, const std::vector<std::string>& bar_labels,
                      int min_confidence) {
  AnswerDigit made;
  made.label = digit.label;
  made.confidence = digit.confidence;
  made.sure =
      digit.confidence >= min_confidence && digit.confidence >= NoneOfThese(digit);
  made.box = digit.box;
  made.bars.assign(bar_labels.size(), 0);
  for (const Alternative& each : digit.alternatives) {
    const auto bar = std::find(bar_labels.begin(), bar_labels.end(), each.label);
    if (bar == bar_labels.end()) continue;
    made.bars[static_cast<size_t>(bar - bar_labels.begin())] = each.confidence;
  }
  return made;
}

}  // namespace

bool AnswerDigit::operator==(const AnswerDigit& other) const {
  return label == other.label && confidence == other.confidence && sure == other.sure &&
         box.x == other.box.x && box.y == other.box.y && box.w == other.box.w &&
         box.h == other.box.h && bars == other.bars && place == other.place;
}

const std::vector<int>& Answer::bars() const {
  static const std::vector<int> kNone;
  return chosen < 0 ? kNone : digits[static_cast<size_t>(chosen)].bars;
}

const std::string& Answer::chosen_label() const {
  static const std::string kNone;
  return chosen < 0 ? kNone : digits[static_cast<size_t>(chosen)].label;
}

int WidthInDigits(const Answer& answer) {
  constexpr int kDigit = 2, kOther = 3;  // halves of a digit
  int width = 0, symbols = 0;
  for (const AnswerDigit& digit : answer.digits) {
    for (const char c : digit.label) {
      const bool is_rest = (c & 0xc0) == 0x80;  // of a character's UTF-8
      if (is_rest) continue;
      const bool is_narrow = c != '\0' && std::strchr("0123456789.,-", c) != nullptr;
      width += is_narrow ? kDigit : kOther;
      ++symbols;
    }
  }
  return symbols <= 1 ? symbols : (width + 1) / 2;
}

Answer MakeAnswer(const Result& result, const std::vector<std::string>& bar_labels,
                  int min_confidence, const NumberRules& rules) {
  Answer answer;
  bool has_digit = false;
  size_t hole = 0;  // empty cells since the last digit
  for (const Digit& digit : result.digits) {
    if (digit.label.empty()) {
      ++answer.empty_cells;
      ++hole;
      continue;
    }
    if (!answer.guess.empty()) answer.guess.append(hole, '_');
    answer.guess += digit.label;
    hole = 0;
    answer.digits.push_back(MakeDigit(digit, bar_labels, min_confidence));
    answer.digits.back().place = static_cast<int>(&digit - result.digits.data());
    has_digit = has_digit || digit.confidence >= NoneOfThese(digit);
    const auto i = static_cast<int>(answer.digits.size()) - 1;
    const auto confidence_of = [&](int index) {
      return answer.digits[static_cast<size_t>(index)].confidence;
    };
    if (answer.chosen < 0 || confidence_of(i) < confidence_of(answer.chosen)) {
      answer.chosen = i;
    }
  }
  answer.verdict = result.accepted ? AnswerState::kAccepted
                   : has_digit     ? AnswerState::kUnsure
                                   : AnswerState::kRejected;
  answer.state = answer.verdict;
  answer.text = result.accepted ? result.text : "?";
  answer.confidence = result.confidence;
  const auto sure = [](const AnswerDigit& digit) { return digit.sure; };
  if (answer.verdict == AnswerState::kUnsure && answer.empty_cells == 0 &&
      std::all_of(answer.digits.begin(), answer.digits.end(), sure)) {
    answer.broken_rule = BrokenRule(result.text, rules);
  }
  return answer;
}

std::vector<Bar> BarsOf(const Answer& answer, const std::vector<std::string>& bar_labels,
                        size_t most) {
  std::vector<Bar> bars;
  for (size_t i = 0; i < bar_labels.size(); ++i) {
    Bar& bar = bars.emplace_back();
    bar.label = bar_labels[i];
    if (answer.chosen < 0) continue;
    bar.confidence = answer.bars()[i];
    bar.best =
        answer.verdict != AnswerState::kRejected && bar.label == answer.chosen_label();
  }
  if (bars.size() <= most) return bars;
  std::stable_sort(bars.begin(), bars.end(), [](const Bar& a, const Bar& b) {
    return a.confidence > b.confidence;
  });
  bars.resize(most);
  return bars;
}

}  // namespace digitpad
