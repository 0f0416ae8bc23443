// Looks: from the app's state to the scene. Decides colors, radii, icons; knows no
// events.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/ink/ink.h"
#include "wasm/app/answer.h"
#include "wasm/app/command.h"
#include "wasm/app/frames.h"
#include "wasm/app/ink_fit.h"
#include "wasm/app/layout.h"
#include "wasm/app/scene.h"
#include "wasm/app/theme.h"

namespace digitpad {

struct ButtonState {
  bool hovered = false;
  bool pressed = false;
  bool focused = false;  // shows a focus ring
  bool operator==(const ButtonState&) const = default;
};

// How far a focus ring reaches beyond its button, in CSS pixels.
inline constexpr float kFocusReach = 4;
// How far a frame's line reaches beyond its box.
inline constexpr float kFrameReach = 5;

struct Looks {
  const Layout* layout = nullptr;
  const Theme* theme = nullptr;
  float device_pixel_ratio = 1;
  std::array<ButtonState, kDesktopCommandCount> buttons;
  std::array<bool, kDesktopCommandCount> enabled{};
  const Ink* ink = nullptr;
  InkView view;            // of the ink
  float pen_width = 8;     // CSS pixels
  std::vector<Box> cells;  // to write into, CSS pixels of the app
  std::span<const Frame> frames;
  GrayView picture;  // in place of the ink; of no size where there is none
  Vec2 picture_at;   // its top left corner, device pixels
  std::span<const Bar> bars;
};

void BuildScene(const Looks& looks, Scene* scene);

}  // namespace digitpad
