#include "wasm/desktop/fonts.h"

#include <cstdio>

namespace digitpad {
namespace {

struct Faces {
  const char* regular;
  const char* bold;
};

// Below each folder of kFolders; the first that is there is taken.
constexpr Faces kFaces[] = {
    {"truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"},
    {"dejavu-sans-fonts/DejaVuSans.ttf", "dejavu-sans-fonts/DejaVuSans-Bold.ttf"},
    {"TTF/DejaVuSans.ttf", "TTF/DejaVuSans-Bold.ttf"},
    {"truetype/noto/NotoSans-Regular.ttf", "truetype/noto/NotoSans-Bold.ttf"},
    {"truetype/liberation/LiberationSans-Regular.ttf",
     "truetype/liberation/LiberationSans-Bold.ttf"},
    {"truetype/freefont/FreeSans.ttf", "truetype/freefont/FreeSansBold.ttf"},
};
constexpr const char* kFolders[] = {"/usr/share/fonts/", "/usr/local/share/fonts/"};

bool CanRead(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  std::fclose(file);
  return true;
}

}  // namespace

Status Fonts::Create(std::unique_ptr<Fonts>* fonts) {
  if (TTF_Init() != 0) {
    return Status::Unsupported(std::string("SDL2_ttf cannot start: ") + TTF_GetError());
  }
  for (const char* folder : kFolders) {
    for (const Faces& faces : kFaces) {
      const std::string regular = std::string(folder) + faces.regular;
      const std::string bold = std::string(folder) + faces.bold;
      if (!CanRead(regular)) continue;
      fonts->reset(new Fonts(regular, CanRead(bold) ? bold : regular));
      return Status::Ok();
    }
  }
  TTF_Quit();
  return Status::Unsupported(
      "no font found: DejaVu, Noto, Liberation or FreeFont Sans below /usr/share/fonts "
      "or "
      "/usr/local/share/fonts (Debian package fonts-dejavu-core)");
}

Fonts::~Fonts() {
  for (const auto& [key, font] : open_) {
    if (font != nullptr) TTF_CloseFont(font);
  }
  TTF_Quit();
}

TTF_Font* Fonts::Get(bool bold, int pixels) {
  const auto [entry, is_new] = open_.try_emplace({bold, pixels}, nullptr);
  // SDL2_ttf's points are pixels: it assumes 72 dots per inch.
  if (is_new) {
    entry->second = TTF_OpenFont((bold ? bold_ : regular_).c_str(), pixels);
  }
  return entry->second;
}

}  // namespace digitpad
