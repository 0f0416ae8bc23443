// What the reader takes for a number on ruled paper, and what for the rest of its lines.
#include <gtest/gtest.h>

#include "core/picture_reader.h"
#include "tests/core/test_pictures.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

using testing::DrawLines;

enum class Paper { kBlank, kRuled, kSquared };
constexpr float kLine = 100;  // pixels from line to line
constexpr float kSquare = 40;

struct Page {
  explicit Page(Paper paper) : picture(testing::Paper(900, 600, 235)) {
    testing::Lines lines;
    const float spacing = paper == Paper::kSquared ? kSquare : kLine;
    for (float at = 18; at < 900; at += spacing) {
      if (paper != Paper::kBlank) lines.push_back({{-10, at}, {910, at}});
      if (paper == Paper::kSquared) lines.push_back({{at, -10}, {at, 610}});
    }
    DrawLines(lines, 1.6f, 0.3f, &picture);
  }
  void Write(const testing::Lines& digit) { DrawLines(digit, 4, 0.8f, &picture); }

  std::vector<Result> Read(const NumberRules& rules = {}) const {
    std::unique_ptr<Recognizer> recognizer;
    EXPECT_TRUE(Recognizer::Create(EmbeddedModel(), "", &recognizer).ok());
    PictureReader reader(*recognizer);
    EXPECT_TRUE(reader.Start(picture.view(), rules).ok());
    while (reader.Step()) {
    }
    return reader.results();
  }
  std::string Text() const {
    std::string text;
    for (const Result& result : Read()) text += result.text + " ";
    return text;
  }

  GrayPicture picture;
};

// A number of two digits, so high.
std::string ReadPair(Paper paper, float height) {
  Page page(paper);
  page.Write(testing::Zero({200, 230}, height));
  page.Write(testing::Seven({200 + 0.9f * height, 230}, height));
  return page.Text();
}

TEST(RuledPages, NumbersFarLowerThanALineAreRead) {
  for (const float share : {0.2f, 0.25f, 0.4f, 0.8f}) {
    EXPECT_EQ(ReadPair(Paper::kBlank, share * kLine), "07 ") << share;
    EXPECT_EQ(ReadPair(Paper::kRuled, share * kLine), "07 ") << share;
  }
}

// It is not accepted, but the ink is as sure as without the rule.
TEST(RuledPages, ANumberThatBreaksARuleIsStillThere) {
  Page page(Paper::kSquared);
  page.Write(testing::Zero({200, 230}, 0.6f * kSquare));
  page.Write(testing::Seven({200 + 0.54f * kSquare, 230}, 0.6f * kSquare));
  NumberRules rules;
  rules.min_length = 3;
  const std::vector<Result> results = page.Read(rules);
  ASSERT_EQ(results.size(), 1u);
  EXPECT_EQ(results[0].text, "07");
  EXPECT_FALSE(results[0].accepted);
}

TEST(RuledPages, NumbersLowerThanASquareAreRead) {
  for (const float share : {0.5f, 0.6f, 0.7f, 1.0f, 2.0f}) {
    EXPECT_EQ(ReadPair(Paper::kBlank, share * kSquare), "07 ") << share;
    EXPECT_EQ(ReadPair(Paper::kSquared, share * kSquare), "07 ") << share;
  }
}

// Printed lines of rows and of wider columns, digits of half a row.
TEST(RuledPages, ATableIsReadCellByCell) {
  for (const float line_pen : {1.0f, 3.0f}) {
    Page page(Paper::kBlank);
    testing::Lines lines;
    for (float y = 50; y <= 550; y += 100) lines.push_back({{50, y}, {830, y}});
    for (float x = 50; x <= 830; x += 260) lines.push_back({{x, 50}, {x, 550}});
    DrawLines(lines, line_pen, 0.8f, &page.picture);
    std::string expected;
    for (float y = 75; y < 500; y += 100) {
      for (float x = 100; x < 800; x += 260) {
        page.Write(testing::Zero({x, y}, 50));
        page.Write(testing::Seven({x + 45, y}, 50));
        expected += "07 ";
      }
    }
    EXPECT_EQ(page.Text(), expected) << line_pen;
  }
}

