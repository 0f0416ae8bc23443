// Where the data for training and testing lies; it is never part of the repository.
#pragma once

#include <string>
#include <string_view>

#include "core/base/status.h"

namespace digitpad {

// $DIGITPAD_DATA where it is set, else ../shared/data, else build/data, the first that is
// a folder, seen from the working directory. Invalid, naming all three, where there is
// none.
Status FindDataFolder(std::string* folder);

// The files within it.
inline constexpr std::string_view kMnistTrainImages = "mnist/train-images-idx3-ubyte.gz";
inline constexpr std::string_view kMnistTrainLabels = "mnist/train-labels-idx1-ubyte.gz";
inline constexpr std::string_view kMnistTestImages = "mnist/t10k-images-idx3-ubyte.gz";
inline constexpr std::string_view kMnistTestLabels = "mnist/t10k-labels-idx1-ubyte.gz";
inline constexpr std::string_view kPenStrokes = "pen/pendigits-train.jsonl.gz";
inline constexpr std::string_view kOmniglotStrokes =
    "not-digits/omniglot.strokes.jsonl.gz";

}  // namespace digitpad
