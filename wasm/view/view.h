// View: an SDL2 window with a software surface that shows the app. The same on the page,
// where the window is a canvas, and on the desktop.
#pragma once

#include <SDL.h>

#include <memory>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "wasm/app/app.h"

namespace digitpad {

// The pixels of a surface, which must be locked. REQUIRES: it has 32-bit pixels.
PixelBuffer PixelsOf(const SDL_Surface* surface);

class View {
 public:
  // Starts SDL's video and makes the window. `window_flags` are SDL_CreateWindow's.
  static Status Create(const std::string& title, int width, int height,
                       Uint32 window_flags, std::unique_ptr<View>* view);
  ~View();
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  // Device pixels. The app must be told to draw everything again.
  void Resize(int width, int height);
  SDL_Window* window() const { return window_; }

  // Draws what has changed in the app. The surface drawn on, for more to be drawn in
  // drawn(), or null where nothing changed or the window has no surface now.
  SDL_Surface* Draw(App* app);
  const std::vector<IntRect>& drawn() const { return drawn_; }
  // Brings what Draw drew to the screen.
  void Present();

 private:
  explicit View(SDL_Window* window) : window_(window) {}

  SDL_Window* window_;
  std::vector<IntRect> drawn_;
  std::vector<SDL_Rect> rects_;
};

}  // namespace digitpad