// What a line divides is no number, however near it is.
TEST(RuledPages, NarrowCellsAreNotJoined) {
  Page page(Paper::kBlank);
  testing::Lines lines;
  for (float y = 50; y <= 500; y += 90) lines.push_back({{0, y}, {900, y}});
  for (float x = 50; x <= 830; x += 130) lines.push_back({{x, 0}, {x, 600}});
  DrawLines(lines, 2, 0.8f, &page.picture);
  std::string expected;
  for (float y = 65; y < 450; y += 90) {
    for (float x = 67; x < 800; x += 130) {
      page.Write(testing::Zero({x, y}, 60));
      page.Write(testing::Seven({x + 55, y}, 60));
      expected += "07 ";
    }
  }
  EXPECT_EQ(page.Text(), expected);
}

// Two lines down are no ruling by themselves.
TEST(RuledPages, ATablesInnerLinesAreNoDigits) {
  for (const float end : {20.0f, 50.0f}) {
    Page page(Paper::kBlank);
    testing::Lines lines;
    for (float y = 150; y <= 450; y += 100) lines.push_back({{end, y}, {900 - end, y}});
    for (const float x : {300.0f, 600.0f}) lines.push_back({{x, end}, {x, 600 - end}});
    DrawLines(lines, 3, 0.8f, &page.picture);
    std::string expected;
    for (float y = 65; y < 550; y += 100) {
      for (float x = 90; x < 800; x += 300) {
        page.Write(testing::Zero({x, y}, 60));
        page.Write(testing::Seven({x + 55, y}, 60));
        expected += "07 ";
      }
    }
    EXPECT_EQ(page.Text(), expected) << end;
  }
}

TEST(RuledPages, ALoneLowDigitIsLeftOfALine) {
  const auto read = [](Paper paper, float height) {
    Page page(paper);
    page.Write(testing::Zero({200, 230}, height));
    return page.Text();
  };
  EXPECT_EQ(read(Paper::kBlank, 0.5f * kLine), "0 ");
  EXPECT_EQ(read(Paper::kRuled, 0.5f * kLine), "");
  EXPECT_EQ(read(Paper::kRuled, 0.8f * kLine), "0 ");
}

TEST(RuledPages, ADigitMuchSmallerThanTheNumbersIsLeftOfALine) {
  const auto read = [](Paper paper) {
    Page page(paper);
    page.Write(testing::Zero({200, 130}, 120));
    page.Write(testing::Seven({320, 130}, 120));
    page.Write(testing::Zero({600, 430}, 45));
    return page.Text();
  };
  EXPECT_EQ(read(Paper::kBlank), "07 0 ");
  EXPECT_EQ(read(Paper::kRuled), "07 ");
}

// It may be anything; on ruled paper, a line that leaves the picture.
TEST(RuledPages, ADigitThatTheEdgeCutsOffIsNotAccepted) {
  const auto read = [](Paper paper) {
    Page page(paper);
    page.Write(testing::Zero({-3, 230}, 80));
    return page.Read();
  };
  const auto blank = read(Paper::kBlank);
  ASSERT_EQ(blank.size(), 1u);
  EXPECT_FALSE(blank[0].accepted);
  EXPECT_TRUE(read(Paper::kRuled).empty());
}

// Of which the edge cuts off more than of a large one.
TEST(RuledPages, SmallPagesOfNothingGiveNothing) {
  for (const int side : {120, 200, 250}) {
    for (const float spacing : {17.0f, 23.0f, 43.0f}) {
      for (const float slope : {0.0f, 0.03f, -0.05f}) {
        for (const bool is_squared : {false, true}) {
          for (const float strength : {0.28f, 0.5f}) {
            Page page(Paper::kBlank);
            page.picture = testing::Paper(side, side, 235);
            testing::Lines lines;
            const auto end = static_cast<float>(side);
            for (float at = -end; at < 2 * end; at += spacing) {
              lines.push_back({{0, at}, {end, at + slope * end}});
              if (is_squared) lines.push_back({{at, 0}, {at - slope * end, end}});
            }
            DrawLines(lines, 2, strength, &page.picture);
            EXPECT_EQ(page.Text(), "") << side << " " << spacing << " " << slope << " "
                                       << is_squared << " " << strength;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace digitpad
