// Evaluation: answers counted against labels, in all, by label, by writer and by mistake.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>

#include "trainer/data/examples.h"
#include "trainer/eval/reading.h"

namespace digitpad {

// Which answers count as accepted.
using AcceptRule = std::function<bool(const Answer&)>;

// Abstention turned off.
bool AcceptAll(const Answer& answer);
// What the core accepted when it read.
bool AcceptAsInUse(const Answer& answer);
// What the core would accept with this threshold (ten-thousandths).
AcceptRule AcceptFrom(int threshold);

struct Tally {
  int count = 0;
  int correct = 0;
  int abstained = 0;
  int right_refused = 0;  // of these, with a best guess that was right
  int float_correct = 0;  // best guesses: the float network never abstains
  int differ = 0;         // best guesses in which float and integer network differ

  int accepted() const { return count - abstained; }
  int wrong() const { return accepted() - correct; }
  int right_guesses() const { return correct + right_refused; }
  double accuracy() const { return count == 0 ? 0 : double{1} * correct / count; }
};

struct Evaluation {
  Tally total;
  std::map<std::string, Tally> labels;
  std::map<std::string, Tally> writers;  // of the examples that name one
  // confusion[label][answer]; an abstention counts as the answer kAbstained.
  std::map<std::string, std::map<std::string, int>> confusion;
};

inline constexpr char kAbstained[] = "?";

// An abstention is not correct.
Evaluation CountAnswers(const ExampleSet& set, std::span<const Answer> answers,
                        const AcceptRule& accept);

// Drawings that are no digits: right is what is not accepted.
struct Refusals {
  int count = 0;
  int not_accepted = 0;
  std::map<std::string, int> taken_for;  // by accepted answer
  double share() const { return count == 0 ? 0 : double{1} * not_accepted / count; }
};

// By group of labels, see GroupOf in label_groups.h.
std::map<std::string, Refusals> CountRefusals(const ExampleSet& set,
                                              std::span<const Answer> answers,
                                              const AcceptRule& accept);

// All groups together.
Refusals Sum(const std::map<std::string, Refusals>& groups);

}  // namespace digitpad
