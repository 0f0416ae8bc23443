#include "wasm/desktop/fonts.h"

#include <cstdio>
#include <span>

namespace digitpad {
namespace {

struct Files {
  const char* regular;
  const char* bold;
  long face = 0;
};

// Below each folder of kFolders; the first that is there is taken. Debian's, Fedora's and
// Arch's names.
constexpr Files kLatin[] = {
    {"truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"},
    {"dejavu-sans-fonts/DejaVuSans.ttf", "dejavu-sans-fonts/DejaVuSans-Bold.ttf"},
    {"TTF/DejaVuSans.ttf", "TTF/DejaVuSans-Bold.ttf"},
    {"truetype/noto/NotoSans-Regular.ttf", "truetype/noto/NotoSans-Bold.ttf"},
    {"google-noto/NotoSans-Regular.ttf", "google-noto/NotoSans-Bold.ttf"},
    {"google-noto-vf/NotoSans[wght].ttf", "google-noto-vf/NotoSans[wght].ttf"},
    {"noto/NotoSans-Regular.ttf", "noto/NotoSans-Bold.ttf"},
    {"truetype/liberation/LiberationSans-Regular.ttf",
     "truetype/liberation/LiberationSans-Bold.ttf"},
    {"liberation-sans-fonts/LiberationSans-Regular.ttf",
     "liberation-sans-fonts/LiberationSans-Bold.ttf"},
    {"liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"},
    {"truetype/freefont/FreeSans.ttf", "truetype/freefont/FreeSansBold.ttf"},
};

// The third face of Noto's collections has the forms of mainland China.
constexpr long kNotoSimplified = 2;
constexpr Files kChinese[] = {
    {"opentype/noto/NotoSansCJK-Regular.ttc", "opentype/noto/NotoSansCJK-Bold.ttc",
     kNotoSimplified},
    {"google-noto-cjk/NotoSansCJK-Regular.ttc", "google-noto-cjk/NotoSansCJK-Bold.ttc",
     kNotoSimplified},
    {"google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
     "google-noto-sans-cjk-fonts/NotoSansCJK-Bold.ttc", kNotoSimplified},
    {"google-noto-sans-cjk-vf-fonts/NotoSansCJK-VF.ttc",
     "google-noto-sans-cjk-vf-fonts/NotoSansCJK-VF.ttc", kNotoSimplified},
    {"noto-cjk/NotoSansCJK-Regular.ttc", "noto-cjk/NotoSansCJK-Bold.ttc",
     kNotoSimplified},
    {"truetype/wqy/wqy-microhei.ttc", "truetype/wqy/wqy-microhei.ttc"},
    {"truetype/wqy/wqy-zenhei.ttc", "truetype/wqy/wqy-zenhei.ttc"},
    {"wqy-microhei-fonts/wqy-microhei.ttc", "wqy-microhei-fonts/wqy-microhei.ttc"},
    {"wenquanyi/wqy-microhei/wqy-microhei.ttc",
     "wenquanyi/wqy-microhei/wqy-microhei.ttc"},
    {"truetype/droid/DroidSansFallbackFull.ttf",
     "truetype/droid/DroidSansFallbackFull.ttf"},
};
constexpr const char* kFolders[] = {"/usr/share/fonts/", "/usr/local/share/fonts/"};

// Any: which characters there are does not depend on it.
constexpr int kProbeSize = 16;

bool CanRead(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  std::fclose(file);
  return true;
}

// The next character of UTF-8, 0 at the end. What is no UTF-8 yields a character that no
// font has.
Uint32 NextCharacter(const char** text) {
  const auto first = static_cast<unsigned char>(**text);
  if (first == 0) return 0;
  ++*text;
  if (first < 0x80) return first;
  constexpr Uint32 kNone = 0xFFFF;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : -1;
  if (more < 0) return kNone;
  Uint32 character = first & (0x3Fu >> more);
  for (int i = 0; i < more; ++i, ++*text) {
    const auto byte = static_cast<unsigned char>(**text);
    if ((byte & 0xC0) != 0x80) return kNone;
    character = character << 6 | (byte & 0x3F);
  }
  return character;
}

}  // namespace

Status Fonts::Create(std::unique_ptr<Fonts>* fonts) {
  if (TTF_Init() != 0) {
    return Status::Unsupported(std::string("SDL2_ttf cannot start: ") + TTF_GetError());
  }
  std::vector<Family> families;
  const auto add_first = [&families](std::span<const Files> candidates) {
    for (const char* folder : kFolders) {
      for (const Files& files : candidates) {
        const std::string regular = std::string(folder) + files.regular;
        const std::string bold = std::string(folder) + files.bold;
        if (!CanRead(regular)) continue;
        families.push_back({regular, CanRead(bold) ? bold : regular, files.face});
        return;
      }
    }
  };
  add_first(kLatin);
  add_first(kChinese);
  if (families.empty()) {
    TTF_Quit();
    return Status::Unsupported(
        "no font found: DejaVu, Noto, Liberation or FreeFont Sans below /usr/share/fonts "
        "or /usr/local/share/fonts (Debian package fonts-dejavu-core)");
  }
  fonts->reset(new Fonts(std::move(families)));
  return Status::Ok();
}

Fonts::~Fonts() {
  for (const auto& [key, font] : open_) {
    if (font != nullptr) TTF_CloseFont(font);
  }
  TTF_Quit();
}

TTF_Font* Fonts::Open(size_t family, bool bold, int pixels) {
  const auto [entry, is_new] = open_.try_emplace({family, bold, pixels}, nullptr);
  if (is_new) {
    const Family& files = families_[family];
    // SDL2_ttf's points are pixels: it assumes 72 dots per inch.
    entry->second = TTF_OpenFontIndex((bold ? files.bold : files.regular).c_str(), pixels,
                                      files.face);
  }
  return entry->second;
}

bool Fonts::Covers(size_t family, const char* text) {
  TTF_Font* font = Open(family, false, kProbeSize);
  if (font == nullptr) return false;
  while (const Uint32 character = NextCharacter(&text)) {
    if (character != '\n' && TTF_GlyphIsProvided32(font, character) == 0) return false;
  }
  return true;
}

size_t Fonts::FamilyFor(const char* text) {
  for (size_t i = 0; i < families_.size(); ++i) {
    if (Covers(i, text)) return i;
  }
  return families_.size();
}

bool Fonts::Covers(const char* text) { return FamilyFor(text) < families_.size(); }

TTF_Font* Fonts::Get(const char* text, bool bold, int pixels) {
  const size_t family = FamilyFor(text);
  return Open(family < families_.size() ? family : 0, bold, pixels);
}

}  // namespace digitpad
