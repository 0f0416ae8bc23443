// SaveMenu: the formats that a drawing or a picture's numbers can be saved in, as a menu
// beside its button. And the files themselves, in memory.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wasm/app/app.h"
#include "wasm/desktop/language.h"
#include "wasm/desktop/sheet.h"

namespace digitpad {

enum class SaveFormat { kPng, kClearPng, kSvg, kClearSvg, kStrokes, kCsv, kJson };
inline constexpr int kSaveFormatCount = 7;

bool CanSave(const App& app, SaveFormat format);
// Name of the file to be written, `stem` with the format's extension.
std::string FileNameFor(const std::string& stem, SaveFormat format);
// REQUIRES: CanSave(app, format)
std::vector<uint8_t> FormatFile(const App& app, SaveFormat format);

struct SaveMenu {
  bool is_open = false;
  Box box;                 // CSS pixels of the window
  std::vector<Box> items;  // one a format

  // Above its button, within the window. `widest`: of the formats' names.
  void Open(const Box& button, Vec2 window, float widest);
};

const char* FormatName(SaveFormat format, const Language& language);

}  // namespace digitpad
