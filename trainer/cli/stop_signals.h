// Ctrl-C, a request to end and a terminal that closes, as a flag that long work looks at.
#pragma once

#include <atomic>

namespace digitpad {

// From now on SIGINT, SIGTERM and, unless it is ignored as under nohup, SIGHUP set the
// flag returned; the second one of its kind ends the program as ever. That nobody reads
// its messages any more does not end it.
const std::atomic<bool>& CatchStopSignals();

}  // namespace digitpad
