#include "core/ink/cuts.h"

#include <gtest/gtest.h>

#include "core/ink/cells.h"

namespace digitpad {
namespace {

// A line from point to point in small steps.
Stroke Line(const std::vector<Vec2>& corners) {
  Stroke stroke;
  for (size_t i = 1; i < corners.size(); ++i) {
    for (int k = 0; k <= 20; ++k) {
      const float t = static_cast<float>(k) / 20;
      stroke.push_back({corners[i - 1].x + t * (corners[i].x - corners[i - 1].x),
                        corners[i - 1].y + t * (corners[i].y - corners[i - 1].y)});
    }
  }
  return stroke;
}

TEST(Cuts, AWholeStrokeIsOneFragment) {
  const Fragment fragment = WholeStroke({{{1, 2}}, {{3, 4}, {5, 9}}}, 1);
  EXPECT_EQ(fragment.stroke, 1);
  EXPECT_EQ(fragment.first, 0u);
  EXPECT_EQ(fragment.last, 2u);
  EXPECT_EQ(fragment.box.w, 2);
  EXPECT_EQ(fragment.box.h, 5);
}

// Down, over to the right and up, down again: two ones and the way between them.
TEST(Cuts, TwoDigitsInOneStrokeComeApart) {
  const Ink ink = {Line({{0, 0}, {0, 100}, {60, 0}, {60, 100}})};
  std::vector<Fragment> fragments;
  SplitStroke(ink, 0, &fragments);
  ASSERT_GE(fragments.size(), 3u);
  EXPECT_FALSE(fragments.front().is_link);
  EXPECT_FALSE(fragments.back().is_link);
  EXPECT_LE(fragments.front().box.w, 30);
  EXPECT_GE(fragments.back().box.x, 30);
  for (size_t i = 1; i + 1 < fragments.size(); ++i) EXPECT_TRUE(fragments[i].is_link);
}

TEST(Cuts, PiecesFollowEachOtherAndLoseNothing) {
  const Ink ink = {
      Line({{0, 0}, {0, 100}, {60, 0}, {60, 100}, {130, 10}, {100, 90}, {170, 5}})};
  std::vector<Fragment> fragments;
  SplitStroke(ink, 0, &fragments);
  ASSERT_GT(fragments.size(), 3u);
  EXPECT_EQ(fragments.front().first, 0u);
  EXPECT_EQ(fragments.back().last, ink[0].size());
  for (size_t i = 1; i < fragments.size(); ++i) {
    EXPECT_EQ(fragments[i].first + 1, fragments[i - 1].last) << "share a point";
  }
}

TEST(Cuts, WhatCannotBeSeveralDigitsStaysWhole) {
  for (const Stroke& stroke :
       {Line({{0, 0}, {0, 100}}), Line({{0, 0}, {200, 0}}), Stroke{{5, 5}},
        Stroke(40, Point{7, 7}), Line({{100, 0}, {60, 100}, {0, 0}})}) {
    std::vector<Fragment> fragments;
    SplitStroke({stroke}, 0, &fragments);
    ASSERT_EQ(fragments.size(), 1u);
    EXPECT_EQ(fragments[0].last, stroke.size());
  }
}

TEST(Cuts, DistancesAreThoseOfTheLinesAndNotOfThePoints) {
  // A cross whose points are far from its middle, and a line 30 beside it.
  const Ink ink = {{{0, 50}, {100, 50}}, {{50, 0}, {50, 100}}, {{130, 0}, {130, 100}}};
  std::vector<Fragment> fragments;
  for (int s = 0; s < 3; ++s) fragments.push_back(WholeStroke(ink, s));
  FragmentDistances distances;
  distances.Prepare(ink, fragments, 4);
  EXPECT_LE(distances.Between(0, 1), 4);
  EXPECT_NEAR(distances.Between(0, 2), 30, 4);
  EXPECT_NEAR(distances.Between(1, 2), 80, 4);
}

TEST(Cells, AStrokeBelongsWhereMostOfItLies) {
  const std::vector<Box> cells = {{0, 0, 100, 100}, {100, 0, 100, 100}};
  const Ink ink = {Line({{20, 20}, {120, 20}}),  // most of it in the first
                   Line({{90, 50}, {190, 60}}),
                   {},
                   {{130, 30}},                    // a dot
                   Line({{250, 10}, {290, 90}})};  // outside
  std::vector<int> cell_of_stroke;
  AssignToCells(ink, cells, &cell_of_stroke);
  EXPECT_EQ(cell_of_stroke, (std::vector<int>{0, 1, -1, 1, 1}));
}

}  // namespace
}  // namespace digitpad
