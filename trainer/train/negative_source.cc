#include "trainer/train/negative_source.h"

#include <array>
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
      const Example& example = source.set.examples[i];
      if (example.is_picture) {
        const std::span<const uint8_t> picture = source.set.Picture(example);
        digit_pictures_.insert(digit_pictures_.end(), picture.begin(), picture.end());
        digit_labels_.push_back(source.labels[i]);
      } else {
        digits.push_back(&example.ink);
        labels.push_back(source.labels[i]);
      }
    }
  }
  std::vector<const Ink*> symbols;
  for (const Ink& symbol : dataset.symbols) symbols.push_back(&symbol);
  negatives_.emplace(std::move(digits), std::move(labels), std::move(symbols));
  drawings_ = options.negatives;
  if (digit_labels_.empty()) return;
  negative_pictures_.emplace(digit_pictures_, digit_labels_);
  pictures_ = options.negative_pictures;
}

void NegativeSource::Draw(size_t index, Random* random, Augmenter* augmenter,
                          std::span<uint8_t> input) const {
  if (index >= drawings_) {
    std::array<uint8_t, size_t{kInputSize} * kInputSize> picture;
    negative_pictures_->Draw(random, picture);
    augmenter->DrawVariedPicture(picture, random, input);
    return;
  }
  Ink ink;
  negatives_->DrawInk(random, &ink);
  augmenter->DrawWithAnyPen(ink, random, input);
}

}  // namespace digitpad
