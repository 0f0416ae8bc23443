#include "wasm/desktop/save_menu.h"

#include <algorithm>

#include "core/formats/ink_svg.h"
#include "core/formats/png.h"
#include "core/formats/strokes_json.h"

namespace digitpad {
namespace {

// CSS pixels.
constexpr float kMenuPadding = 6;
constexpr float kItemPadding = 14;
constexpr float kFromEdge = 8;

// Pixels in a unit of the sheet, at most, as on the page.
constexpr float kPictureScale = 2;

struct FormatInfo {
  Text name;
  const char* extension;
  bool of_numbers;
};

constexpr FormatInfo kFormats[kSaveFormatCount] = {
    {Text::kSavePng, "png", false},       {Text::kPngWithoutPaper, "png", false},
    {Text::kSvg, "svg", false},           {Text::kSvgWithoutPaper, "svg", false},
    {Text::kSaveStrokes, "jsonl", false}, {Text::kSaveCsv, "csv", true},
    {Text::kSaveJson, "json", true},
};

const FormatInfo& InfoOf(SaveFormat format) {
  return kFormats[static_cast<size_t>(format)];
}

std::vector<uint8_t> BytesOf(const std::string& text) {
  return {text.begin(), text.end()};
}

std::string FormatStrokes(const App& app) {
  Drawing drawing;
  const Answer& answer = app.answer();
  if (answer.verdict == AnswerState::kAccepted) drawing.label = answer.text;
  drawing.width = app.ink_area().x;
  drawing.height = app.ink_area().y;
  drawing.ink = app.editor().ink();
  return FormatDrawing(drawing) + "\n";
}

std::vector<uint8_t> FormatVectors(const App& app, bool paper) {
  const InkSheet sheet = app.Sheet();
  return BytesOf(FormatSvg(sheet.ink, sheet.size, sheet.pen_width, paper));
}

std::vector<uint8_t> FormatPicture(const App& app, bool paper) {
  const GrayPicture picture = app.RenderPicture(kPictureScale);
  return paper ? EncodePng(picture.width, picture.height, 1, picture.pixels)
               : EncodePngWithoutPaper(picture);
}

}  // namespace

bool CanSave(const App& app, SaveFormat format) {
  return InfoOf(format).of_numbers ? !app.NumbersToSave().empty()
                                   : app.IsEnabled(Command::kSave);
}

std::string FileNameFor(const std::string& stem, SaveFormat format) {
  return stem + "." + InfoOf(format).extension;
}

const char* FormatName(SaveFormat format, const Language& language) {
  return language[InfoOf(format).name];
}

std::vector<uint8_t> FormatFile(const App& app, SaveFormat format) {
  switch (format) {
    case SaveFormat::kPng:
    case SaveFormat::kClearPng:
      return FormatPicture(app, format == SaveFormat::kPng);
    case SaveFormat::kSvg:
    case SaveFormat::kClearSvg:
      return FormatVectors(app, format == SaveFormat::kSvg);
    case SaveFormat::kStrokes:
      return BytesOf(FormatStrokes(app));
    case SaveFormat::kCsv:
      return BytesOf(FormatCsv(app.NumbersToSave()));
    case SaveFormat::kJson:
      return BytesOf(FormatJson(app.NumbersToSave()));
  }
  return {};
}

void SaveMenu::Open(const Box& button, Vec2 window, float widest) {
  is_open = true;
  const float row = std::min(kMinTarget, (window.y - 2 * kFromEdge - 2 * kMenuPadding) /
                                             static_cast<float>(kSaveFormatCount));
  box.w = widest + 2 * (kItemPadding + kMenuPadding);
  box.h = row * static_cast<float>(kSaveFormatCount) + 2 * kMenuPadding;
  const auto within = [](float at, float length, float most) {
    return std::max(kFromEdge, std::min(at, most - kFromEdge - length));
  };
  box.x = within(button.x + (button.w - box.w) / 2, box.w, window.x);
  box.y = within(button.y - kFromEdge - box.h, box.h, window.y);
  items.clear();
  for (int i = 0; i < kSaveFormatCount; ++i) {
    items.push_back({box.x + kMenuPadding,
                     box.y + kMenuPadding + row * static_cast<float>(i),
                     box.w - 2 * kMenuPadding, row});
  }
}

}  // namespace digitpad
