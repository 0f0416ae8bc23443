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

  std::vector<Result> Read() const {
    std::unique_ptr<Recognizer> recognizer;
    EXPECT_TRUE(Recognizer::Create(EmbeddedModel(), "", &recognizer).ok());
    PictureReader reader(*recognizer);
    EXPECT_TRUE(reader.Start(picture.view()).ok());
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

TEST(RuledPages, NumbersFarLowerThanALineAreLeftOfIt) {
  EXPECT_EQ(ReadPair(Paper::kBlank, 0.2f * kLine), "07 ");
  EXPECT_EQ(ReadPair(Paper::kRuled, 0.2f * kLine), "");
  EXPECT_EQ(ReadPair(Paper::kRuled, 0.8f * kLine), "07 ");
}

TEST(RuledPages, NumbersLowerThanASquareAreLeftOfIt) {
  EXPECT_EQ(ReadPair(Paper::kBlank, 0.6f * kSquare), "07 ");
  EXPECT_EQ(ReadPair(Paper::kSquared, 0.6f * kSquare), "");
  EXPECT_EQ(ReadPair(Paper::kSquared, 2 * kSquare), "07 ");
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
