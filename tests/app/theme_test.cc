#include "wasm/app/theme.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace digitpad {
namespace {

TEST(Theme, EveryRoleHasANameOfItsOwn) {
  std::set<std::string> names;
  for (int role = 0; role < kRoleCount; ++role) {
    EXPECT_TRUE(names.insert(RoleName(static_cast<Role>(role))).second) << role;
  }
  EXPECT_STREQ(RoleName(Role::kPage), "page");
  EXPECT_STREQ(RoleName(Role::kOnDisabled), "on-disabled");
}

TEST(Theme, ContrastRatioFollowsWcag) {
  EXPECT_NEAR(ContrastRatio({0, 0, 0}, {255, 255, 255}), 21, 1e-9);
  EXPECT_NEAR(ContrastRatio({255, 255, 255}, {255, 255, 255}), 1, 1e-9);
  // A worked example of the WCAG tools: #777777 on white is 4.48.
  EXPECT_NEAR(ContrastRatio({0x77, 0x77, 0x77}, {255, 255, 255}), 4.48, 0.005);
}

// WCAG 2.2, 1.4.3 (text, 4.5) and 1.4.11 (what one must see to use it, 3).
TEST(Theme, TextAndControlsHaveTheContrastTheyNeed) {
  for (const Theme* theme : {&LightTheme(), &DarkTheme()}) {
    const Theme& t = *theme;
    for (const Role face : {Role::kPage, Role::kPaper, Role::kCard}) {
      EXPECT_GE(ContrastRatio(t[Role::kText], t[face]), 4.5);
      EXPECT_GE(ContrastRatio(t[Role::kMuted], t[face]), 4.5);
    }
    EXPECT_GE(ContrastRatio(t[Role::kAccent], t[Role::kTile]), 4.5);
    EXPECT_GE(ContrastRatio(t[Role::kMuted], t[Role::kTile]), 4.5);
    for (const Role face : {Role::kPrimary, Role::kPrimaryHover, Role::kPrimaryPressed}) {
      EXPECT_GE(ContrastRatio(t[Role::kOnPrimary], t[face]), 4.5);
    }
    for (const Role face : {Role::kButton, Role::kButtonHover, Role::kButtonPressed}) {
      EXPECT_GE(ContrastRatio(t[Role::kOnButton], t[face]), 4.5);
    }
    EXPECT_GE(ContrastRatio(t[Role::kInk], t[Role::kPaper]), 7);
    EXPECT_GE(ContrastRatio(t[Role::kAccent], t[Role::kPage]), 3);
    for (const Role face : {Role::kPage, Role::kPaper, Role::kButton}) {
      EXPECT_GE(ContrastRatio(t[Role::kFrame], t[face]), 3);
      EXPECT_GE(ContrastRatio(t[Role::kUnsure], t[face]), 3);
    }
    for (const Role bar : {Role::kBar, Role::kAccent}) {
      EXPECT_GE(ContrastRatio(t[bar], t[Role::kTrack]), 3);
      EXPECT_GE(ContrastRatio(t[bar], t[Role::kCard]), 3);
    }
    EXPECT_GE(ContrastRatio(t[Role::kAccent], t[Role::kTint]), 3);
    EXPECT_GE(ContrastRatio(t[Role::kUnsure], t[Role::kPaper]), 4.5);
    EXPECT_GE(ContrastRatio(t[Role::kOnPrimary], t[Role::kAccent]), 4.5);
  }
}

}  // namespace
}  // namespace digitpad
