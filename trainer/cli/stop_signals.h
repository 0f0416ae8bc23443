// Ctrl-C and a request to end, as a flag that long work looks at.
#pragma once

#include <atomic>

namespace digitpad {

// From now on SIGINT and SIGTERM set the flag returned; the second one of its kind ends
// the program as ever. A file that grows beyond its limit is an error to its writer, no
// signal.
const std::atomic<bool>& CatchStopSignals();

}  // namespace digitpad
