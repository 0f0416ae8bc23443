// A byte vector whose data start at a multiple of 64, a cache line and the widest SIMD
// register.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace digitpad {

inline constexpr size_t kAlignment = 64;

template <typename T>
struct AlignedAllocator {
  using value_type = T;
  AlignedAllocator() = default;
  template <typename U>
  AlignedAllocator(const AlignedAllocator<U>&) {}

  T* allocate(size_t count) {
    return static_cast<T*>(
        ::operator new (count * sizeof(T), std::align_val_t{kAlignment}));
  }
  void deallocate(T* data, size_t) {
    ::operator delete (data, std::align_val_t{kAlignment});
  }
  bool operator==(const AlignedAllocator&) const { return true; }
};

using AlignedBytes = std::vector<uint8_t, AlignedAllocator<uint8_t>>;

}  // namespace digitpad
