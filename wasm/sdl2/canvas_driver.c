/* SDL2's video driver for the page: one window on the canvas `Module.canvas`, with a
 * software surface whose dirty rectangles go to the canvas by putImageData.
 *
 * It stands in for SDL2's src/video/emscripten, under the same name. That driver listens
 * for keys, wheel, touches and beforeunload on the host page, which takes the keyboard
 * from the page's inputs and the wheel from its scrolling, and copies the whole canvas
 * every frame. This one listens for nothing: input reaches the app through Pointer Events
 * and DOM buttons. The window's size is the canvas' size in device pixels; its size in
 * the page is CSS's. */
#include <emscripten.h>

#include "SDL_internal.h"
#include "SDL_video.h"
#include "video/SDL_pixels_c.h"
#include "video/SDL_sysvideo.h"

// clang-format off
EM_JS(void, CanvasResize, (int width, int height), {
  Module.canvas.width = width;
  Module.canvas.height = height;
  Module.canvasContext = Module.canvas.getContext('2d', {alpha : false});
});

EM_JS(void, CanvasPut, (const void* pixels, int width, int height, int x, int y, int w, int h), {
  const bytes = new Uint8ClampedArray(HEAPU8.buffer, pixels, width * height * 4);
  Module.canvasContext.putImageData(new ImageData(bytes, width, height), 0, 0, x, y, w, h);
});
// clang-format on

static int CreateWindow(_THIS, SDL_Window* window) {
  (void)_this;
  CanvasResize(window->w, window->h);
  return 0;
}

static void SetWindowSize(_THIS, SDL_Window* window) {
  (void)_this;
  CanvasResize(window->w, window->h);
  /* The surface of the old size goes; the next SDL_GetWindowSurface makes the new one. */
  window->surface_valid = SDL_FALSE;
}

static void DestroyWindowFramebuffer(_THIS, SDL_Window* window) {
  (void)_this;
  SDL_FreeSurface((SDL_Surface*)window->driverdata);
  window->driverdata = NULL;
}

static void DestroyWindow(_THIS, SDL_Window* window) {
  DestroyWindowFramebuffer(_this, window);
}

/* Bytes in memory are R, G, B, A, as ImageData wants them. */
static int CreateWindowFramebuffer(_THIS, SDL_Window* window, Uint32* format,
                                   void** pixels, int* pitch) {
  DestroyWindowFramebuffer(_this, window);
  SDL_Surface* surface = SDL_CreateRGBSurfaceWithFormat(0, window->w, window->h, 32,
                                                        SDL_PIXELFORMAT_ABGR8888);
  if (!surface) return -1;
  window->driverdata = surface;
  *format = SDL_PIXELFORMAT_ABGR8888;
  *pixels = surface->pixels;
  *pitch = surface->pitch;
  return 0;
}

static int UpdateWindowFramebuffer(_THIS, SDL_Window* window, const SDL_Rect* rects,
                                   int count) {
  (void)_this;
  const SDL_Surface* surface = (const SDL_Surface*)window->driverdata;
  if (!surface) return SDL_SetError("the window has no surface");
  for (int i = 0; i < count; ++i) {
    CanvasPut(surface->pixels, surface->w, surface->h, rects[i].x, rects[i].y, rects[i].w,
              rects[i].h);
  }
  return 0;
}

static int VideoInit(_THIS) {
  (void)_this;
  SDL_DisplayMode mode;
  SDL_zero(mode);
  mode.format = SDL_PIXELFORMAT_ABGR8888;
  /* A display larger than any canvas: SDL must not shrink a window to its display. */
  mode.w = 16384;
  mode.h = 16384;
  return SDL_AddBasicVideoDisplay(&mode) < 0 ? -1 : 0;
}

static void VideoQuit(_THIS) { (void)_this; }

static void PumpEvents(_THIS) { (void)_this; }

static void DeleteDevice(SDL_VideoDevice* device) { SDL_free(device); }

static SDL_VideoDevice* CreateDevice(void) {
  SDL_VideoDevice* device = (SDL_VideoDevice*)SDL_calloc(1, sizeof(SDL_VideoDevice));
  if (!device) {
    SDL_OutOfMemory();
    return NULL;
  }
  device->VideoInit = VideoInit;
  device->VideoQuit = VideoQuit;
  device->PumpEvents = PumpEvents;
  device->CreateSDLWindow = CreateWindow;
  device->SetWindowSize = SetWindowSize;
  device->DestroyWindow = DestroyWindow;
  device->CreateWindowFramebuffer = CreateWindowFramebuffer;
  device->UpdateWindowFramebuffer = UpdateWindowFramebuffer;
  device->DestroyWindowFramebuffer = DestroyWindowFramebuffer;
  device->free = DeleteDevice;
  return device;
}

VideoBootStrap Emscripten_bootstrap = {"canvas", "SDL canvas video driver", CreateDevice};
