// How much memory a file may ask for: in proportion to its own size, and no picture below
// a megabyte more than 64 megabytes in one piece and 192 in all.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>

#include "core/base/status.h"
#include "core/base/value_text.h"

namespace digitpad {

// A file's content, unpacked, may be so many times as large as the file: scans and
// MNIST's files take a tenth of it.
inline constexpr size_t kMostTimesUnpacked = 64;

// Bytes, of a picture in one piece. Small ones of large sheets are white for the most
// part, so that they may take what a file of a megabyte may.
inline size_t MostUnpacked(size_t file_size) {
  return kMostTimesUnpacked * std::max<size_t>(1'000'000, file_size);
}

// A picture's pieces together, as multiples of the above: its planes in color as they are
// and as JPEG's coefficients, two bytes each.
inline constexpr uint64_t kMostPieces = 3;

// Bytes of a gzip stream, whose content is text or small pictures.
inline size_t MostGunzipped(size_t file_size) {
  return std::max<size_t>(1'000'000, kMostTimesUnpacked * file_size);
}

// Invalid where `bytes` are more than `pieces` times what a picture of that file may take
// in one piece. `what` is what takes them, with its verb.
inline Status CheckUnpacked(const std::string& what, uint64_t bytes, uint64_t pieces,
                            size_t file_size) {
  constexpr uint64_t kMega = 1'000'000, kKilo = 1000;
  const uint64_t most = pieces * MostUnpacked(file_size);
  if (bytes <= most) return Status::Ok();
  const std::string size = file_size < kKilo ? NumberText(file_size) + " bytes"
                                             : NumberText(file_size / kKilo) + " kB";
  return Status::Invalid(what + " " + NumberText((bytes + kMega - 1) / kMega) +
                         " MB; a file of " + size + " may take " +
                         NumberText(most / kMega) + " MB");
}

// The memory that stb_image takes on this thread while one lives: a block beyond the
// limit, or beyond that of all blocks that are held at once, is refused, as if there were
// no more. REQUIRES: one at a time on a thread, and none of its blocks outlives it.
class BlockLimit {
 public:
  BlockLimit(uint64_t most, uint64_t most_in_all) {
    most_ = most;
    left_ = most_in_all;
    lacks_memory_ = false;
  }
  ~BlockLimit() { most_ = left_ = 0; }
  BlockLimit(const BlockLimit&) = delete;
  BlockLimit& operator=(const BlockLimit&) = delete;

  // Why there was no block, or no picture: what its header asks for was checked before.
  std::string Reason() const {
    return lacks_memory_ ? "out of memory" : "its pixels are damaged";
  }

  // Of zeros: what a damaged file leaves unwritten is the same each time.
  static void* Malloc(size_t size) { return Realloc(nullptr, size); }

  // What a block grows by is not set; stb_image grows what it then fills.
  static void* Realloc(void* block, size_t size) {
    const uint64_t held = block == nullptr ? 0 : HeaderOf(block)->size;
    if (size > most_ || size > left_ + held) return nullptr;
    const size_t bytes = sizeof(Header) + size;
    void* header =
        block == nullptr ? std::calloc(1, bytes) : std::realloc(HeaderOf(block), bytes);
    if (header == nullptr) {
      lacks_memory_ = true;
      return nullptr;
    }
    left_ = left_ + held - size;
    return new (header) Header{size} + 1;
  }

  static void Free(void* block) {
    if (block == nullptr) return;
    left_ += HeaderOf(block)->size;
    std::free(HeaderOf(block));
  }

 private:
  // In front of a block, which lies as malloc's do.
  struct alignas(std::max_align_t) Header {
    size_t size;
  };
  static Header* HeaderOf(void* block) { return static_cast<Header*>(block) - 1; }

  static inline thread_local uint64_t most_ = 0;
  static inline thread_local uint64_t left_ = 0;  // of all blocks
  static inline thread_local bool lacks_memory_ = false;
};

}  // namespace digitpad
