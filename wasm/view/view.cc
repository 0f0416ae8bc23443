#include "wasm/view/view.h"

namespace digitpad {

PixelBuffer PixelsOf(const SDL_Surface* surface) {
  PixelBuffer pixels;
  pixels.data = static_cast<uint32_t*>(surface->pixels);
  pixels.width = surface->w;
  pixels.height = surface->h;
  pixels.stride = surface->pitch / 4;
  pixels.format = {surface->format->Rshift, surface->format->Gshift,
                   surface->format->Bshift, surface->format->Amask};
  return pixels;
}

Status View::Create(const std::string& title, int width, int height, Uint32 window_flags,
                    std::unique_ptr<View>* view) {
  if (SDL_Init(SDL_INIT_VIDEO) != 0) {
    return Status::Unsupported(std::string("SDL cannot start: ") + SDL_GetError());
  }
  SDL_Window* window =
      SDL_CreateWindow(title.c_str(), SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED,
                       width, height, window_flags);
  if (window == nullptr) {
    return Status::Unsupported(std::string("SDL cannot open a window: ") +
                               SDL_GetError());
  }
  view->reset(new View(window));
  return Status::Ok();
}

View::~View() {
  SDL_DestroyWindow(window_);
  SDL_Quit();
}

void View::Resize(int width, int height) { SDL_SetWindowSize(window_, width, height); }

SDL_Surface* View::Draw(App* app) {
  drawn_.clear();
  SDL_Surface* surface = SDL_GetWindowSurface(window_);
  // Every window surface of SDL's drivers for screens of today has 32-bit pixels.
  if (surface == nullptr || surface->format->BytesPerPixel != 4) return nullptr;
  if (SDL_LockSurface(surface) != 0) return nullptr;
  app->Draw(PixelsOf(surface), &drawn_);
  SDL_UnlockSurface(surface);
  return drawn_.empty() ? nullptr : surface;
}

void View::Present() {
  if (drawn_.empty()) return;
  rects_.clear();
  for (const IntRect& r : drawn_) rects_.push_back({r.x, r.y, r.w, r.h});
  SDL_UpdateWindowSurfaceRects(window_, rects_.data(), static_cast<int>(rects_.size()));
}

}  // namespace digitpad
