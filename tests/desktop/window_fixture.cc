#include "tests/desktop/window_fixture.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/nn/model.h"
#include "tests/core/test_models.h"

namespace digitpad {

namespace fs = std::filesystem;

void DesktopTest::SetUp() {
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  std::string name = (fs::temp_directory_path() / "window.XXXXXX");
  ASSERT_NE(mkdtemp(name.data()), nullptr);
  folder_ = name;
  // Where it saves.
  started_in_ = fs::current_path();
  fs::current_path(folder_);
  WindowOptions options;
  options.language = "en";
  OpenWindow(options);
}

void DesktopTest::TearDown() {
  window_.reset();
  fs::current_path(started_in_);
  fs::remove_all(folder_);
}

void DesktopTest::OpenWindow(const WindowOptions& options) {
  window_.reset();
  Model model = testing::MakeModel(1, 3);
  ASSERT_TRUE(ValidateModel(&model).ok());
  const auto make = [](std::span<const uint8_t> bytes,
                       std::unique_ptr<Recognizer>* recognizer) {
    return Recognizer::Create(bytes, "portable", recognizer);
  };
  std::unique_ptr<Recognizer> recognizer;
  ASSERT_TRUE(make(SerializeModel(model), &recognizer).ok());
  const Status status = Window::Create(std::move(recognizer), make, options, &window_);
  ASSERT_TRUE(status.ok()) << status.message();
}

void DesktopTest::Settle() {
  // Step waits for an event: this one means nothing to the window.
  SDL_Event event = {};
  event.type = SDL_USEREVENT;
  SDL_PushEvent(&event);
  window_->Step();
}

void DesktopTest::Key(SDL_Keycode key, int modifiers) {
  SDL_Event event = {};
  event.type = SDL_KEYDOWN;
  event.key.keysym.sym = key;
  event.key.keysym.mod = static_cast<Uint16>(modifiers);
  SDL_PushEvent(&event);
  Settle();
}

void DesktopTest::Text(const std::string& text) {
  SDL_Event event = {};
  event.type = SDL_TEXTINPUT;
  text.copy(event.text.text, sizeof event.text.text - 1);
  SDL_PushEvent(&event);
  Settle();
}

void DesktopTest::Mouse(Uint32 type, Vec2 at, Uint8 button) {
  const int x = static_cast<int>(std::lround(at.x * window_->scale()));
  const int y = static_cast<int>(std::lround(at.y * window_->scale()));
  SDL_Event event = {};
  event.type = type;
  if (type == SDL_MOUSEMOTION) {
    event.motion.x = x;
    event.motion.y = y;
    event.motion.state = button == 0 ? 0 : SDL_BUTTON(button);
  } else {
    event.button.x = x;
    event.button.y = y;
    event.button.button = button;
  }
  SDL_PushEvent(&event);
  Settle();
}

void DesktopTest::Finger(Uint32 type, SDL_FingerID finger, Vec2 at, Uint32 time_ms) {
  const Vec2 size = window_->app().layout().size;
  SDL_Event event = {};
  event.type = type;
  event.tfinger.fingerId = finger;
  event.tfinger.x = at.x / size.x;
  event.tfinger.y = at.y / size.y;
  event.tfinger.timestamp = time_ms;
  // SDL_PushEvent would stamp it with the time of now.
  SDL_PeepEvents(&event, 1, SDL_ADDEVENT, 0, 0);
  Settle();
}

void DesktopTest::Drop(const std::string& path) {
  SDL_Event event = {};
  event.type = SDL_DROPFILE;
  event.drop.file = SDL_strdup(path.c_str());
  ASSERT_EQ(SDL_PushEvent(&event), 1);
}

void DesktopTest::Click(ControlId control) {
  for (const Control& each : window_->controls()) {
    if (each.id != control) continue;
    const Vec2 middle = {each.box.x + each.box.w / 2, each.box.y + each.box.h / 2};
    Mouse(SDL_MOUSEBUTTONDOWN, middle);
    Mouse(SDL_MOUSEBUTTONUP, middle);
    return;
  }
  FAIL() << "no such control";
}

Vec2 DesktopTest::OnInk(float x, float y) const {
  const Box& ink = window_->app().layout().ink;
  return {ink.x + x, ink.y + y};
}

void DesktopTest::Draw(Uint8 button) {
  Mouse(SDL_MOUSEBUTTONDOWN, OnInk(100, 80), button);
  Mouse(SDL_MOUSEMOTION, OnInk(100, 200), button);
  Mouse(SDL_MOUSEBUTTONUP, OnInk(100, 200), button);
}

std::string DesktopTest::Write(const std::string& name,
                               std::span<const uint8_t> bytes) const {
  const std::string path = folder_ + "/" + name;
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  return path;
}

}  // namespace digitpad
