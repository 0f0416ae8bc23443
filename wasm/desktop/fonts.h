// Fonts: SDL2_ttf with the common fonts that are there, in any size: one for Latin
// letters, and one for Chinese, Japanese and Korean where there is one. Owns the fonts.
#pragma once

#include <SDL_ttf.h>

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/base/status.h"

namespace digitpad {

class Fonts {
 public:
  // Looks for the font files; Unsupported, with the places named, where none is there.
  static Status Create(std::unique_ptr<Fonts>* fonts);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  // Whether one of the fonts has every character of the text.
  bool Covers(const char* text);
  // The first font that has every character of the text, or else the first. Kept for the
  // next time; null where it cannot be opened in that size.
  TTF_Font* Get(const char* text, bool bold, int pixels);

 private:
  struct Family {
    std::string regular;
    std::string bold;
    long face;  // of the file, where that is a collection
  };

  explicit Fonts(std::vector<Family> families) : families_(std::move(families)) {}

  TTF_Font* Open(size_t family, bool bold, int pixels);
  bool Covers(size_t family, const char* text);
  size_t FamilyFor(const char* text);

  std::vector<Family> families_;  // at least one
  std::map<std::tuple<size_t, bool, int>, TTF_Font*> open_;
};

}  // namespace digitpad
