#include "trainer/data/descriptor.h"

#include <unistd.h>

#include <cerrno>

namespace digitpad {

Descriptor::~Descriptor() {
  if (ok()) close(value_);
}

bool Descriptor::WriteAll(std::span<const uint8_t> bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = write(value_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes = bytes.subspan(static_cast<size_t>(count));
  }
  return true;
}

bool Descriptor::Close() {
  const int closed = close(value_);
  value_ = -1;
  return closed == 0;
}

}  // namespace digitpad
