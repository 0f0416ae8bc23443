// PictureNumber: a group of components -> the digits of a number, as InkReader does it
// for strokes. Not thread-safe.
#pragma once

#include <vector>

#include "core/base/gray_picture.h"
#include "core/decode/decoder.h"
#include "core/picture/components.h"
#include "core/picture/number_groups.h"
#include "core/picture_source.h"
#include "core/recognizer.h"

namespace digitpad {

class PictureNumber {
 public:
  explicit PictureNumber(Recognizer& recognizer)
      : recognizer_(recognizer), source_(recognizer) {}

  // Fills *result; boxes in pixels of `strength`. False, with *result cleared, where
  // nothing of the group looks like a digit.
  bool Read(const GrayView& strength, const std::vector<Component>& components,
            const NumberGroup& group, Result* result);
  // The same number again, as these rules choose; signs are never read.
  // REQUIRES: the last Read returned true, ValidateRules(rules) is ok.
  void ChooseByRules(const NumberRules& rules, Result* result);

 private:
  bool Decode();
  bool ChooseCuts();

  Recognizer& recognizer_;
  PictureSource source_;
  Decoder decoder_;
  std::vector<bool> to_cut_;
};

}  // namespace digitpad
