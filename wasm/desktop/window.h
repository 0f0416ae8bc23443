// Window: the app in a desktop window. SDL's events go in, the view and the sheets come
// out.
#pragma once

#include <SDL.h>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/formats/strokes_json.h"
#include "core/read_options.h"
#include "wasm/app/app.h"
#include "wasm/desktop/app_labels.h"
#include "wasm/desktop/controls.h"
#include "wasm/desktop/language.h"
#include "wasm/desktop/save_menu.h"
#include "wasm/desktop/sheet_painter.h"
#include "wasm/view/view.h"

namespace digitpad {

// Makes what reads from a model file's bytes.
using MakeRecognizer = std::function<Status(std::span<const uint8_t> model,
                                            std::unique_ptr<Recognizer>* recognizer)>;

struct WindowOptions {
  bool dark = false;
  float scale = 0;       // device pixels in a CSS pixel; 0: as the screen has it
  std::string language;  // its code; empty: that of the environment
  ReadOptions read;
};

class Window {
 public:
  // `make_recognizer`: of a model file that is opened in the window.
  static Status Create(std::unique_ptr<Recognizer> recognizer,
                       const MakeRecognizer& make_recognizer,
                       const WindowOptions& options, std::unique_ptr<Window>* window);

  // A picture, a strokes file or a model, as its first bytes tell. So does a file that is
  // dropped on the window. Where it cannot be read, all stays as it was.
  Status Open(const std::string& path);
  // Until the window is closed.
  void Run();
  // Shows what is new, reads on or waits for an event, and handles all that are there.
  void Step();

  const App& app() const { return app_; }
  const Attention& attention() const { return attention_; }
  const SaveMenu& menu() const { return menu_; }
  const std::string& notice() const { return notice_.text; }
  std::vector<Control> controls() const { return ControlsOf(app_, menu_, scrolled_); }
  float scale() const { return painter_.scale(); }

 private:
  // Who draws: the mouse, or one finger.
  struct Pointer {
    bool is_touch = false;
    SDL_FingerID finger = 0;
    bool operator==(const Pointer&) const = default;
  };

  Window(std::unique_ptr<Recognizer> recognizer, const MakeRecognizer& make_recognizer,
         const WindowOptions& options, std::unique_ptr<View> view,
         std::unique_ptr<Fonts> fonts, const Language& language);

  // --- window.cc: what is seen ---
  void Fit();
  void Measure(LayoutInput* input);
  void Show();
  void ReadOn();
  // At the foot of the drawing area; empty for nothing.
  void Say(Notice notice);
  void Pay(const Attention& attention);
  void Scroll(const Scrolled& scrolled);
  void Invalidate(std::optional<ControlId> control);
  const char* Saying(Text text) const { return (*language_)[text]; }

  // --- window_events.cc: mouse, touch and the window itself ---
  void Handle(const SDL_Event& event);
  void HandleMouse(const SDL_Event& event);
  void HandleFinger(const SDL_TouchFingerEvent& event);
  void HandleWheel(const SDL_MouseWheelEvent& event);
  void HandleDrop(const SDL_DropEvent& event);
  void HandleWindow(const SDL_WindowEvent& event);
  // `at` is in CSS pixels of the window; of `sample` all but its place counts.
  void PointerDown(Pointer pointer, Vec2 at, Point sample, bool erases);
  void PointerMove(Pointer pointer, Vec2 at, Point sample);
  void PointerUp(Pointer pointer, Vec2 at);
  void LetGo(bool keep_stroke);
  Vec2 ToCss(int x, int y) const;
  Point ToPoint(Vec2 at, Point sample) const;

  // --- window_keys.cc: the keyboard, and what it and the pointer do ---
  void HandleKey(const SDL_KeyboardEvent& event);
  void HandleShortcut(SDL_Keycode key, bool shift);
  void HandleEscape();
  void HandleEnter();
  void HandleArrow(int step);
  void SwitchEraser();
  void HandleText(const char* text);
  void Backspace();
  void TypeInNumber(const std::string& character);
  void ConfirmNumber();
  void MoveFocus(int step);
  void Focus(std::optional<ControlId> control);
  void Activate(ControlId control);
  void RunCommand(Command command);
  void OpenMenu();
  void CloseMenu();

  // --- window_files.cc: files and the clipboard ---
  Status OpenBytes(const std::vector<uint8_t>& bytes);
  Status OpenStrokes(std::string_view text);
  Status OpenModel(const std::vector<uint8_t>& bytes);
  Status ShowDrawing();
  void TurnPage(int step);
  // In the window and on stderr, where the status is not ok.
  void Complain(const Status& status);
  void Save(SaveFormat format);
  void Copy();
  void Paste();

  MakeRecognizer make_recognizer_;
  NumberRules rules_;
  App app_;
  std::unique_ptr<View> view_;
  SheetPainter painter_;
  const Language* language_;
  LayoutInput layout_input_;
  float wanted_scale_;  // 0: as the screen has it
  float pixels_ = 1;    // of the device in one of the window's units
  bool running_ = true;

  std::optional<Pointer> pointer_;  // the one that is down
  bool drawing_ = false;            // it went down on the drawing area
  Uint8 button_ = 0;                // of the mouse, that is down
  bool erasing_ = false;            // whatever draws rubs out
  float drawing_started_ms_ = 0;
  float stroke_started_ms_ = 0;
  int fingers_ = 0;       // that are down
  bool resting_ = false;  // several were: none draws until all are up

  Attention attention_;
  Scrolled scrolled_;
  SaveMenu menu_;
  Notice notice_;
  int correcting_ = -1;            // the number that is being typed anew, or -1
  std::vector<Drawing> drawings_;  // of the file that is open
  int drawing_shown_ = 0;
  int shown_revision_ = -1;
  int shown_layout_ = -1;
  bool shown_hint_ = false;
};

// On stderr.
void Report(const std::string& news);

}  // namespace digitpad
