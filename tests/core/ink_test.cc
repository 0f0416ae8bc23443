#include "core/ink/ink.h"

#include <gtest/gtest.h>

#include <limits>

namespace digitpad {
namespace {

TEST(Ink, AcceptsEverythingWithinTheLimits) {
  EXPECT_TRUE(ValidateInk({}).ok());
  EXPECT_TRUE(ValidateInk({{}, {{0, 0}}, {{-1e6f, 1e6f}, {3, 4}}}).ok());
  EXPECT_TRUE(ValidateInk(Ink(kMaxStrokes, Stroke(kMaxPoints / kMaxStrokes))).ok());
}

TEST(Ink, RefusesCoordinatesThatAreNoFiniteNumbers) {
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(),
                          std::numeric_limits<float>::infinity(), -1.1e6f}) {
    const Status status = ValidateInk({{{1, 1}}, {{1, 1}, {2, bad}}});
    ASSERT_FALSE(status.ok());
    EXPECT_NE(status.message().find("stroke 1, point 1"), std::string::npos)
        << status.message();
    EXPECT_FALSE(ValidateInk({{{bad, 0}}}).ok());
  }
}

TEST(Ink, RefusesTooManyStrokesAndPoints) {
  EXPECT_FALSE(ValidateInk(Ink(kMaxStrokes + 1)).ok());
  EXPECT_FALSE(ValidateInk({Stroke(kMaxPoints), Stroke(1)}).ok());
}

TEST(Ink, IsEmptyWithoutPoints) {
  EXPECT_TRUE(IsEmpty({}));
  EXPECT_TRUE(IsEmpty({{}, {}}));
  EXPECT_FALSE(IsEmpty({{}, {{1, 2}}}));
}

TEST(Ink, BoundingBoxHoldsAllPoints) {
  const Box box = BoundingBox({{{3, -4}, {10, 6}}, {}, {{-2, 0}}});
  EXPECT_EQ(box.x, -2);
  EXPECT_EQ(box.y, -4);
  EXPECT_EQ(box.w, 12);
  EXPECT_EQ(box.h, 10);
  EXPECT_EQ(BoundingBox({{}}).w, 0);
}

}  // namespace
}  // namespace digitpad
