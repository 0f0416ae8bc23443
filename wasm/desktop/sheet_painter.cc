#include "wasm/desktop/sheet_painter.h"

#include <algorithm>
#include <cmath>

#include "wasm/view/view.h"

namespace digitpad {
namespace {

// Device pixels: boxes have been rounded from the texts' measured sizes.
constexpr float kRounding = 1;

}  // namespace

TTF_Font* SheetPainter::FontFor(const char* text, TextStyle style) {
  const int pixels = static_cast<int>(std::lround(style.size * scale_));
  return fonts_->Get(text, style.bold, std::max(pixels, 1));
}

Vec2 SheetPainter::SizeOf(const char* text, TextStyle style) {
  TTF_Font* font = FontFor(text, style);
  int width = 0, height = 0;
  if (font == nullptr || TTF_SizeUTF8(font, text, &width, &height) != 0) return {};
  return {static_cast<float>(width) / scale_, static_cast<float>(height) / scale_};
}

Box SheetPainter::ToDevice(const Box& box) const {
  return {box.x * scale_, box.y * scale_, box.w * scale_, box.h * scale_};
}

void SheetPainter::Draw(const Sheet& sheet, std::span<const IntRect> drawn,
                        SDL_Surface* surface) {
  const IntRect clip = Around(ToDevice(sheet.clip));
  std::vector<IntRect> parts;
  for (const IntRect& rect : drawn) {
    const IntRect part = Intersect(rect, clip);
    if (!part.empty()) parts.push_back(part);
  }
  if (parts.empty()) return;
  DrawFaces(sheet, parts, surface);
  for (const Label& label : sheet.labels) DrawLabel(label, parts, surface);
  SDL_SetClipRect(surface, nullptr);
}

void SheetPainter::DrawFaces(const Sheet& sheet, std::span<const IntRect> parts,
                             SDL_Surface* surface) {
  if (sheet.faces.items().empty() || SDL_LockSurface(surface) != 0) return;
  const PixelBuffer pixels = PixelsOf(surface);
  for (const IntRect& part : parts) painter_.Paint(sheet.faces, part, pixels);
  SDL_UnlockSurface(surface);
}

// Null where there is nothing to show; a box of no width is a label that found no room.
SDL_Surface* SheetPainter::Render(const Label& label) {
  if (label.text.empty() || !(label.box.w > 0)) return nullptr;
  const char* text = label.text.c_str();
  TTF_Font* font = FontFor(text, label.style);
  if (font == nullptr) return nullptr;
  const SDL_Color color = {label.color.r, label.color.g, label.color.b, 255};
  if (!label.style.wraps) return TTF_RenderUTF8_Blended(font, text, color);
  TTF_SetFontWrappedAlign(font, TTF_WRAPPED_ALIGN_CENTER);
  const auto width = static_cast<Uint32>(label.box.w * scale_);
  return TTF_RenderUTF8_Blended_Wrapped(font, text, color, width);
}

void SheetPainter::DrawLabel(const Label& label, std::span<const IntRect> parts,
                             SDL_Surface* surface) {
  const Box box = ToDevice(label.box);
  const IntRect room = Around(box, kRounding);
  if (std::all_of(parts.begin(), parts.end(), [&room](const IntRect& part) {
        return Intersect(part, room).empty();
      })) {
    return;
  }
  SDL_Surface* text = Render(label);
  if (text == nullptr) return;
  const float width = static_cast<float>(text->w), height = static_cast<float>(text->h);
  float x = box.x;
  if (label.style.align == Align::kCenter) x += (box.w - width) / 2;
  if (label.style.align == Align::kEnd) x += box.w - width;
  const int left = static_cast<int>(std::lround(x));
  // Of what is too high the beginning is seen.
  const int top =
      static_cast<int>(std::lround(box.y + std::max(0.0f, (box.h - height) / 2)));
  const IntRect visible = Intersect(room, {left, top, text->w, text->h});
  for (const IntRect& rect : parts) {
    const IntRect part = Intersect(rect, visible);
    if (part.empty()) continue;
    const SDL_Rect clip = {part.x, part.y, part.w, part.h};
    SDL_SetClipRect(surface, &clip);
    SDL_Rect to = {left, top, 0, 0};  // SDL writes the clipped rectangle into it
    SDL_BlitSurface(text, nullptr, surface, &to);
  }
  SDL_FreeSurface(text);
}

}  // namespace digitpad
