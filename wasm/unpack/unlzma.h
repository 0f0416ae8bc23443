// LZMA's decoder, by which the page unpacks its module: a tenth smaller than the gzip
// that browsers know. Alone in a module of its own, without a library.
#pragma once

#include <cstdint>

namespace digitpad {

// Unpacks `size` bytes of what `xz --format=raw --lzma1=lc=3,lp=0,pb=0` made. It trusts
// what it reads: the page's script, whose hash the browser has checked, is where it comes
// from.
void Unlzma(const uint8_t* packed, uint8_t* out, uint32_t size);

}  // namespace digitpad
