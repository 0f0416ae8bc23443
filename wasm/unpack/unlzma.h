// LZMA's decoder, by which the page unpacks its module: a tenth smaller than the gzip
// that browsers know. Alone in a module of its own, without a library.
#pragma once

#include <cstdint>

namespace digitpad {

// Unpacks `size` bytes of what `xz --format=raw --lzma1=lc=N,lp=0,pb=0` made, where N is
// `context_bits`, 3 at most: how much of a byte tells of the next one. It trusts
// what it reads: the page's script, whose hash the browser has checked, is where it comes
// from.
void Unlzma(const uint8_t* packed, uint8_t* out, uint32_t size, int context_bits);

}  // namespace digitpad
