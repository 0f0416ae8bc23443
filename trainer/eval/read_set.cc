#include "trainer/eval/read_set.h"

#include <utility>

namespace digitpad {

bool IsAnswerable(const std::string& label, std::span<const std::string> model_labels) {
  // reachable[i]: the first i bytes are labels one after the other.
  std::vector<bool> reachable(label.size() + 1);
  reachable[0] = true;
  for (size_t i = 0; i < label.size(); ++i) {
    if (!reachable[i]) continue;
    for (const std::string& part : model_labels) {
      if (!part.empty() && label.compare(i, part.size(), part) == 0) {
        reachable[i + part.size()] = true;
      }
    }
  }
  return !label.empty() && reachable.back();
}

void MoveOthers(std::span<const std::string> model_labels, ReadSet* digits,
                ReadSet* others) {
  ReadSet kept;
  *others = {};
  for (size_t i = 0; i < digits->answers.size(); ++i) {
    Example& example = digits->set.examples[i];
    ReadSet& to = IsAnswerable(example.label, model_labels) ? kept : *others;
    to.set.examples.push_back(std::move(example));
    to.answers.push_back(std::move(digits->answers[i]));
  }
  if (!others->set.examples.empty()) others->set.pictures = digits->set.pictures;
  kept.set.pictures = std::move(digits->set.pictures);
  *digits = std::move(kept);
}

}  // namespace digitpad
