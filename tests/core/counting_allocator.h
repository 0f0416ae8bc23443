// Counts every allocation through operator new of the test program.
#pragma once

#include <cstddef>

namespace digitpad::testing {

size_t AllocationCount();

}  // namespace digitpad::testing
