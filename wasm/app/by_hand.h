// Answers that the person before the screen gives: one of two candidates for an unsure
// answer, or a number that is typed, since handwriting must not be the only way. Pure
// functions.
#pragma once

#include <string>
#include <vector>

#include "core/read_options.h"
#include "wasm/app/answer.h"

namespace digitpad {

// What an unsure answer may stand for: its guess and, where a rule or a small likelihood
// does not rule it out, the same with the runner-up of the chosen digit. None of any
// other answer, nor where a rule is broken or a cell is empty.
std::vector<std::string> CandidatesOf(const Answer& answer,
                                      const std::vector<std::string>& bar_labels,
                                      const NumberRules& rules);

// The answer with the candidate taken: accepted, every digit sure.
// REQUIRES: 0 <= candidate < answer.candidates.size()
Answer WithCandidate(Answer answer, int candidate,
                     const std::vector<std::string>& bar_labels);

// The answer with other labels for its digits: accepted, every digit sure.
// REQUIRES: labels.size() == answer.digits.size()
Answer WithLabels(Answer answer, const std::vector<std::string>& labels,
                  const std::vector<std::string>& bar_labels);

// Of a number that is typed, label by label. It is accepted where it keeps the rules and,
// with `cells` of them, fills every cell.
Answer MakeTypedAnswer(const std::vector<std::string>& labels,
                       const std::vector<std::string>& bar_labels,
                       const NumberRules& rules, size_t cells);

}  // namespace digitpad
