#include "wasm/app/number_list.h"

#include <gtest/gtest.h>

#include "core/formats/strokes_json.h"
#include "wasm/app/strokes_line.h"

namespace digitpad {
namespace {

Result MakeResult(const std::string& text, bool accepted) {
  Result result;
  result.text = text;
  result.accepted = accepted;
  result.confidence = 9876;
  for (size_t i = 0; i < text.size(); ++i) {
    Digit digit;
    digit.label = text.substr(i, 1);
    digit.confidence = 9876;
    digit.box = {10.0f * static_cast<float>(i), 5, 8, 20.25f};
    result.digits.push_back(digit);
  }
  return result;
}

TEST(NumberList, CsvFollowsRfc4180) {
  std::vector<ReadNumber> numbers = {MakeReadNumber(MakeResult("42", true)),
                                     MakeReadNumber(MakeResult("7", false)),
                                     MakeReadNumber(MakeResult("1", true))};
  numbers[2].correction = "1,\"5\"";
  EXPECT_EQ(FormatCsv(numbers),
            "number,text,read,confidence,x,y,w,h\r\n"
            "1,42,42,0.9876,0.0,5.0,18.0,20.3\r\n"
            "2,?,7,0.9876,0.0,5.0,8.0,20.3\r\n"
            "3,\"1,\"\"5\"\"\",1,0.9876,0.0,5.0,8.0,20.3\r\n");
}

TEST(NumberList, JsonIsResultsWithTheirCorrections) {
  std::vector<ReadNumber> numbers = {MakeReadNumber(MakeResult("4", true)),
                                     MakeReadNumber(MakeResult("7", false))};
  numbers[1].correction = "a\"\n";
  std::string first, second;
  AppendJson(numbers[0].result, &first);
  AppendJson(numbers[1].result, &second);
  first.pop_back();
  second.pop_back();
  EXPECT_EQ(FormatJson(numbers), "[" + first + ",\"corrected\":null},\n" + second +
                                     ",\"corrected\":\"a\\\"\\u000a\"}]\n");
  EXPECT_EQ(FormatJson({}), "[]\n");
}

TEST(StrokesLine, ReadsBackToTheSameValues) {
  const Ink ink = {{{1.5f, 2.25f, 0, 0.3f}, {1.1f, 1e-3f, 16.7f, 1}},
                   {{123456.7f, -8}, {0.012345678f, -1e-9f, -1, 0.5f}},
                   {{1, 2, -1, -1, PointerKind::kTouch}}};
  const std::string line = FormatStrokesLine("42", {500, 300.5f}, ink);
  std::vector<Drawing> drawings;
  const Status status = ParseStrokesFile(line, &drawings);
  ASSERT_TRUE(status.ok()) << status.message();
  ASSERT_EQ(drawings.size(), 1u);
  EXPECT_EQ(drawings[0].label, "42");
  EXPECT_EQ(drawings[0].width, 500);
  EXPECT_EQ(drawings[0].height, 300.5f);
  ASSERT_EQ(drawings[0].ink.size(), ink.size());
  for (size_t i = 0; i < ink.size(); ++i) {
    ASSERT_EQ(drawings[0].ink[i].size(), ink[i].size());
    for (size_t j = 0; j < ink[i].size(); ++j) {
      EXPECT_EQ(drawings[0].ink[i][j].x, ink[i][j].x);
      EXPECT_EQ(drawings[0].ink[i][j].y, ink[i][j].y);
      EXPECT_EQ(drawings[0].ink[i][j].time_ms, ink[i][j].time_ms);
      EXPECT_EQ(drawings[0].ink[i][j].pressure, ink[i][j].pressure);
      EXPECT_EQ(drawings[0].ink[i][j].pointer, ink[i][j].pointer);
    }
  }
}

TEST(StrokesLine, EscapesTheLabelOfAnyModel) {
  std::vector<Drawing> drawings;
  const Status status =
      ParseStrokesFile(FormatStrokesLine("\"7\\\n", {9, 9}, {{{1, 2}}}), &drawings);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(drawings[0].label, "\"7\\\n");
}

TEST(StrokesLine, IsTheLineThatTheFormatsWrite) {
  Drawing drawing;
  drawing.label = "4";
  drawing.width = 640;
  drawing.height = 480.25f;
  drawing.ink = {{{0.1f, 123456.7f, 12.3f, 0.7f}, {-3.14159f, 2, -1, 1}}, {{7, 8, 1e4f}}};
  EXPECT_EQ(FormatStrokesLine("4", {640, 480.25f}, drawing.ink),
            FormatDrawing(drawing) + "\n");
}

TEST(StrokesLine, WithoutALabelHasNone) {
  const std::string line = FormatStrokesLine("", {10, 10}, {{{1, 2}}});
  EXPECT_EQ(line, "{\"width\":10,\"height\":10,\"strokes\":[[[1,2]]]}\n");
}

}  // namespace
}  // namespace digitpad
