// Labels: the window's texts, which the DOM carries on the page. Draws them over the
// app's scene, within the rectangles of its layout.
#pragma once

#include <SDL.h>

#include <memory>
#include <string>
#include <vector>

#include "wasm/app/app.h"
#include "wasm/desktop/fonts.h"
#include "wasm/desktop/language.h"

namespace digitpad {

class Labels {
 public:
  // `scale`: device pixels in a CSS pixel.
  Labels(std::unique_ptr<Fonts> fonts, const Language& language, float scale)
      : fonts_(std::move(fonts)), language_(&language), scale_(scale) {}

  const char* Say(Text text) const { return (*language_)[text]; }

  // Fills in the texts' sizes.
  void Measure(LayoutInput* input);

  // A text at the foot of the drawing area, or none.
  void set_notice(std::string notice) { notice_ = std::move(notice); }

  // Draws the parts of all labels that lie inside the rectangles.
  void Draw(const App& app, const std::vector<IntRect>& drawn, SDL_Surface* surface);

 private:
  enum class Align { kStart, kCenter, kEnd };
  struct Style {
    float size;  // CSS pixels
    bool bold = false;
    Align align = Align::kStart;
    bool wraps = false;  // at the width of its box; centered then
  };
  struct Label {
    std::string text;
    Box box;  // CSS pixels
    Style style;
    Color color;
  };

  Vec2 SizeOf(const char* text, Style style);
  std::vector<Label> Collect(const App& app) const;
  SDL_Surface* Render(const Label& label);
  void Draw(const Label& label, const std::vector<IntRect>& drawn, SDL_Surface* surface);
  TTF_Font* FontFor(const char* text, Style style);

  std::unique_ptr<Fonts> fonts_;
  const Language* language_;
  float scale_;
  std::string notice_;
};

}  // namespace digitpad
