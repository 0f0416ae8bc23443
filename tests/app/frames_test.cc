#include "wasm/app/frames.h"

#include <gtest/gtest.h>

namespace digitpad {
namespace {

constexpr Box kArea = {10, 20, 400, 300};

bool Overlap(const Box& a, const Box& b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

bool Within(const Box& inner, const Box& outer) {
  return inner.x >= outer.x && inner.y >= outer.y &&
         inner.x + inner.w <= outer.x + outer.w && inner.y + inner.h <= outer.y + outer.h;
}

TEST(Frames, LieAroundTheirMarksWithTheTagBelow) {
  const std::vector<Mark> marks = {{{100, 100, 40, 60}, "4"}};
  const auto frames = PlaceFrames(marks, kArea, 8, 16, false);
  ASSERT_EQ(frames.size(), 1u);
  EXPECT_EQ(frames[0].box.x, 92);
  EXPECT_EQ(frames[0].box.h, 76);
  EXPECT_GE(frames[0].tag.y, frames[0].box.y + frames[0].box.h);
  EXPECT_EQ(frames[0].text, "4");
}

TEST(Frames, AQuestionMarkTellsWhatIsUnsure) {
  const std::vector<Mark> marks = {{{100, 100, 40, 60}, "4", false}};
  EXPECT_EQ(PlaceFrames(marks, kArea, 8, 16, false)[0].text, "4?");
}

TEST(Frames, StayWithinTheAreaAndTagsOffTheInk) {
  for (const Vec2 at : {Vec2{10, 20}, Vec2{380, 20}, Vec2{10, 270}, Vec2{380, 270}}) {
    const std::vector<Mark> marks = {{{at.x, at.y, 30, 50}, "4"}};
    const Frame frame = PlaceFrames(marks, kArea, 8, 16, false)[0];
    EXPECT_TRUE(Within(frame.box, kArea)) << at.x << "," << at.y;
    EXPECT_TRUE(Within(frame.tag, kArea)) << at.x << "," << at.y;
    EXPECT_FALSE(Overlap(frame.tag, frame.box)) << at.x << "," << at.y;
  }
}

TEST(Frames, OfTwentyDigitsInARowDoNotOverlap) {
  std::vector<Mark> marks;
  for (int i = 0; i < 20; ++i) {
    marks.push_back({{15 + 19.5f * static_cast<float>(i), 100, 15, 30}, "8"});
  }
  const auto frames = PlaceFrames(marks, kArea, 10, 16, false);
  for (size_t i = 0; i < frames.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      EXPECT_FALSE(Overlap(frames[i].box, frames[j].box)) << i << " " << j;
      EXPECT_FALSE(Overlap(frames[i].tag, frames[j].tag)) << i << " " << j;
    }
  }
}

TEST(Frames, TagsOfLinesLieBesideThem) {
  const std::vector<Mark> marks = {{{40, 60, 120, 30}, "123"},
                                   {{40, 100, 120, 30}, "45"}};
  const auto frames = PlaceFrames(marks, kArea, 4, 16, true);
  for (const Frame& frame : frames) {
    EXPECT_GE(frame.tag.x, frame.box.x + frame.box.w);
  }
}

}  // namespace
}  // namespace digitpad
