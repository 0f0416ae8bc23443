// Mouse, fingers and keys in the desktop window. On SDL's driver for no screen.
#include <gtest/gtest.h>

#include "tests/desktop/window_fixture.h"
#include "wasm/desktop/screen_scale.h"

namespace digitpad {
namespace {

using Kind = ControlId::Kind;

ControlId Button(Command command) { return {Kind::kButton, static_cast<int>(command)}; }

using DesktopHand = DesktopTest;

TEST_F(DesktopHand, RubsOutWithTheRightButtonAndUndoBringsBack) {
  Draw();
  EXPECT_EQ(StrokeCount(), 1u);
  Draw(SDL_BUTTON_RIGHT);
  EXPECT_EQ(StrokeCount(), 0u);
  Key(SDLK_z, KMOD_CTRL);
  EXPECT_EQ(StrokeCount(), 1u);
}

TEST_F(DesktopHand, RubsOutAfterTheKeyE) {
  Draw();
  Key(SDLK_e);
  Draw();
  EXPECT_EQ(StrokeCount(), 0u);
  Key(SDLK_ESCAPE);
  Draw();
  EXPECT_EQ(StrokeCount(), 1u);
}

TEST_F(DesktopHand, EndsAStrokeWhoseButtonCameUpUnseen) {
  Mouse(SDL_MOUSEBUTTONDOWN, OnInk(50, 50));
  Mouse(SDL_MOUSEMOTION, OnInk(90, 90));
  Mouse(SDL_MOUSEMOTION, OnInk(300, 300), 0);
  EXPECT_FALSE(window_->app().editor().drawing());
  ASSERT_EQ(StrokeCount(), 1u);
  EXPECT_EQ(window_->app().editor().ink()[0].size(), 2u);
}

TEST_F(DesktopHand, GoesOnWithAStrokeThatLeavesAndComesBack) {
  Mouse(SDL_MOUSEBUTTONDOWN, OnInk(50, 50));
  Mouse(SDL_MOUSEMOTION, {-200, -100});
  Mouse(SDL_MOUSEMOTION, OnInk(80, 80));
  Mouse(SDL_MOUSEBUTTONUP, OnInk(80, 80));
  ASSERT_EQ(StrokeCount(), 1u);
  EXPECT_EQ(window_->app().editor().ink()[0].size(), 3u);
}

TEST_F(DesktopHand, TakesAStrokeBackOnEscape) {
  Draw();
  Mouse(SDL_MOUSEBUTTONDOWN, OnInk(50, 50));
  Key(SDLK_ESCAPE);
  Mouse(SDL_MOUSEBUTTONUP, OnInk(50, 50));
  EXPECT_EQ(StrokeCount(), 1u);
}

TEST_F(DesktopHand, DrawsWithOneFinger) {
  Finger(SDL_FINGERDOWN, 1, OnInk(50, 50), 1000);
  Finger(SDL_FINGERMOTION, 1, OnInk(90, 90), 1020);
  Finger(SDL_FINGERUP, 1, OnInk(90, 90), 1040);
  EXPECT_EQ(StrokeCount(), 1u);
}

TEST_F(DesktopHand, TakesTheStrokeBackWhereASecondFingerSoonFollows) {
  Finger(SDL_FINGERDOWN, 1, OnInk(50, 50), 1000);
  Finger(SDL_FINGERDOWN, 2, OnInk(200, 50), 1100);
  Finger(SDL_FINGERMOTION, 1, OnInk(90, 90), 1120);
  Finger(SDL_FINGERUP, 1, OnInk(90, 90), 1140);
  Finger(SDL_FINGERDOWN, 3, OnInk(90, 90), 1200);
  EXPECT_EQ(StrokeCount(), 0u);
  Finger(SDL_FINGERUP, 2, OnInk(90, 90), 1300);
  Finger(SDL_FINGERUP, 3, OnInk(90, 90), 1300);
  Finger(SDL_FINGERDOWN, 4, OnInk(90, 90), 1400);
  Finger(SDL_FINGERUP, 4, OnInk(90, 90), 1450);
  EXPECT_EQ(StrokeCount(), 1u);
}

TEST_F(DesktopHand, KeepsTheStrokeThatASecondFingerComesTooLateFor) {
  Finger(SDL_FINGERDOWN, 1, OnInk(50, 50), 1000);
  Finger(SDL_FINGERMOTION, 1, OnInk(90, 90), 1400);
  Finger(SDL_FINGERDOWN, 2, OnInk(200, 50), 1500);
  Finger(SDL_FINGERUP, 2, OnInk(200, 50), 1600);
  Finger(SDL_FINGERUP, 1, OnInk(90, 90), 1700);
  EXPECT_EQ(StrokeCount(), 1u);
}

TEST_F(DesktopHand, EntersDigitsThatAreTypedAndTakesThemBack) {
  // The test's model knows three classes, of these "1" and "0".
  const std::string digit = window_->app().bars()[0].label;
  Text(digit + digit);
  EXPECT_EQ(window_->app().typed(), digit + digit);
  EXPECT_EQ(window_->app().answer().text, digit + digit);
  Key(SDLK_BACKSPACE);
  EXPECT_EQ(window_->app().typed(), digit);
}

TEST_F(DesktopHand, CopiesTheAnswerAndPastesANumber) {
  const std::string digit = window_->app().bars()[0].label;
  Text(digit);
  Key(SDLK_c, KMOD_CTRL);
  Key(SDLK_n, KMOD_CTRL);
  EXPECT_EQ(window_->app().typed(), "");
  Key(SDLK_v, KMOD_CTRL);
  EXPECT_EQ(window_->app().typed(), digit);
}

TEST_F(DesktopHand, PastesALineOfAStrokesFile) {
  SDL_SetClipboardText(R"({"strokes":[[[1,2],[30,40]],[[5,6]]]})");
  Key(SDLK_v, KMOD_CTRL);
  EXPECT_EQ(StrokeCount(), 2u);
}

TEST_F(DesktopHand, ReachesEveryEnabledButtonByTabAndComesRound) {
  Draw();
  std::vector<ControlId> seen;
  for (int i = 0; i < 40; ++i) {
    Key(SDLK_TAB);
    ASSERT_TRUE(window_->attention().focused.has_value());
    seen.push_back(*window_->attention().focused);
  }
  for (const Control& control : window_->controls()) {
    const bool found = std::find(seen.begin(), seen.end(), control.id) != seen.end();
    EXPECT_EQ(found, control.enabled) << control.id.index;
  }
  const ControlId last = seen.back();
  Key(SDLK_TAB);
  Key(SDLK_TAB, KMOD_SHIFT);
  EXPECT_EQ(window_->attention().focused, last);
}

TEST_F(DesktopHand, RunsWhatHasTheKeysOnEnterAndSpace) {
  Draw();
  while (window_->attention().focused != Button(Command::kClear)) Key(SDLK_TAB);
  Key(SDLK_RETURN);
  EXPECT_EQ(StrokeCount(), 0u);
  while (window_->attention().focused != Button(Command::kUndo)) Key(SDLK_TAB);
  Key(SDLK_SPACE);
  EXPECT_EQ(StrokeCount(), 1u);
}

TEST_F(DesktopHand, ClosesTheMenuByEscapeAndByAClickBesideIt) {
  Draw();
  Click(Button(Command::kSaveAs));
  EXPECT_TRUE(window_->menu().is_open);
  Key(SDLK_ESCAPE);
  EXPECT_FALSE(window_->menu().is_open);
  EXPECT_EQ(StrokeCount(), 1u);
  Click(Button(Command::kSaveAs));
  Draw();
  EXPECT_FALSE(window_->menu().is_open);
  EXPECT_EQ(StrokeCount(), 1u);
}

TEST_F(DesktopHand, QuitsByKeyAndByButton) {
  Key(SDLK_q, KMOD_CTRL);
  window_->Run();
  WindowOptions options;
  OpenWindow(options);
  Click(Button(Command::kQuit));
  window_->Run();
}

// Whatever the language and however small the window is.
TEST_F(DesktopHand, HasEverythingInSight) {
  for (const Language& language : kLanguages) {
    WindowOptions options;
    options.language = language.code;
    OpenWindow(options);
    SDL_Window* window = SDL_GetWindowFromID(1);
    for (uint32_t id = 1; window == nullptr && id < 1000; ++id) {
      window = SDL_GetWindowFromID(id);
    }
    ASSERT_NE(window, nullptr);
    for (const SDL_Point size :
         {SDL_Point{1120, 720}, SDL_Point{1024, 600}, SDL_Point{640, 480},
          SDL_Point{320, 640}, SDL_Point{320, 240}}) {
      SDL_SetWindowSize(window, size.x, size.y);
      Settle();
      const float scale = window_->scale();
      ASSERT_GT(window_->controls().size(), 5u);
      for (const Control& control : window_->controls()) {
        const Box& box = control.box;
        EXPECT_GE(box.x, 0) << language.code << size.x;
        EXPECT_GE(box.y, 0) << language.code << size.x;
        EXPECT_LE((box.x + box.w) * scale, static_cast<float>(size.x) + 1);
        EXPECT_LE((box.y + box.h) * scale, static_cast<float>(size.y) + 1);
      }
    }
  }
}

TEST(ScreenScale, IsWhatTheResourcesSay) {
  EXPECT_EQ(ScaleOfResources("Xft.dpi:\t192\n"), 2);
  EXPECT_EQ(ScaleOfResources("Xcursor.size:\t24\nXft.dpi:\t144\n"), 1.5f);
  EXPECT_EQ(ScaleOfResources("Xft.dpi:\tnone\n"), 1);
  EXPECT_EQ(ScaleOfResources("*Xft.dpi:\t192\n"), 1);
  EXPECT_EQ(ScaleOfResources(nullptr), 1);
}

}  // namespace
}  // namespace digitpad
