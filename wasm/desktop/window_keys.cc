// What Window makes of the keyboard, and what a control does, whoever asks for it.
#include <algorithm>

#include "wasm/desktop/window.h"

namespace digitpad {
namespace {

using Kind = ControlId::Kind;

// Signs, too, whatever is read: they may stand on the paper.
bool IsSign(const std::string& text) { return text == "." || text == "," || text == "-"; }

// Of a character's UTF-8, but its first byte.
bool IsRest(char byte) { return (byte & 0xc0) == 0x80; }

// REQUIRES: text is not empty.
std::string FirstCharacter(const char* text) {
  std::string character(1, *text);
  while (IsRest(*++text)) character += *text;
  return character;
}

void RemoveLast(std::string* text) {
  while (!text->empty() && IsRest(text->back())) text->pop_back();
  if (!text->empty()) text->pop_back();
}

}  // namespace

void Window::HandleKey(const SDL_KeyboardEvent& event) {
  const SDL_Keycode key = event.keysym.sym;
  const bool shift = (event.keysym.mod & KMOD_SHIFT) != 0;
  if ((event.keysym.mod & (KMOD_ALT | KMOD_GUI)) != 0) return;
  if ((event.keysym.mod & KMOD_CTRL) != 0) return HandleShortcut(key, shift);
  switch (key) {
    case SDLK_ESCAPE:
      return HandleEscape();
    case SDLK_DELETE:
      return RunCommand(Command::kClear);
    case SDLK_BACKSPACE:
      return Backspace();
    case SDLK_TAB:
      return MoveFocus(shift ? -1 : 1);
    case SDLK_LEFT:
    case SDLK_UP:
      return HandleArrow(-1);
    case SDLK_RIGHT:
    case SDLK_DOWN:
      return HandleArrow(1);
    case SDLK_e:
      if (event.repeat == 0) SwitchEraser();
      return;
    case SDLK_PAGEUP:
      return TurnPage(-1);
    case SDLK_PAGEDOWN:
      return TurnPage(1);
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
      return event.repeat == 0 ? HandleEnter() : void();
    case SDLK_SPACE:
      if (event.repeat == 0 && attention_.focused.has_value()) {
        Activate(*attention_.focused);
      }
      return;
    default:
      return;
  }
}

void Window::HandleShortcut(SDL_Keycode key, bool shift) {
  switch (key) {
    case SDLK_z:
      return RunCommand(shift ? Command::kRedo : Command::kUndo);
    case SDLK_y:
      return RunCommand(Command::kRedo);
    case SDLK_s:
      return shift ? RunCommand(Command::kSaveAs) : RunCommand(Command::kSave);
    case SDLK_n:
      return RunCommand(Command::kNew);
    case SDLK_q:
      return RunCommand(Command::kQuit);
    case SDLK_c:
      return Copy();
    case SDLK_v:
      return Paste();
    default:
      return;
  }
}

// The last thing that was begun.
void Window::HandleEscape() {
  if (menu_.is_open) {
    CloseMenu();
    return Focus(ControlId{Kind::kButton, static_cast<int>(Command::kSaveAs)});
  }
  if (drawing_) return LetGo(false);
  if (erasing_) return SwitchEraser();
  RunCommand(Command::kClear);
}

void Window::HandleEnter() {
  const std::optional<ControlId>& focused = attention_.focused;
  const bool on_number = !focused.has_value() || focused->kind == Kind::kNumber;
  if (app_.picture().chosen() >= 0 && on_number) return ConfirmNumber();
  if (focused.has_value()) return Activate(*focused);
  RunCommand(Command::kRecognize);
}

// Within the menu, the digits or the numbers; else through the drawings of a file.
void Window::HandleArrow(int step) {
  if (menu_.is_open) return MoveFocus(step);
  const std::optional<ControlId>& focused = attention_.focused;
  if (!focused.has_value() || focused->kind == Kind::kButton) return TurnPage(step);
  const std::vector<Control> all = controls();
  const ControlId next = {focused->kind, focused->index + step};
  if (std::none_of(all.begin(), all.end(),
                   [next](const Control& control) { return control.id == next; })) {
    return;
  }
  Focus(next);
  Activate(next);
}

void Window::SwitchEraser() {
  erasing_ = !erasing_;
  Say({erasing_ ? Saying(Text::kErasing) : ""});
}

void Window::HandleText(const char* text) {
  while (*text != '\0') {
    const std::string character = FirstCharacter(text);
    text += character.size();
    if (app_.picture().is_open()) {
      TypeInNumber(character);
    } else {
      app_.Type(character);
    }
  }
}

// What is typed first takes the place of what was read.
void Window::TypeInNumber(const std::string& character) {
  const int chosen = app_.picture().chosen();
  if (chosen < 0 || !(IsSign(character) || app_.IsTypable(character))) return;
  const ReadNumber& number = app_.picture().numbers()[static_cast<size_t>(chosen)];
  const std::string before =
      correcting_ == chosen ? number.correction.value_or("") : std::string();
  correcting_ = chosen;
  app_.CorrectNumber(chosen, before + character);
}

void Window::Backspace() {
  const int chosen = app_.picture().chosen();
  if (!app_.picture().is_open()) {
    if (!app_.typed().empty()) RunCommand(Command::kUndo);
  } else if (chosen >= 0) {
    const ReadNumber& number = app_.picture().numbers()[static_cast<size_t>(chosen)];
    std::string text = number.correction.value_or(number.result.text);
    RemoveLast(&text);
    correcting_ = chosen;
    app_.CorrectNumber(chosen, std::move(text));
  }
}

// As it stands; then on to the next one that is not sure.
void Window::ConfirmNumber() {
  const auto& numbers = app_.picture().numbers();
  const int chosen = app_.picture().chosen(), count = static_cast<int>(numbers.size());
  if (chosen < 0) return;
  const ReadNumber& number = numbers[static_cast<size_t>(chosen)];
  app_.CorrectNumber(chosen, number.correction.value_or(number.result.text));
  correcting_ = -1;
  for (int i = 1; i < count; ++i) {
    const int next = (chosen + i) % count;
    if (numbers[static_cast<size_t>(next)].settled()) continue;
    Focus(ControlId{Kind::kNumber, next});
    return app_.ChooseNumber(next);
  }
}

void Window::MoveFocus(int step) {
  Focus(NextControl(controls(), app_, attention_.focused, step));
}

void Window::Focus(std::optional<ControlId> control) {
  if (control.has_value()) Scroll(InSight(app_, scrolled_, *control));
  // What is typed then goes there.
  if (control.has_value() && control->kind == Kind::kNumber) Activate(*control);
  Pay({attention_.hovered, attention_.pressed, control});
}

void Window::Activate(ControlId control) {
  switch (control.kind) {
    case Kind::kButton:
      return RunCommand(static_cast<Command>(control.index));
    case Kind::kDigit:
      return app_.ChooseDigit(control.index);
    case Kind::kNumber:
      if (control.index != app_.picture().chosen()) correcting_ = -1;
      return app_.ChooseNumber(control.index);
    case Kind::kItem: {
      const auto format = static_cast<SaveFormat>(control.index);
      if (!CanSave(app_, format)) return;
      CloseMenu();
      return Save(format);
    }
  }
}

void Window::RunCommand(Command command) {
  if (menu_.is_open) CloseMenu();
  if (!app_.Run(command)) return;
  switch (command) {
    case Command::kSave:
      return Save(SaveFormat::kPng);
    case Command::kSaveAs:
      return OpenMenu();
    case Command::kCopy:
      return Copy();
    case Command::kNew:
      drawings_.clear();
      return Say({});
    case Command::kQuit:
      running_ = false;
      return;
    default:
      return;
  }
}

void Window::OpenMenu() {
  float widest = 0;
  for (int i = 0; i < kSaveFormatCount; ++i) {
    const char* name = FormatName(static_cast<SaveFormat>(i), *language_);
    widest = std::max(widest, painter_.SizeOf(name, {kButtonSize}).x);
  }
  const auto button = static_cast<size_t>(Command::kSaveAs);
  menu_.Open(app_.layout().buttons[button].face, layout_input_.size, widest);
  app_.Invalidate(menu_.box, 1);
  Pay({});
  MoveFocus(1);
}

void Window::CloseMenu() {
  menu_.is_open = false;
  app_.Invalidate(menu_.box, 1);
  Pay({});
}

}  // namespace digitpad
