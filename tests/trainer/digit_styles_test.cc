#include "trainer/data/digit_styles.h"

#include <gtest/gtest.h>

#include <string_view>

namespace digitpad {
namespace {

// How many of 400 tries change the ink.
int CountChanges(std::string_view label, const Ink& ink) {
  int changes = 0;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    Random random({seed});
    Ink changed = ink;
    ChangeStyle(label, &random, &changed);
    changes += changed.size() != ink.size() || changed[0].size() != ink[0].size();
  }
  return changes;
}

const Ink kPlainOne = {{{5, 0}, {5, 4}, {5, 9}}};
const Ink kPlainSeven = {{{0, 0}, {6, 0}, {4, 5}, {2, 9}}};

TEST(ChangeStyle, ChangesSomePlainOnesAndSevens) {
  EXPECT_GT(CountChanges("1", kPlainOne), 60);
  EXPECT_LT(CountChanges("1", kPlainOne), 200);
  EXPECT_GT(CountChanges("7", kPlainSeven), 60);
  EXPECT_LT(CountChanges("7", kPlainSeven), 200);
}

TEST(ChangeStyle, LeavesWhatHasAStyleAndAllOtherDigits) {
  const Ink one_with_upstroke = {{{0, 4}, {4, 0}, {4, 9}}};
  const Ink seven_with_bar = {kPlainSeven[0], {{1, 5}, {6, 5}}};
  EXPECT_EQ(CountChanges("1", one_with_upstroke), 0);
  EXPECT_EQ(CountChanges("7", seven_with_bar), 0);
  EXPECT_EQ(CountChanges("4", kPlainOne), 0);
  EXPECT_EQ(CountChanges("2", kPlainSeven), 0);
  EXPECT_EQ(CountChanges("1", {{{3, 3}}}), 0);
}

TEST(ChangeStyle, LeadsTheUpstrokeToTheTopFromTheLowerLeft) {
  const Ink upwards = {{{5, 9}, {5, 4}, {5, 0}}};
  for (const Ink& one : {kPlainOne, upwards}) {
    for (uint64_t seed = 0; seed < 400; ++seed) {
      Random random({seed});
      Ink changed = one;
      ChangeStyle("1", &random, &changed);
      if (changed[0].size() == one[0].size()) continue;
      const bool drawn_down = changed[0].front().y < 9;
      const Point end = drawn_down ? changed[0].front() : changed[0].back();
      EXPECT_LT(end.x, 5);
      EXPECT_GT(end.y, 0);
      EXPECT_LT(end.y, 9);
    }
  }
}

}  // namespace
}  // namespace digitpad
