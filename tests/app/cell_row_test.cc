#include "wasm/app/cell_row.h"

#include <gtest/gtest.h>

#include "core/read_options.h"

namespace digitpad {
namespace {

constexpr float kEm = 16;

constexpr Vec2 kAreas[] = {{176, 208}, {358, 430}, {480, 208}, {870, 560}, {960, 830}};

TEST(CellRow, TakesWholeNumbersFrom1To20) {
  int count = 0;
  EXPECT_TRUE(ParseCellCount("1", &count).ok());
  EXPECT_EQ(count, 1);
  EXPECT_TRUE(ParseCellCount("20", &count).ok());
  EXPECT_EQ(count, 20);
  for (const char* value : {"", "0", "21", "-1", "+4", "4.5", "4 ", "0x4", "four", "104",
                            "4294967297", "4&"}) {
    const Status status = ParseCellCount(value, &count);
    EXPECT_EQ(status.code(), StatusCode::kInvalid) << value;
    EXPECT_NE(status.message().find("boxes"), std::string::npos) << status.message();
  }
  EXPECT_EQ(count, 20);
}

TEST(CellRow, LiesInTheMiddleWithRoomForHintAndTags) {
  for (const Vec2 area : kAreas) {
    for (int count = 1; count <= kMostCells; ++count) {
      SCOPED_TRACE(::testing::Message() << area.x << "x" << area.y << ": " << count);
      const Box row = PlaceCellRow(area, count, kEm);
      EXPECT_NEAR(row.x, area.x - row.x - row.w, 1);
      EXPECT_NEAR(row.y, area.y - row.y - row.h, 1);
      EXPECT_GE(row.x, 11);
      EXPECT_GE(row.y, kCellRowMargin * kEm - 1);
      const Vec2 reach = ReachOfCellRow(row, kEm);
      EXPECT_LE(reach.x, area.x + 1);
      EXPECT_LE(reach.y, area.y);
    }
  }
}

TEST(CellRow, HasEqualCellsSideBySideInADigitsShape) {
  for (const Vec2 area : kAreas) {
    for (const int count : {1, 4, 6, 20}) {
      SCOPED_TRACE(::testing::Message() << area.x << "x" << area.y << ": " << count);
      const auto cells = EqualCells(PlaceCellRow(area, count, kEm), count);
      for (size_t i = 0; i < cells.size(); ++i) {
        EXPECT_EQ(cells[i].w, cells[0].w);
        EXPECT_EQ(cells[i].h, cells[0].h);
        EXPECT_EQ(cells[i].y, cells[0].y);
        EXPECT_EQ(cells[i].x, cells[0].x + cells[0].w * static_cast<float>(i));
      }
      EXPECT_GE(cells[0].h, cells[0].w);
      EXPECT_LE(cells[0].h, cells[0].w * 1.4f);
    }
  }
}

TEST(CellRow, FillsTheWidthOrTheHeightUnlessItIsLargeEnough) {
  EXPECT_GT(PlaceCellRow({358, 430}, 6, kEm).w, 320);
  EXPECT_GT(PlaceCellRow({480, 208}, 2, kEm).h, 105);
  EXPECT_LT(PlaceCellRow({960, 830}, 1, kEm).w, 250);
}

TEST(CellRow, FacesLeaveAGapAndStayWithinTheirCells) {
  for (const float width : {8.0f, 17.0f, 54.0f, 200.0f}) {
    const Box left = CellFace({0, 0, width, 100});
    const Box right = CellFace({width, 0, width, 100});
    EXPECT_GT(right.x, left.x + left.w);
    EXPECT_LE(right.x, left.x + left.w + 8.01f);
    EXPECT_GE(left.x, 0);
    EXPECT_GT(left.w, width * 0.9f);
    EXPECT_EQ(left.h, 100);
  }
}

TEST(CellRow, APenSuitsItsCellAndIsNeverWidened) {
  EXPECT_LT(PenWidthForCell({0, 0, 20, 26}, 8), 3);
  EXPECT_EQ(PenWidthForCell({0, 0, 200, 260}, 8), 8);
}

}  // namespace
}  // namespace digitpad
