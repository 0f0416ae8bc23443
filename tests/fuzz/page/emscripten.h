// What wasm/web takes of emcc's header of this name, where it is compiled natively for
// fuzz_page.cc, which defines the functions.
#pragma once

#define EMSCRIPTEN_KEEPALIVE __attribute__((used))
// Without its JavaScript.
#define EM_JS(type, name, parameters, ...) extern "C" type name parameters

extern "C" double emscripten_get_now();
