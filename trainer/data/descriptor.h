// An open file, closed when it goes. For the files of this folder alone; errors are in
// errno.
#pragma once

#include <cstdint>
#include <span>

namespace digitpad {

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : value_(other.value_) { other.value_ = -1; }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  bool ok() const { return value_ >= 0; }
  int value() const { return value_; }

  bool WriteAll(std::span<const uint8_t> bytes) const;

  // Closes it now, for the caller who wants to know whether that worked.
  bool Close();

 private:
  int value_;
};

}  // namespace digitpad
