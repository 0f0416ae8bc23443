// Fonts: SDL2_ttf with two faces of a common font, in any size. Owns the fonts.
#pragma once

#include <SDL_ttf.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "core/base/status.h"

namespace digitpad {

class Fonts {
 public:
  // Looks for the font files; Unsupported, with the places named, where none is there.
  static Status Create(std::unique_ptr<Fonts>* fonts);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  // Kept for the next time; null where the font cannot be opened in that size.
  TTF_Font* Get(bool bold, int pixels);

 private:
  Fonts(std::string regular, std::string bold)
      : regular_(std::move(regular)), bold_(std::move(bold)) {}

  std::string regular_;
  std::string bold_;
  std::map<std::pair<bool, int>, TTF_Font*> open_;
};

}  // namespace digitpad
