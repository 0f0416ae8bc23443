#include "wasm/app/ink_fit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace digitpad {
namespace {

constexpr InkRoom kPad = {{800, 600}, {}, {}};

Ink Fitted(Ink ink, Vec2 drawn_on, const InkRoom& room = kPad) {
  FitInk(drawn_on, room, &ink);
  return ink;
}

void ExpectBox(const Ink& ink, const Box& wanted) {
  const Box box = BoundingBox(ink);
  EXPECT_NEAR(box.x, wanted.x, 0.01f);
  EXPECT_NEAR(box.y, wanted.y, 0.01f);
  EXPECT_NEAR(box.w, wanted.w, 0.01f);
  EXPECT_NEAR(box.h, wanted.h, 0.01f);
}

TEST(InkFit, InkOfAnAreaLikeThisOneStays) {
  const Ink ink = {{{1.1f, 2.3f}, {3.7f, 599}}};
  for (const Vec2 size : {Vec2{800, 600}, Vec2{800.4f, 599.6f}}) {
    const Ink fitted = Fitted(ink, size);
    EXPECT_EQ(fitted[0][0].x, 1.1f);
    EXPECT_EQ(fitted[0][1].y, 599);
  }
}

TEST(InkFit, AnotherAreaIsScaledAsAWholeIntoTheMiddle) {
  ExpectBox(Fitted({{{100, 100}, {300, 400}}}, {500, 500}), {220, 120, 240, 360});
  ExpectBox(Fitted({{{100, 100}, {1900, 1400}}}, {2000, 1500}), {40, 40, 720, 520});
}

TEST(InkFit, WithoutASizeTheInkFillsTheArea) {
  ExpectBox(Fitted({{{-3, 5}, {-2, 6}}}, {}), {175, 75, 450, 450});
  ExpectBox(Fitted({{{1e6f, 0}, {-1e6f, 0}}}, {}), {100, 300, 600, 0});
  ExpectBox(Fitted({{{7, 0}, {7, 10}}}, {}), {400, 75, 0, 450});
}

TEST(InkFit, InkIsNeverTinyNorOutside) {
  // In the corner of a tablet's whole area; beyond the area that the file tells of.
  ExpectBox(Fitted({{{10, 10}, {20, 30}}}, {20000, 15000}), {287.5f, 75, 225, 450});
  ExpectBox(Fitted({{{10, 10}, {20, 900}}}, {500, 500}), {397.47f, 75, 5.06f, 450});
  ExpectBox(Fitted({{{700, 500}, {900, 550}}}, {800, 600}), {100, 225, 600, 150});
}

TEST(InkFit, ADotStaysADot) {
  ExpectBox(Fitted({{{12345, 6}}}, {}), {400, 300, 0, 0});
  ExpectBox(Fitted({{{100, 100}}}, {400, 300}), {200, 200, 0, 0});
}

TEST(InkFit, InkOfNextToNoExtentStaysInTheArea) {
  ExpectBox(Fitted({{{0, 0}, {1e-40f, 1e-39f}}}, {}), {400, 300, 0, 0});
  // Neighbors as floats go, far away: 1/16 apart.
  ExpectBox(Fitted({{{9e5f, 9e5f}, {9e5f + 0.0625f, 9e5f}}}, {}), {100, 300, 600, 0});
  const InkView view = ShowExtent({0, 0, 1e-40f, 1e-39f}, {800, 600});
  EXPECT_TRUE(std::isfinite(view.scale) && std::isfinite(view.corner.x));
}

TEST(InkFit, AnAreaThatIsNoneIsNotKnown) {
  const float far = std::numeric_limits<float>::infinity();
  for (const Vec2 size : {Vec2{far, far}, {far, 5}, {-far, 5}, {far - far, 5}}) {
    ExpectBox(Fitted({{{7, 0}, {7, 10}}}, size), {400, 75, 0, 450});
  }
}

TEST(InkFit, TimePressureAndShapeStay) {
  const Ink ink = Fitted({{{0, 0, 5, 0.5f}, {100, 50, 9, 1}}, {{50, 25}}}, {200, 150});
  ASSERT_EQ(ink.size(), 2u);
  EXPECT_EQ(ink[0][1].time_ms, 9);
  EXPECT_EQ(ink[0][0].pressure, 0.5f);
  EXPECT_EQ(ink[1][0].time_ms, -1);
  EXPECT_EQ(ink[0][1].x, 400);
  EXPECT_EQ(ink[1][0].y, 100);
}

TEST(InkFit, WhatWasWrittenIntoCellsFindsThemAgain) {
  // Cells of 100 on an area half as large, two of them: the second digit stays in its
  // own.
  const InkRoom room = {{800, 600}, {200, 200, 400, 200}, {100, 100, 200, 100}};
  ExpectBox(Fitted({{{210, 120}, {290, 180}}}, {400, 300}, room), {420, 240, 160, 120});
  // What lay beside its cells is fitted into the row.
  ExpectBox(Fitted({{{10, 20}, {290, 80}}}, {400, 300}, room),
            {250, 267.86f, 300, 64.29f});
  ExpectBox(Fitted({{{10, 20}, {290, 80}}}, {}, room), {250, 267.86f, 300, 64.29f});
}

}  // namespace
}  // namespace digitpad
