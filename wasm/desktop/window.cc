#include "wasm/desktop/window.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "core/formats/png.h"
#include "wasm/desktop/new_file.h"
#include "wasm/desktop/picture_file.h"

namespace digitpad {
namespace {

// CSS pixels. From the least width on, ink and answer lie side by side; stacked they
// would need more height than many a screen has.
constexpr int kFirstWidth = 1120;
constexpr int kFirstHeight = 720;
constexpr int kLeastWidth = 720;

constexpr float kPictureScale = 2;
constexpr float kUnknownPressure = -1;

// Of each frame while a picture is read: the window stays alive beside it.
constexpr Uint32 kReadingMs = 20;

bool Contains(const Box& box, Vec2 at) {
  return at.x >= box.x && at.x < box.x + box.w && at.y >= box.y && at.y < box.y + box.h;
}

// Without any screen SDL falls back to a window that nobody sees, unless that was asked
// for.
bool IsInvisible() {
  return SDL_getenv("SDL_VIDEODRIVER") == nullptr &&
         std::strcmp(SDL_GetCurrentVideoDriver(), "offscreen") == 0;
}

void Report(const std::string& news) {
  std::fprintf(stderr, "digitpad-draw: %s\n", news.c_str());
}

// The height that is enough at any width from kLeastWidth to kFirstWidth: the layout does
// not simply get lower as it gets wider.
float LeastHeight(LayoutInput input) {
  float height = 0;
  for (int width = kLeastWidth; width <= kFirstWidth; ++width) {
    input.size = {static_cast<float>(width), 1};
    height = std::max(height, ComputeLayout(input).size.y);
  }
  return height;
}

}  // namespace

Status Window::Create(std::unique_ptr<Recognizer> recognizer,
                      const WindowOptions& options, std::unique_ptr<Window>* window) {
  const float scale = options.scale;
  const auto pixels = [scale](int css) {
    return static_cast<int>(std::lround(static_cast<float>(css) * scale));
  };
  // The events of a touch screen come as touches; SDL must not make mouse events of them.
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  std::unique_ptr<View> view;
  DIGITPAD_RETURN_IF_ERROR(View::Create(kLanguages[0][Text::kTitle], pixels(kFirstWidth),
                                        pixels(kFirstHeight), SDL_WINDOW_RESIZABLE,
                                        &view));
  if (IsInvisible()) {
    return Status::Unsupported(
        "no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY leads to "
        "one");
  }
  std::unique_ptr<Fonts> fonts;
  DIGITPAD_RETURN_IF_ERROR(Fonts::Create(&fonts));
  const Language* language = nullptr;
  const Status found = ChooseLanguage(
      options.language, LanguageOfEnvironment(std::getenv),
      [&](const char* text) { return fonts->Covers(text); }, &language);
  if (!found.ok()) Report(found.message());
  window->reset(new Window(std::move(recognizer), std::move(view),
                           Labels(std::move(fonts), *language, scale), scale));
  (*window)->app_.SetTheme(options.dark ? DarkTheme() : LightTheme());
  return Status::Ok();
}

Window::Window(std::unique_ptr<Recognizer> recognizer, std::unique_ptr<View> view,
               Labels labels, float scale)
    : app_(std::move(recognizer)),
      view_(std::move(view)),
      labels_(std::move(labels)),
      scale_(scale) {
  labels_.Measure(&layout_input_);
  // The window does not scroll: nothing may be out of its sight.
  const auto pixels = [scale](float css) {
    return static_cast<int>(std::ceil(css * scale));
  };
  // SDL may make the window anew for its first surface, and forgets the limit by that.
  SDL_GetWindowSurface(view_->window());
  SDL_SetWindowMinimumSize(view_->window(), pixels(kLeastWidth),
                           pixels(LeastHeight(layout_input_)));
  Fit();
}

void Window::Run() {
  while (running_) Step();
}

void Window::Step() {
  Show();
  SDL_Event event;
  if (app_.picture().reading()) {
    ReadOn();
  } else if (SDL_WaitEvent(&event) != 0) {
    Handle(event);
  } else {
    running_ = false;
  }
  while (SDL_PollEvent(&event) != 0) Handle(event);
}

void Window::ReadOn() {
  const Uint32 started_ms = SDL_GetTicks();
  while (app_.ReadOn() && SDL_GetTicks() - started_ms < kReadingMs) {
  }
}

Status Window::Open(const std::string& path) {
  GrayPicture picture;
  DIGITPAD_RETURN_IF_ERROR(ReadPictureFile(path, &picture));
  return app_.Open(std::move(picture)).WithPrefix(path);
}

// At the foot of the drawing area; empty for nothing.
void Window::Say(const std::string& notice) {
  labels_.set_notice(notice);
  app_.Invalidate(app_.layout().ink);
}

void Window::Fit() {
  int width = 0, height = 0;
  SDL_GetWindowSize(view_->window(), &width, &height);
  layout_input_.size = ToCss(width, height);
  app_.Resize(layout_input_, scale_);
}

void Window::Show() {
  app_.Update();
  if (app_.revision() != shown_revision_) {
    // Texts have changed, which the app does not draw.
    shown_revision_ = app_.revision();
    app_.Invalidate(app_.layout().card);
    app_.Invalidate(app_.layout().ink);
  }
  SDL_Surface* surface = view_->Draw(&app_);
  if (surface == nullptr) return;
  labels_.Draw(app_, view_->drawn(), surface);
  view_->Present();
}

void Window::Handle(const SDL_Event& event) {
  switch (event.type) {
    case SDL_QUIT:
      running_ = false;
      break;
    case SDL_WINDOWEVENT:
      HandleWindow(event.window);
      break;
    case SDL_KEYDOWN:
      HandleKey(event.key);
      break;
    case SDL_MOUSEBUTTONDOWN:
      if (event.button.button != SDL_BUTTON_LEFT) break;
      PointerDown({}, ToCss(event.button.x, event.button.y), event.button.timestamp,
                  kUnknownPressure);
      break;
    case SDL_MOUSEMOTION:
      PointerMove({}, ToCss(event.motion.x, event.motion.y), event.motion.timestamp,
                  kUnknownPressure);
      break;
    case SDL_MOUSEBUTTONUP:
      if (event.button.button != SDL_BUTTON_LEFT) break;
      PointerUp({}, ToCss(event.button.x, event.button.y));
      break;
    case SDL_DROPFILE:
      HandleDrop(event.drop);
      break;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
      HandleFinger(event.tfinger);
      break;
    default:
      break;
  }
}

void Window::HandleDrop(const SDL_DropEvent& event) {
  const Status status = Open(event.file);
  SDL_free(event.file);
  Say(status.message());
  if (!status.ok()) Report(status.message());
}

void Window::HandleWindow(const SDL_WindowEvent& event) {
  switch (event.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
      Fit();
      break;
    case SDL_WINDOWEVENT_EXPOSED:
      app_.Invalidate();
      break;
    case SDL_WINDOWEVENT_LEAVE:
      hovered_ = -1;
      ShowButtons();
      break;
    default:
      break;
  }
}

// Fingers come in shares of the window's size.
void Window::HandleFinger(const SDL_TouchFingerEvent& event) {
  int width = 0, height = 0;
  SDL_GetWindowSize(view_->window(), &width, &height);
  const Vec2 at = {event.x * static_cast<float>(width) / scale_,
                   event.y * static_cast<float>(height) / scale_};
  const Pointer pointer = {true, event.fingerId};
  if (event.type == SDL_FINGERDOWN) {
    PointerDown(pointer, at, event.timestamp, event.pressure);
  } else if (event.type == SDL_FINGERMOTION) {
    PointerMove(pointer, at, event.timestamp, event.pressure);
  } else {
    PointerUp(pointer, at);
  }
}

void Window::HandleKey(const SDL_KeyboardEvent& event) {
  const bool shift = (event.keysym.mod & KMOD_SHIFT) != 0;
  if ((event.keysym.mod & KMOD_CTRL) != 0) {
    switch (event.keysym.sym) {
      case SDLK_z:
        return RunCommand(shift ? Command::kRedo : Command::kUndo);
      case SDLK_y:
        return RunCommand(Command::kRedo);
      case SDLK_s:
        return RunCommand(Command::kSave);
      case SDLK_q:
        return RunCommand(Command::kQuit);
      default:
        return;
    }
  }
  switch (event.keysym.sym) {
    case SDLK_ESCAPE:
    case SDLK_DELETE:
      return RunCommand(Command::kClear);
    case SDLK_TAB:
      return MoveFocus(shift ? -1 : 1);
    case SDLK_RETURN:
    case SDLK_SPACE:
      if (focused_ >= 0) RunCommand(static_cast<Command>(focused_));
      return;
    default:
      return;
  }
}

Vec2 Window::ToCss(int x, int y) const {
  return {static_cast<float>(x) / scale_, static_cast<float>(y) / scale_};
}

Point Window::ToPoint(Vec2 at, Uint32 time_ms, float pressure) const {
  const Box& ink = app_.layout().ink;
  return {at.x - ink.x, at.y - ink.y, static_cast<float>(time_ms - drawing_started_ms_),
          pressure};
}

int Window::ButtonAt(Vec2 at) const {
  const auto& buttons = app_.layout().buttons;
  for (size_t i = 0; i < buttons.size(); ++i) {
    if (Contains(buttons[i].face, at)) return static_cast<int>(i);
  }
  return -1;
}

void Window::PointerDown(Pointer pointer, Vec2 at, Uint32 time_ms, float pressure) {
  if (pointer_.has_value()) return;
  pointer_ = pointer;
  focused_ = -1;
  Say("");
  drawing_ = Contains(app_.layout().ink, at);
  if (drawing_) {
    if (IsEmpty(app_.editor().ink())) drawing_started_ms_ = time_ms;
    // A stroke goes on outside of the window.
    SDL_CaptureMouse(SDL_TRUE);
    app_.BeginStroke(ToPoint(at, time_ms, pressure));
  } else {
    pressed_ = ButtonAt(at);
  }
  ShowButtons();
}

void Window::PointerMove(Pointer pointer, Vec2 at, Uint32 time_ms, float pressure) {
  if (pointer_ == pointer && drawing_) {
    app_.AddPoint(ToPoint(at, time_ms, pressure));
  } else if (!pointer.is_touch) {
    hovered_ = ButtonAt(at);
    ShowButtons();
  }
}

void Window::PointerUp(Pointer pointer, Vec2 at) {
  if (pointer_ != pointer) return;
  pointer_.reset();
  SDL_CaptureMouse(SDL_FALSE);
  if (drawing_) {
    app_.EndStroke();
  } else if (pressed_ >= 0 && ButtonAt(at) == pressed_) {
    RunCommand(static_cast<Command>(pressed_));
  }
  drawing_ = false;
  pressed_ = -1;
  ShowButtons();
}

void Window::RunCommand(Command command) {
  if (!app_.Run(command)) return;
  if (command == Command::kSave) Save();
  if (command == Command::kQuit) running_ = false;
}

void Window::Save() {
  const GrayPicture picture = app_.RenderPicture(kPictureScale);
  const auto png = EncodePng(picture.width, picture.height, 1, picture.pixels);
  std::string name;
  const Status status = WriteNewFile(labels_.Say(Text::kFileName), png, &name);
  Report(status.ok() ? "saved " + name : status.message());
}

// From no button to the first or the last, and on around.
void Window::MoveFocus(int step) {
  const int count = static_cast<int>(app_.layout().buttons.size());
  if (focused_ < 0 && step < 0) focused_ = 0;
  do {
    focused_ = (focused_ + step + count) % count;
  } while (!(app_.layout().buttons[static_cast<size_t>(focused_)].face.w > 0));
  ShowButtons();
}

void Window::ShowButtons() {
  for (int i = 0; i < kDesktopCommandCount; ++i) {
    app_.SetButtonState(static_cast<Command>(i),
                        {hovered_ == i, pressed_ == i && hovered_ == i, focused_ == i});
  }
}

}  // namespace digitpad
