#include "wasm/desktop/window.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "core/formats/printable.h"
#include "wasm/desktop/list_sheets.h"
#include "wasm/desktop/screen_scale.h"

namespace digitpad {
namespace {

// CSS pixels, as far as the screen has room for them.
constexpr int kFirstWidth = 1120;
constexpr int kFirstHeight = 720;
// The window's units. Less than that no window manager makes of a window by itself.
constexpr int kLeastWidth = 320;
constexpr int kLeastHeight = 240;

// Where there is too little room for everything, everything gets smaller.
constexpr float kShrink = 0.96f;
constexpr float kLeastScale = 0.25f;

// Of each frame while a picture is read: the window stays alive beside it.
constexpr Uint32 kReadingMs = 20;

// Without any screen SDL falls back to a window that nobody sees, unless that was asked
// for.
bool IsInvisible() {
  return SDL_getenv("SDL_VIDEODRIVER") == nullptr &&
         std::strcmp(SDL_GetCurrentVideoDriver(), "offscreen") == 0;
}

SDL_Point FirstSize(float scale) {
  SDL_Point size = {static_cast<int>(std::lround(kFirstWidth * scale)),
                    static_cast<int>(std::lround(kFirstHeight * scale))};
  SDL_Rect screen;
  if (SDL_GetDisplayUsableBounds(0, &screen) == 0) {
    size = {std::min(size.x, screen.w), std::min(size.y, screen.h)};
  }
  return size;
}

bool Fits(const LayoutInput& input) {
  const Vec2 needed = ComputeLayout(input).size;
  return needed.x <= input.size.x && needed.y <= input.size.y;
}

}  // namespace

void Report(const std::string& news) {
  std::fprintf(stderr, "digitpad-draw: %s\n", Printable(news).c_str());
}

Status Window::Create(std::unique_ptr<Recognizer> recognizer,
                      const MakeRecognizer& make_recognizer, const WindowOptions& options,
                      std::unique_ptr<Window>* window) {
  // The events of a touch screen come as touches; SDL must not make mouse events of them.
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  // The screen is asked for its size; that there is none the view finds out.
  SDL_Init(SDL_INIT_VIDEO);
  const SDL_Point size = FirstSize(options.scale > 0 ? options.scale : ScaleOfDesktop());
  std::unique_ptr<View> view;
  DIGITPAD_RETURN_IF_ERROR(View::Create(kLanguages[0][Text::kTitle], size.x, size.y,
                                        SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI,
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
  window->reset(new Window(std::move(recognizer), make_recognizer, options,
                           std::move(view), std::move(fonts), *language));
  return Status::Ok();
}

Window::Window(std::unique_ptr<Recognizer> recognizer,
               const MakeRecognizer& make_recognizer, const WindowOptions& options,
               std::unique_ptr<View> view, std::unique_ptr<Fonts> fonts,
               const Language& language)
    : make_recognizer_(make_recognizer),
      rules_(options.read.rules),
      app_(std::move(recognizer), options.read),
      view_(std::move(view)),
      painter_(std::move(fonts)),
      language_(&language),
      wanted_scale_(options.scale) {
  app_.SetTheme(options.dark ? DarkTheme() : LightTheme());
  layout_input_.choosable = true;
  // SDL may make the window anew for its first surface, and forgets the limit by that.
  SDL_GetWindowSurface(view_->window());
  SDL_SetWindowMinimumSize(view_->window(), kLeastWidth, kLeastHeight);
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

void Window::Measure(LayoutInput* input) {
  input->title = painter_.SizeOf(Saying(Text::kTitle), {kTitleSize, true});
  input->tagline = painter_.SizeOf(Saying(Text::kTagline), {kSmallSize});
  input->labels.assign(kDesktopCommandCount, {});
  for (int i = 0; i < kDesktopCommandCount; ++i) {
    const auto command = static_cast<Command>(i);
    if (!IsInToolbar(command)) continue;
    input->labels[static_cast<size_t>(i)] =
        painter_.SizeOf(CommandText(*language_, kCommandNames[i]), ButtonStyle(command));
  }
}

// The window does not scroll: nothing may be out of its sight.
void Window::Fit() {
  int width = 0, height = 0, units = 0, ignored = 0;
  SDL_GetWindowSizeInPixels(view_->window(), &width, &height);
  SDL_GetWindowSize(view_->window(), &units, &ignored);
  pixels_ = units > 0 ? static_cast<float>(width) / static_cast<float>(units) : 1;
  float scale = wanted_scale_ > 0 ? wanted_scale_ : std::max(ScaleOfDesktop(), pixels_);
  for (;; scale *= kShrink) {
    painter_.set_scale(scale);
    Measure(&layout_input_);
    layout_input_.size = {static_cast<float>(width) / scale,
                          static_cast<float>(height) / scale};
    if (Fits(layout_input_) || scale * kShrink < kLeastScale) break;
  }
  if (menu_.is_open) CloseMenu();
  app_.Resize(layout_input_, scale);
}

void Window::Say(Notice notice) {
  notice_ = std::move(notice);
  app_.Invalidate(NoticeBox(app_.layout()));
}

void Window::Invalidate(std::optional<ControlId> control) {
  if (!control.has_value()) return;
  for (const Control& each : controls()) {
    if (each.id == control) app_.Invalidate(each.box, 1);
  }
}

void Window::Pay(const Attention& attention) {
  const auto renew = [this](std::optional<ControlId> before,
                            std::optional<ControlId> now) {
    if (before == now) return;
    Invalidate(before);
    Invalidate(now);
  };
  renew(attention_.hovered, attention.hovered);
  renew(attention_.pressed, attention.pressed);
  renew(attention_.focused, attention.focused);
  attention_ = attention;
  for (int i = 0; i < kDesktopCommandCount; ++i) {
    const ControlId id = {ControlId::Kind::kButton, i};
    const bool hovered = attention.hovered == id;
    app_.SetButtonState(
        static_cast<Command>(i),
        {hovered, hovered && attention.pressed == id, attention.focused == id});
  }
}

void Window::Scroll(const Scrolled& scrolled) {
  const Scrolled clamped = Clamped(app_, scrolled);
  if (clamped.digits != scrolled_.digits) app_.Invalidate(app_.layout().digits);
  if (clamped.numbers != scrolled_.numbers) app_.Invalidate(app_.layout().numbers);
  scrolled_ = clamped;
}

void Window::Show() {
  app_.Update();
  if (app_.layout_revision() != shown_layout_) {
    shown_layout_ = app_.layout_revision();
    Scroll(scrolled_);
  }
  if (app_.revision() != shown_revision_) {
    // Texts have changed, which the app does not draw.
    shown_revision_ = app_.revision();
    app_.Invalidate(app_.layout().card);
    if (ShowsHint(app_) != shown_hint_) app_.Invalidate(app_.layout().hint);
    shown_hint_ = ShowsHint(app_);
  }
  SDL_Surface* surface = view_->Draw(&app_);
  if (surface == nullptr) return;
  const std::vector<Control> all = controls();
  const float scale = painter_.scale();
  painter_.Draw(AppLabels(app_, rules_, *language_, notice_), view_->drawn(), surface);
  painter_.Draw(DigitsSheet(app_, all, attention_, scale), view_->drawn(), surface);
  painter_.Draw(NumbersSheet(app_, all, attention_, scale), view_->drawn(), surface);
  painter_.Draw(ProgressSheet(app_, scale), view_->drawn(), surface);
  if (menu_.is_open) {
    painter_.Draw(MenuSheet(app_, menu_, *language_, attention_, scale), view_->drawn(),
                  surface);
  }
  view_->Present();
}

}  // namespace digitpad
