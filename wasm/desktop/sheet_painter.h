// SheetPainter: draws sheets over what the app has drawn, and measures texts for that.
// Owns the fonts.
#pragma once

#include <SDL.h>

#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "wasm/app/painter.h"
#include "wasm/desktop/fonts.h"
#include "wasm/desktop/sheet.h"

namespace digitpad {

class SheetPainter {
 public:
  explicit SheetPainter(std::unique_ptr<Fonts> fonts) : fonts_(std::move(fonts)) {}

  // Device pixels in a CSS pixel.
  void set_scale(float scale) { scale_ = scale; }
  float scale() const { return scale_; }

  // Of the text on one line, in CSS pixels.
  Vec2 SizeOf(const char* text, TextStyle style);

  // The parts that lie inside the rectangles, which are device pixels.
  void Draw(const Sheet& sheet, std::span<const IntRect> drawn, SDL_Surface* surface);

 private:
  SDL_Surface* Render(const Label& label);
  void DrawFaces(const Sheet& sheet, std::span<const IntRect> parts,
                 SDL_Surface* surface);
  void DrawLabel(const Label& label, std::span<const IntRect> parts,
                 SDL_Surface* surface);
  TTF_Font* FontFor(const char* text, TextStyle style);
  Box ToDevice(const Box& box) const;

  std::unique_ptr<Fonts> fonts_;
  float scale_ = 1;
  Painter painter_;
};

}  // namespace digitpad
