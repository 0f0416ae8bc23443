// Labels as groups: "Balinese" stands for "Balinese/character01" and all others before
// whose first slash it is written. Chooses the part of a file that is judged.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "trainer/data/examples.h"

namespace digitpad {

// What stands before the first slash; all where there is none.
std::string GroupOf(std::string_view label);

// Keeps, or leaves out, the examples whose label or group is one of `names`. Invalid
// where a name fits none of the examples.
Status KeepLabels(std::span<const std::string> names, ExampleSet* set);
Status SkipLabels(std::span<const std::string> names, ExampleSet* set);

// Leaves out the characters that look like digits, see look_alikes.h.
void SkipLookAlikes(ExampleSet* set);

}  // namespace digitpad
