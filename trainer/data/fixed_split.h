// The fixed split of the data: which parts test a model, and which parts validate it.
// All else trains. Whole writers and whole scripts, never single drawings of them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "trainer/data/examples.h"

namespace digitpad {

struct Split {
  std::string name;                  // "test" or "validation"
  std::string_view images, labels;   // MNIST's files within the data folder,
  size_t first_image = 0;            // and which of their images, counted from 0,
  size_t last_image = 0;             // both ends included
  std::vector<std::string> writers;  // of the pen digits
  std::vector<std::string> scripts;  // of Omniglot
};

Split TestSplit();
Split ValidationSplit();

// The parts, from the data folder. Invalid, naming the file, where one cannot be read.
Status LoadMnist(const Split& split, const std::string& folder, ExampleSet* set,
                 PictureMode mode = PictureMode::kAsTheyAre, const PrepSpec& prep = {});
Status LoadPenDigits(const Split& split, const std::string& folder, ExampleSet* set);
// Drawings that are no digits: the scripts without the characters that look like digits.
Status LoadNoDigits(const Split& split, const std::string& folder, ExampleSet* set);

}  // namespace digitpad
