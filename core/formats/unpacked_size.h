// How much memory a file may ask for in one piece: in proportion to its own size, and
// no file below a megabyte more than 64 megabytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace digitpad {

// Bytes. Scans and MNIST's files take a tenth of it.
inline size_t MostUnpacked(size_t file_size) {
  constexpr size_t kAnyhow = 64'000'000, kTimes = 64;
  return std::max(kAnyhow, kTimes * file_size);
}

// The memory that stb_image takes on this thread while one lives: a block beyond the
// limit is refused, as if there were no more.
class BlockLimit {
 public:
  explicit BlockLimit(uint64_t most) {
    most_ = most;
    lacks_memory_ = false;
  }
  ~BlockLimit() { most_ = 0; }
  BlockLimit(const BlockLimit&) = delete;
  BlockLimit& operator=(const BlockLimit&) = delete;

  // Why there was no block: damage, or the file's proportions, unless memory was lacking.
  std::string Reason() const {
    return lacks_memory_ ? "out of memory"
                         : "its pixels are damaged, or far larger than the file";
  }

  static void* Malloc(size_t size) {
    return size > most_ ? nullptr : Noted(std::malloc(size));
  }
  static void* Realloc(void* block, size_t size) {
    return size > most_ ? nullptr : Noted(std::realloc(block, size));
  }

 private:
  static void* Noted(void* block) {
    lacks_memory_ |= block == nullptr;
    return block;
  }

  static inline thread_local uint64_t most_ = 0;
  static inline thread_local bool lacks_memory_ = false;
};

}  // namespace digitpad
