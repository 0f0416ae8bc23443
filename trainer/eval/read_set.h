// ReadSet: examples with a model's answers to them, and which of the examples are digits
// for that model.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "trainer/data/examples.h"
#include "trainer/eval/reading.h"

namespace digitpad {

struct ReadSet {
  ExampleSet set;
  std::vector<Answer> answers;  // one an example
};

// Whether the label is a text that the model could answer: some of its own labels one
// after the other, as "7" and "42" and not "Latin/character01".
bool IsAnswerable(const std::string& label, std::span<const std::string> model_labels);

// Moves the examples whose labels the model could never answer to *others.
void MoveOthers(std::span<const std::string> model_labels, ReadSet* digits,
                ReadSet* others);

}  // namespace digitpad
