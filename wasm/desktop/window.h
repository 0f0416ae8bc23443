// Window: the app in a desktop window. SDL's events go in, the view and the labels come
// out.
#pragma once

#include <SDL.h>

#include <memory>
#include <optional>
#include <string>

#include "core/base/status.h"
#include "wasm/app/app.h"
#include "wasm/desktop/labels.h"
#include "wasm/view/view.h"

namespace digitpad {

struct WindowOptions {
  bool dark = false;
  float scale = 1;       // device pixels in a CSS pixel
  std::string language;  // its code; empty: that of the environment
};

class Window {
 public:
  static Status Create(std::unique_ptr<Recognizer> recognizer,
                       const WindowOptions& options, std::unique_ptr<Window>* window);

  // As App::Open, a PNG or JPEG file. So does a file that is dropped on the window.
  Status Open(const std::string& path);
  // Until the window is closed.
  void Run();
  // Shows what is new, reads on or waits for an event, and handles all that are there.
  void Step();
  const App& app() const { return app_; }

 private:
  // Who draws: the mouse, or one finger.
  struct Pointer {
    bool is_touch = false;
    SDL_FingerID finger = 0;
    bool operator==(const Pointer&) const = default;
  };

  Window(std::unique_ptr<Recognizer> recognizer, std::unique_ptr<View> view,
         Labels labels, float scale);

  void Handle(const SDL_Event& event);
  void HandleKey(const SDL_KeyboardEvent& event);
  void HandleFinger(const SDL_TouchFingerEvent& event);
  void HandleDrop(const SDL_DropEvent& event);
  void HandleWindow(const SDL_WindowEvent& event);
  void Fit();
  void Show();
  void ReadOn();
  void Say(const std::string& notice);

  // `at` is in CSS pixels of the window.
  void PointerDown(Pointer pointer, Vec2 at, Uint32 time_ms, float pressure);
  void PointerMove(Pointer pointer, Vec2 at, Uint32 time_ms, float pressure);
  void PointerUp(Pointer pointer, Vec2 at);
  Vec2 ToCss(int x, int y) const;
  Point ToPoint(Vec2 at, Uint32 time_ms, float pressure) const;
  int ButtonAt(Vec2 at) const;  // its index, or -1

  void RunCommand(Command command);
  void Save();
  void MoveFocus(int step);
  void ShowButtons();

  App app_;
  std::unique_ptr<View> view_;
  Labels labels_;
  LayoutInput layout_input_;
  float scale_;
  bool running_ = true;

  std::optional<Pointer> pointer_;  // the one that is down
  bool drawing_ = false;            // it went down on the drawing area
  Uint32 drawing_started_ms_ = 0;
  int hovered_ = -1;  // indices of buttons, or -1
  int pressed_ = -1;
  int focused_ = -1;
  int shown_revision_ = -1;
};

}  // namespace digitpad
