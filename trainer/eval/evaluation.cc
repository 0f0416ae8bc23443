#include "trainer/eval/evaluation.h"

#include "trainer/data/label_groups.h"

namespace digitpad {
namespace {

void Count(const std::string& label, const Answer& answer, bool abstained, Tally* tally) {
  const bool right = answer.text == label;
  ++tally->count;
  tally->abstained += abstained;
  tally->correct += right && !abstained;
  tally->right_refused += right && abstained;
  tally->float_correct += answer.float_text == label;
  tally->differ += answer.float_text != answer.text;
}

}  // namespace

bool AcceptAll(const Answer& /*answer*/) { return true; }

bool AcceptAsInUse(const Answer& answer) { return answer.accepted; }

AcceptRule AcceptFrom(int threshold) {
  return [threshold](const Answer& answer) {
    return !answer.text.empty() && !answer.none_of_these &&
           answer.confidence >= threshold;
  };
}

Evaluation CountAnswers(const ExampleSet& set, std::span<const Answer> answers,
                        const AcceptRule& accept) {
  Evaluation evaluation;
  for (size_t i = 0; i < answers.size(); ++i) {
    const Answer& answer = answers[i];
    const Example& example = set.examples[i];
    const bool abstained = !accept(answer);
    Count(example.label, answer, abstained, &evaluation.total);
    Count(example.label, answer, abstained, &evaluation.labels[example.label]);
    if (!example.writer.empty()) {
      Count(example.label, answer, abstained, &evaluation.writers[example.writer]);
    }
    ++evaluation.confusion[example.label][abstained ? kAbstained : answer.text];
  }
  return evaluation;
}

std::map<std::string, Refusals> CountRefusals(const ExampleSet& set,
                                              std::span<const Answer> answers,
                                              const AcceptRule& accept) {
  std::map<std::string, Refusals> groups;
  for (size_t i = 0; i < answers.size(); ++i) {
    Refusals& group = groups[GroupOf(set.examples[i].label)];
    ++group.count;
    if (accept(answers[i])) {
      ++group.taken_for[answers[i].text];
    } else {
      ++group.not_accepted;
    }
  }
  return groups;
}

Refusals Sum(const std::map<std::string, Refusals>& groups) {
  Refusals sum;
  for (const auto& [name, group] : groups) {
    sum.count += group.count;
    sum.not_accepted += group.not_accepted;
    for (const auto& [answer, count] : group.taken_for) sum.taken_for[answer] += count;
  }
  return sum;
}

}  // namespace digitpad
