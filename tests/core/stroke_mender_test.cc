// Strokes that break, and what must not run together.
#include "core/picture/stroke_mender.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/picture/smooth.h"
#include "tests/core/test_pictures.h"

namespace digitpad {
namespace {

using testing::ComponentsOf;
using testing::DrawLines;
using testing::InkPixels;
using testing::Paper;

// Two strokes that only `between` joins, 0 .. 1 as dark as they are, of 12 pixels or of
// 80; as InkStrength leaves it, then mended.
struct Mended {
  Mended(float between, float length) {
    GrayPicture page = Paper(400, 300, 235);
    DrawLines({{{100, 80}, {100, 150}}, {{100, 150 + length}, {100, 240 + length}}}, 2,
              0.8f, &page);
    DrawLines({{{100, 150}, {100, 150 + length}}}, 2, 0.8f * between, &page);
    ink.Start(page);
    while (ink.Step()) {
    }
    before = ink.strength();
    StrokeMender mender;
    mender.Start(&ink);
    while (mender.Step()) {
    }
  }
  InkStrength ink;
  GrayPicture before;
};

TEST(StrokeMender, JoinsWhatPalerInkJoins) {
  const Mended gap(0.35f, 8);
  EXPECT_EQ(ComponentsOf(gap.before).size(), 2u);
  EXPECT_EQ(ComponentsOf(gap.ink.strength()).size(), 1u);
  const Mended blank(0, 8);
  EXPECT_EQ(ComponentsOf(blank.ink.strength()).size(), 2u);
}

TEST(StrokeMender, TakesLongLinesForRulingWhereTheyArePale) {
  EXPECT_EQ(ComponentsOf(Mended(0.2f, 30).ink.strength()).size(), 2u);
}

TEST(StrokeMender, LeavesSoftEdgesSoft) {
  GrayPicture page = Paper(400, 300, 235);
  DrawLines(testing::Zero({150, 80}, 100), 8, 0.8f, &page);
  for (int i = 0; i < 4; ++i) Smooth(&page);
  InkStrength ink;
  ink.Start(page);
  while (ink.Step()) {
  }
  const int before = InkPixels(ink.strength());
  StrokeMender mender;
  mender.Start(&ink);
  while (mender.Step()) {
  }
  EXPECT_EQ(InkPixels(ink.strength()), before);
}

}  // namespace
}  // namespace digitpad
