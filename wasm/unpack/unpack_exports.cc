// What unpack.wasm exports: its memory, where that is free, and the unpacking.
#include "wasm/unpack/unlzma.h"

extern "C" {

extern unsigned char __heap_base;  // the linker's

__attribute__((used, export_name("free_from"))) unsigned char* free_from() {
  return &__heap_base;
}

__attribute__((used, export_name("unpack"))) void unpack(const uint8_t* packed,
                                                         uint8_t* out, uint32_t size,
                                                         int context_bits) {
  digitpad::Unlzma(packed, out, size, context_bits);
}
}
