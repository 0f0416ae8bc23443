// A file that is written beside the one whose place it takes, under a name of its own:
// NAME.digitpad-01234567.tmp with random digits, and of a long NAME only its beginning.
// For WriteFileAtomically.
//
// A lock (flock) on it says that somebody is still writing it. The system takes the lock
// away with the process, however that ends, and it holds across PID namespaces, where a
// process number says nothing; so what can be locked was abandoned, and may go at once. A
// file system that knows no locks keeps such files.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "trainer/data/descriptor.h"

namespace digitpad {

class Replacement {
 public:
  // REQUIRES: `target` is no link.
  explicit Replacement(std::string target) : target_(std::move(target)) {}
  // What has not taken the place by now is removed.
  ~Replacement();
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  // The steps, in this order; the reason of a failure is in errno.
  // An empty file, readable for nobody who cannot read the one that is there now.
  bool Create();
  // On the disk when this returns, and with the owner and mode of the file that is there
  // now.
  bool Write(std::span<const uint8_t> bytes);
  bool TakePlace();

  // Removes those that others were killed over, of this very target alone.
  static void RemoveAbandoned(const std::string& target);

 private:
  std::string target_, path_;
  std::optional<Descriptor> file_;
};

}  // namespace digitpad
