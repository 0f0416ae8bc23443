#include "trainer/train/negative_source.h"

#include <utility>
#include <vector>

namespace digitpad {

NegativeSource::NegativeSource(const Dataset& dataset, const DataOptions& options)
    : label_(static_cast<int>(dataset.labels.size()) - 1) {
  if (!dataset.labels.back().empty()) return;
  std::vector<const Ink*> digits;
  std::vector<int> labels;
  for (const Source& source : dataset.training) {
    for (size_t i = 0; i < source.labels.size(); ++i) {
      if (source.set.examples[i].is_picture) continue;
      digits.push_back(&source.set.examples[i].ink);
      labels.push_back(source.labels[i]);
    }
  }
  std::vector<const Ink*> symbols;
  for (const Ink& symbol : dataset.symbols) symbols.push_back(&symbol);
  negatives_.emplace(std::move(digits), std::move(labels), std::move(symbols));
  drawings_ = options.negatives;
}

void NegativeSource::Draw(size_t index, Random* random, Augmenter* augmenter,
                          std::span<uint8_t> input) const {
  static_cast<void>(index);
  Ink ink;
  negatives_->DrawInk(random, &ink);
  augmenter->DrawWithAnyPen(ink, random, input);
}

}  // namespace digitpad
