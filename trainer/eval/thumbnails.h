// Examples as small pictures within the report's page: strokes as SVG, pictures as PNG in
// a data address.
#pragma once

#include <string>

#include "trainer/data/examples.h"

namespace digitpad {

// One element. REQUIRES: the example is one of the set's.
std::string Thumbnail(const ExampleSet& set, const Example& example);

}  // namespace digitpad
