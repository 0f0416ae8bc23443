// A desktop window on SDL's driver for no screen, with a small model, in a folder of its
// own; and hands for it: events as SDL has them.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "wasm/desktop/window.h"

namespace digitpad {

class DesktopTest : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  // Anew, in place of the one there is.
  void OpenWindow(const WindowOptions& options);

  // All events that are there are handled, and what is new is shown.
  void Settle();

  void Key(SDL_Keycode key, int modifiers = KMOD_NONE);
  void Text(const std::string& text);
  // In CSS pixels of the window.
  void Mouse(Uint32 type, Vec2 at, Uint8 button = SDL_BUTTON_LEFT);
  void Finger(Uint32 type, SDL_FingerID finger, Vec2 at, Uint32 time_ms);
  void Drop(const std::string& path);
  // In the middle of what is seen of it.
  void Click(ControlId control);
  // A stroke on the drawing area.
  void Draw(Uint8 button = SDL_BUTTON_LEFT);
  // A place there.
  Vec2 OnInk(float x, float y) const;
  size_t StrokeCount() const { return window_->app().editor().ink().size(); }

  std::string Write(const std::string& name, std::span<const uint8_t> bytes) const;

  std::string folder_;
  std::string started_in_;
  std::unique_ptr<Window> window_;
};

}  // namespace digitpad
