#include "trainer/eval/picture_table.h"

#include <gtest/gtest.h>

#include "tests/sanitized.h"
#include "trainer/eval/picture_pages.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

// The drawings authored here, as if one person had drawn them all.
ExampleSet AuthoredDigits() {
  ExampleSet set;
  const Status status = LoadStrokeExamples("tests/data/authored.jsonl", &set);
  EXPECT_TRUE(status.ok()) << status.message();
  for (Example& example : set.examples) example.writer = "one";
  return set;
}

TEST(PictureTable, HoldsItsFloorForEachKindOfDamage) {
  PictureTable table;
  const int pages = testing::kSanitized ? 1 : 4;
  const Status status = MeasurePictures(EmbeddedModel(), AuthoredDigits(), {},
                                        {.seed = 3, .pages = pages}, &table);
  ASSERT_TRUE(status.ok()) << status.message();
  ASSERT_EQ(table.rows.size(), std::size(kDamages) + 1);
  EXPECT_EQ(table.rows.back().damage, "touching");
  for (const PictureRow& row : table.rows) {
    EXPECT_EQ(row.numbers, 3 * pages);
    // Floors against getting worse: here each single damage gives 100 %, all of them
    // together 95 %. Touching digits are not read well yet.
    const int floor = row.damage == "touching" ? 0 : row.damage == "all" ? 90 : 97;
    EXPECT_GE(row.digits_right, row.digits * floor / 100) << row.damage;
    EXPECT_GE(row.empty_right, pages - 1) << row.damage;
  }
}

TEST(PictureTable, DependsOnItsSeedAlone) {
  const ExampleSet digits = AuthoredDigits();
  for (const Damage damage : {Damage::kAll, Damage::kJpeg}) {
    Random first({1, 2}), second({1, 2}), other({1, 3});
    const auto some = std::span(digits.examples).first(2);
    const GrayPicture page = DrawPage(some, damage, 0.5f, &first);
    EXPECT_EQ(page.pixels, DrawPage(some, damage, 0.5f, &second).pixels);
    EXPECT_NE(page.pixels, DrawPage(some, damage, 0.5f, &other).pixels);
  }
}

TEST(PictureTable, MatchesAreThoseOfTheBestAlignment) {
  EXPECT_EQ(MatchesOf("1234", "1234"), 4);
  EXPECT_EQ(MatchesOf("1234", "134"), 3);
  EXPECT_EQ(MatchesOf("1234", "12534"), 4);
  EXPECT_EQ(MatchesOf("1234", "1934"), 3);
  EXPECT_EQ(MatchesOf("1234", ""), 0);
  EXPECT_EQ(MatchesOf("", "12"), 0);
}

TEST(PictureTable, SheetsAskForAHundredPictures) {
  ExampleSet set;
  set.pictures.resize(99 * 28 * 28);
  for (size_t i = 0; i < 99; ++i) {
    Example& example = set.examples.emplace_back();
    example.label = "1";
    example.is_picture = true;
    example.picture = i;
  }
  PictureTable table;
  EXPECT_FALSE(MeasureSheets(EmbeddedModel(), set, {}, &table).ok());
}

}  // namespace
}  // namespace digitpad
