// What Window makes of the mouse, of fingers, and of what happens to the window itself.
//
// One pointer draws at a time. A second finger soon after the first takes its stroke
// back: a pinch, or a palm, is no writing. SDL tells pens of tablets as mice.
#include <algorithm>

#include "wasm/desktop/window.h"

namespace digitpad {
namespace {

constexpr float kUnknownPressure = -1;

// How long after the first finger a second one makes a gesture of both.
constexpr float kGestureMs = 300;

// CSS pixels by which a list moves on for a step of the wheel.
constexpr float kWheelStep = 48;

// Touch screens that do not measure it say 1 (X11, Wayland) or 0.
float PressureOf(float pressure) {
  return pressure > 0 && pressure < 1 ? pressure : kUnknownPressure;
}

bool IsOnScreen(SDL_TouchID device) {
  const SDL_TouchDeviceType type = SDL_GetTouchDeviceType(device);
  return type != SDL_TOUCH_DEVICE_INDIRECT_ABSOLUTE &&
         type != SDL_TOUCH_DEVICE_INDIRECT_RELATIVE;
}

bool Contains(const Box& box, Vec2 at) {
  return at.x >= box.x && at.x < box.x + box.w && at.y >= box.y && at.y < box.y + box.h;
}

}  // namespace

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
    case SDL_TEXTINPUT:
      HandleText(event.text.text);
      break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONUP:
      HandleMouse(event);
      break;
    case SDL_MOUSEWHEEL:
      HandleWheel(event.wheel);
      break;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
      if (IsOnScreen(event.tfinger.touchId)) HandleFinger(event.tfinger);
      break;
    case SDL_DROPFILE:
      HandleDrop(event.drop);
      break;
    default:
      break;
  }
}

void Window::HandleMouse(const SDL_Event& event) {
  Point sample;
  if (event.type == SDL_MOUSEMOTION) {
    const SDL_MouseMotionEvent& motion = event.motion;
    // The button came up where nobody told.
    if (pointer_ == Pointer{} && (motion.state & SDL_BUTTON(button_)) == 0) LetGo(true);
    sample.time_ms = static_cast<float>(motion.timestamp);
    return PointerMove({}, ToCss(motion.x, motion.y), sample);
  }
  const SDL_MouseButtonEvent& button = event.button;
  const Vec2 at = ToCss(button.x, button.y);
  if (event.type == SDL_MOUSEBUTTONUP) {
    if (button.button == button_) PointerUp({}, at);
    return;
  }
  const bool erases = button.button == SDL_BUTTON_RIGHT;
  if (pointer_.has_value() || (button.button != SDL_BUTTON_LEFT && !erases)) return;
  // The right one is for the drawing area alone.
  if (erases && !Contains(app_.layout().ink, at)) return;
  button_ = button.button;
  sample.time_ms = static_cast<float>(button.timestamp);
  PointerDown({}, at, sample, erases);
}

// Fingers come in shares of the window's size.
void Window::HandleFinger(const SDL_TouchFingerEvent& event) {
  const Vec2 size = layout_input_.size;
  const Vec2 at = {event.x * size.x, event.y * size.y};
  const Pointer pointer = {true, event.fingerId};
  Point sample;
  sample.time_ms = static_cast<float>(event.timestamp);
  sample.pressure = PressureOf(event.pressure);
  if (event.type == SDL_FINGERMOTION) return PointerMove(pointer, at, sample);
  if (event.type == SDL_FINGERUP) {
    fingers_ = std::max(fingers_ - 1, 0);
    if (fingers_ == 0) resting_ = false;
    return PointerUp(pointer, at);
  }
  ++fingers_;
  if (pointer_.has_value() && pointer_->is_touch && drawing_ &&
      sample.time_ms - stroke_started_ms_ < kGestureMs) {
    LetGo(false);
    resting_ = true;
  }
  if (!resting_) PointerDown(pointer, at, sample, false);
}

void Window::HandleWheel(const SDL_MouseWheelEvent& event) {
  Scrolled scrolled = scrolled_;
  const float step = (event.direction == SDL_MOUSEWHEEL_FLIPPED ? -1 : 1) * kWheelStep;
  scrolled.numbers -= event.preciseY * step;
  scrolled.digits -= (event.preciseY - event.preciseX) * step;
  Scroll(scrolled);
}

void Window::HandleDrop(const SDL_DropEvent& event) {
  const Status status = Open(event.file);
  SDL_free(event.file);
  Complain(status);
}

void Window::HandleWindow(const SDL_WindowEvent& event) {
  switch (event.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
      Fit();
      break;
    case SDL_WINDOWEVENT_EXPOSED:
      app_.Invalidate();
      break;
    case SDL_WINDOWEVENT_LEAVE:
      Pay({std::nullopt, attention_.pressed, attention_.focused});
      break;
    case SDL_WINDOWEVENT_FOCUS_LOST:
    case SDL_WINDOWEVENT_HIDDEN:
      // What is drawn by then stays.
      if (pointer_ == Pointer{}) LetGo(true);
      break;
    default:
      break;
  }
}

Vec2 Window::ToCss(int x, int y) const {
  const float scale = pixels_ / painter_.scale();
  return {static_cast<float>(x) * scale, static_cast<float>(y) * scale};
}

Point Window::ToPoint(Vec2 at, Point sample) const {
  sample.x = at.x - app_.layout().ink.x;
  sample.y = at.y - app_.layout().ink.y;
  sample.time_ms -= drawing_started_ms_;
  return sample;
}

void Window::PointerDown(Pointer pointer, Vec2 at, Point sample, bool erases) {
  if (pointer_.has_value()) return;
  pointer_ = pointer;
  if (!erasing_) Say({});
  if (menu_.is_open && !Contains(menu_.box, at)) return CloseMenu();
  drawing_ = !menu_.is_open && Contains(app_.layout().ink, at);
  if (!drawing_) return Pay({attention_.hovered, ControlAt(controls(), at), {}});
  Pay({attention_.hovered, {}, {}});
  // A stroke goes on outside of the window.
  SDL_CaptureMouse(SDL_TRUE);
  stroke_started_ms_ = sample.time_ms;
  if (IsEmpty(app_.editor().ink())) drawing_started_ms_ = sample.time_ms;
  if (erases || erasing_) {
    app_.BeginErasing(ToPoint(at, sample));
  } else {
    app_.BeginStroke(ToPoint(at, sample));
  }
}

void Window::PointerMove(Pointer pointer, Vec2 at, Point sample) {
  if (pointer_ == pointer && drawing_) {
    app_.AddPoint(ToPoint(at, sample));
  } else if (!pointer.is_touch) {
    Pay({ControlAt(controls(), at), attention_.pressed, attention_.focused});
  }
}

void Window::PointerUp(Pointer pointer, Vec2 at) {
  if (pointer_ != pointer) return;
  const std::optional<ControlId> pressed = attention_.pressed;
  LetGo(true);
  if (pressed.has_value() && ControlAt(controls(), at) == pressed) Activate(*pressed);
}

// The pointer is up, or as good as that.
void Window::LetGo(bool keep_stroke) {
  if (!pointer_.has_value()) return;
  pointer_.reset();
  SDL_CaptureMouse(SDL_FALSE);
  if (drawing_) keep_stroke ? app_.EndStroke() : app_.CancelStroke();
  drawing_ = false;
  button_ = 0;
  Pay({attention_.hovered, {}, attention_.focused});
}

}  // namespace digitpad
