// What the C library wants of its surroundings; Emscripten would import it from
// JavaScript.
#include <stddef.h>
#include <stdint.h>

enum { kPage = 65536 };

void abort(void) { __builtin_trap(); }

// Whether the memory now has `size` bytes.
int emscripten_resize_heap(size_t size) {
  const size_t pages = __builtin_wasm_memory_size(0);
  if (size <= pages * kPage) return 1;
  const size_t more = (size - 1) / kPage + 1 - pages;
  return __builtin_wasm_memory_grow(0, more) != SIZE_MAX;
}

// One memory.copy, since it is compiled with -mbulk-memory.
void* emscripten_memcpy_big(void* to, const void* from, size_t size) {
  return __builtin_memmove(to, from, size);
}
