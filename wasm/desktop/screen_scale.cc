#include "wasm/desktop/screen_scale.h"

#include <SDL.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace digitpad {
namespace {

constexpr float kUsualDpi = 96;
constexpr float kLeast = 0.5f;
constexpr float kMost = 4;

// Xlib's, of its X11/Xlib.h. SDL has loaded the library.
using OpenDisplay = void* (*)(const char*);
using ResourceString = char* (*)(void*);
using CloseDisplay = int (*)(void*);

float AskServer(void* library) {
  const auto open =
      reinterpret_cast<OpenDisplay>(SDL_LoadFunction(library, "XOpenDisplay"));
  const auto resources = reinterpret_cast<ResourceString>(
      SDL_LoadFunction(library, "XResourceManagerString"));
  const auto close =
      reinterpret_cast<CloseDisplay>(SDL_LoadFunction(library, "XCloseDisplay"));
  if (open == nullptr || resources == nullptr || close == nullptr) return 1;
  void* display = open(nullptr);
  if (display == nullptr) return 1;
  const float scale = ScaleOfResources(resources(display));
  close(display);
  return scale;
}

}  // namespace

float ScaleOfResources(const char* resources) {
  constexpr char kName[] = "Xft.dpi:";
  for (const char* line = resources; line != nullptr;) {
    if (std::strncmp(line, kName, sizeof kName - 1) == 0) {
      const float dpi = std::strtof(line + sizeof kName - 1, nullptr);
      return dpi > 0 ? std::clamp(dpi / kUsualDpi, kLeast, kMost) : 1;
    }
    line = std::strchr(line, '\n');
    if (line != nullptr) ++line;
  }
  return 1;
}

float ScaleOfDesktop() {
  const char* driver = SDL_GetCurrentVideoDriver();
  if (driver == nullptr || std::strcmp(driver, "x11") != 0) return 1;
  void* library = SDL_LoadObject("libX11.so.6");
  if (library == nullptr) return 1;
  const float scale = AskServer(library);
  SDL_UnloadObject(library);
  return scale;
}

}  // namespace digitpad
