#include "core/formats/strokes_json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace digitpad {
namespace {

std::vector<Drawing> Parse(std::string_view text) {
  std::vector<Drawing> drawings;
  const Status status = ParseStrokesFile(text, &drawings);
  EXPECT_TRUE(status.ok()) << status.message();
  return drawings;
}

std::string Error(std::string_view text) {
  std::vector<Drawing> drawings(1);
  drawings[0].label = "old";
  const Status status = ParseStrokesFile(text, &drawings);
  EXPECT_EQ(status.code(), StatusCode::kInvalid) << text;
  EXPECT_EQ(drawings.size(), 1u) << "changed by a failed call";
  return status.message();
}

std::string Points(int count) {
  std::string points;
  for (int i = 0; i < count; ++i) points += i == 0 ? "[1,2]" : ",[1,2]";
  return points;
}

TEST(StrokesFile, ReadsAllThatADrawingHolds) {
  const auto drawings = Parse(R"({"label":"7","writer":12,"width":500,"height":400.5,)"
                              R"("strokes":[[[1,2],[3.5,-4,20]],[[5,6,0,0.25,99]]]})");
  ASSERT_EQ(drawings.size(), 1u);
  const Drawing& drawing = drawings[0];
  EXPECT_EQ(drawing.label, "7");
  EXPECT_EQ(drawing.writer, "12");
  EXPECT_EQ(drawing.width, 500);
  EXPECT_EQ(drawing.height, 400.5f);
  ASSERT_EQ(drawing.ink.size(), 2u);
  ASSERT_EQ(drawing.ink[0].size(), 2u);
  EXPECT_EQ(drawing.ink[0][0].x, 1);
  EXPECT_EQ(drawing.ink[0][0].y, 2);
  EXPECT_LT(drawing.ink[0][0].time_ms, 0);
  EXPECT_EQ(drawing.ink[0][1].y, -4);
  EXPECT_EQ(drawing.ink[0][1].time_ms, 20);
  EXPECT_LT(drawing.ink[0][1].pressure, 0);
  EXPECT_EQ(drawing.ink[1][0].time_ms, 0);
  EXPECT_EQ(drawing.ink[1][0].pressure, 0.25f);
}

TEST(StrokesFile, AllButStrokesMayBeNullOrAbsent) {
  for (
      const char* line :
      {R"({"strokes":[[[1,2]]]})",
       R"({"label":null,"writer":null,"width":null,"height":null,"strokes":[[[1,2]]]})"}) {
    const auto drawings = Parse(line);
    ASSERT_EQ(drawings.size(), 1u);
    EXPECT_EQ(drawings[0].label, "");
    EXPECT_EQ(drawings[0].writer, "");
    EXPECT_EQ(drawings[0].width, 0);
    EXPECT_EQ(drawings[0].height, 0);
  }
}

TEST(StrokesFile, ComparesWritersAsText) {
  EXPECT_EQ(Parse(R"({"writer":7,"strokes":[[[1,2]]]})")[0].writer,
            Parse(R"({"writer":"7","strokes":[[[1,2]]]})")[0].writer);
  EXPECT_EQ(Parse(R"({"writer":-18446,"strokes":[[]]})")[0].writer, "-18446");
}

TEST(StrokesFile, IgnoresUnknownKeys) {
  const auto drawings = Parse(
      R"({"app":{"strokes":[[["x"]]],"label":3},"v":[1,[2,{}]],"strokes":[[[1,2]]],"v":1})");
  ASSERT_EQ(drawings.size(), 1u);
  EXPECT_EQ(drawings[0].label, "");
  ASSERT_EQ(drawings[0].ink.size(), 1u);
  EXPECT_EQ(drawings[0].ink[0].size(), 1u);
}

TEST(StrokesFile, SkipsBlankLinesAndTakesEveryLineEnd) {
  EXPECT_EQ(Parse("").size(), 0u);
  EXPECT_EQ(Parse("\n \t\r\n").size(), 0u);
  EXPECT_EQ(Parse("\n{\"strokes\":[[[1,2]]]}\r\n\n{\"strokes\":[[[1,2]]]}").size(), 2u);
}

TEST(StrokesFile, KeepsStrokesWithoutPoints) {
  const auto drawings = Parse(R"({"strokes":[[],[[1,2]]]})");
  ASSERT_EQ(drawings[0].ink.size(), 2u);
  EXPECT_TRUE(drawings[0].ink[0].empty());
}

TEST(StrokesFile, TimeAndPressureWithoutSenseAreUnknown) {
  const Point point = Parse(R"({"strokes":[[[1,2,-5,512]]]})")[0].ink[0][0];
  EXPECT_LT(point.time_ms, 0);
  EXPECT_LT(point.pressure, 0);
}

TEST(StrokesFile, KeepsWhatEachStrokeWasDrawnWith) {
  const auto drawings = Parse(
      R"({"pointers":["pen","touch","mouse"],"strokes":[[[1,2],[3,4]],[[5,6]],[[7,8]]]})");
  const Ink& ink = drawings[0].ink;
  EXPECT_EQ(ink[0][1].pointer, PointerKind::kPen);
  EXPECT_EQ(ink[1][0].pointer, PointerKind::kTouch);
  EXPECT_EQ(ink[2][0].pointer, PointerKind::kMouse);
  EXPECT_EQ(
      FormatDrawing(drawings[0]),
      R"({"strokes":[[[1,2],[3,4]],[[5,6]],[[7,8]]],"pointers":["pen","touch","mouse"]})");
}

TEST(StrokesFile, PointersWithoutSenseAreUnknown) {
  for (const char* pointers : {R"("pen")", "7", "null", "{}", "[]", R"(["nose"])",
                               R"([1.5])", R"([["pen"]])", R"([{"a":"pen"}])"}) {
    const auto drawings =
        Parse(R"({"strokes":[[[1,2]]],"pointers":)" + std::string(pointers) + "}");
    ASSERT_EQ(drawings.size(), 1u) << pointers;
    EXPECT_EQ(drawings[0].ink[0][0].pointer, PointerKind::kUnknown) << pointers;
  }
  // Each keeps its place beside those without sense, and there may be too many.
  const auto drawings = Parse(
      R"({"strokes":[[[1,2]],[[3,4]]],"pointers":[["pen",[1]],"touch","pen","pen"]})");
  EXPECT_EQ(drawings[0].ink[0][0].pointer, PointerKind::kUnknown);
  EXPECT_EQ(drawings[0].ink[1][0].pointer, PointerKind::kTouch);
  EXPECT_EQ(FormatDrawing(drawings[0]),
            R"({"strokes":[[[1,2]],[[3,4]]],"pointers":["","touch"]})");
}

TEST(StrokesFile, RejectsALineCutAnywhere) {
  const std::string line = R"({"label":"7","writer":1,"strokes":[[[1,2],[3.5,-4e1]]]})";
  for (size_t size = 1; size < line.size(); ++size) {
    EXPECT_EQ(Error("{\"strokes\":[[]]}\n\n" + line.substr(0, size)),
              "line 3: the line ends within its JSON");
  }
}

TEST(StrokesFile, RejectsNumbersThatAreNone) {
  for (const char* number :
       {"NaN", "nan", "Infinity", "-Infinity", "1.", "0x1", "+1", "''"}) {
    const std::string line = "{\"strokes\":[[[1," + std::string(number) + "]]]}";
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "line 1: byte ", Error(line)) << number;
  }
  EXPECT_EQ(Error(R"({"strokes":[[[NaN,2]]]})"),
            "line 1: byte 15: not JSON from here on: \"NaN,2]]]}\"");
}

TEST(StrokesFile, RejectsNumbersOutOfRange) {
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "number out of range",
                      Error(R"({"strokes":[[[1,1e999]]]})"));
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "line 1: stroke 0, point 1",
                      Error(R"({"strokes":[[[1,2],[1e300,1]]]})"));
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "line 1: stroke 1, point 0",
                      Error(R"({"strokes":[[],[[1,1000001]]]})"));
  EXPECT_EQ(Parse(R"({"strokes":[[[-1000000,1e6]]]})").size(), 1u);
  EXPECT_EQ(Parse(R"({"strokes":[[[1e-60,-0]]]})")[0].ink[0][0].x, 0);
  EXPECT_EQ(Error(R"({"width":-1,"strokes":[[]]})"),
            "line 1: \"width\" is not a number from 0 to 2000000");
}

TEST(StrokesFile, RejectsADrawingWithoutStrokes) {
  EXPECT_EQ(Error("{}"), "line 1: no strokes");
  EXPECT_EQ(Error(R"({"label":"1"})"), "line 1: no strokes");
  EXPECT_EQ(Error(R"({"strokes":null})"), "line 1: no strokes: they are null");
  EXPECT_EQ(Error(R"({"strokes":[]})"), "line 1: 0 strokes");
}

TEST(StrokesFile, RejectsKeysThatAreThereTwice) {
  EXPECT_EQ(Error(R"({"label":"1","strokes":[[]],"label":"2"})"),
            "line 1: key \"label\" is there twice");
}

TEST(StrokesFile, RejectsWrongTypes) {
  for (const char* line : {"[]", "7", "\"x\"", "null", "true"}) {
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "line 1: a drawing is an object, not ",
                        Error(line))
        << line;
  }
  EXPECT_EQ(Error(R"({"label":7,"strokes":[]})"), "line 1: \"label\" cannot be a number");
  EXPECT_EQ(Error(R"({"label":["7"],"strokes":[]})"),
            "line 1: \"label\" cannot be an array");
  EXPECT_EQ(Error(R"({"writer":1.5})"), "line 1: \"writer\" cannot be a number");
  EXPECT_EQ(Error(R"({"width":"5"})"), "line 1: \"width\" cannot be a string");
  EXPECT_EQ(Error(R"({"strokes":{}})"), "line 1: \"strokes\" cannot be an object");
  EXPECT_EQ(Error(R"({"strokes":[7]})"), "line 1: strokes: a number where none belongs");
  EXPECT_EQ(Error(R"({"strokes":[[7]]})"),
            "line 1: stroke 0: a number where none belongs");
  EXPECT_EQ(Error(R"({"strokes":[[[1,2],{"x":1}]]})"),
            "line 1: stroke 0: an object where none belongs");
  EXPECT_EQ(Error(R"({"strokes":[[[1,2],[1,null]]]})"),
            "line 1: stroke 0, point 1: null where none belongs");
  EXPECT_EQ(Error(R"({"strokes":[[[1,[2]]]]})"),
            "line 1: stroke 0, point 0: an array where none belongs");
}

TEST(StrokesFile, RejectsAPointWithoutXAndY) {
  EXPECT_EQ(Error(R"({"strokes":[[[1,2]],[[1]]]})"),
            "line 1: stroke 1, point 0: a point needs x and y");
  EXPECT_EQ(Error(R"({"strokes":[[[]]]})"),
            "line 1: stroke 0, point 0: a point needs x and y");
}

TEST(StrokesFile, RejectsTextThatIsNotUtf8) {
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "line 1: byte ",
                      Error("{\"label\":\"\xC3\x28\",\"strokes\":[[]]}"));
}

// The parser alone would take it for the end, and what follows for nothing.
TEST(StrokesFile, RejectsANulByte) {
  const std::string line = R"({"strokes":[[[1,2],[30,40]]]})";
  const std::string nul(1, '\0');
  for (const std::string& rest : {nul, nul + " GARBAGE", nul + "\n" + line}) {
    EXPECT_EQ(Error(line + rest), "line 1: byte 30: a NUL byte is no JSON");
  }
  EXPECT_EQ(Error(line + "\n" + nul), "line 2: byte 1: a NUL byte is no JSON");
  EXPECT_EQ(Error(R"({"label":")" + nul + R"(","strokes":[[[1,2]]]})"),
            "line 1: byte 11: a NUL byte is no JSON");
}

TEST(StrokesFile, RejectsNestingBombs) {
  const std::string bomb(1000000, '[');
  EXPECT_EQ(Error(R"({"x":)" + bomb), "line 1: nested too deeply");
  EXPECT_EQ(Error(R"({"strokes":)" + bomb),
            "line 1: stroke 0, point 0: an array where none belongs");
  std::string objects;
  for (int i = 0; i < 100000; ++i) objects += R"({"a":)";
  EXPECT_EQ(Error(objects), "line 1: nested too deeply");
}

TEST(StrokesFile, HoldsTheLimitsOfInk) {
  const std::string full = "{\"strokes\":[[" + Points(kMaxPoints) + "]]}";
  EXPECT_EQ(Parse(full)[0].ink[0].size(), size_t{kMaxPoints});
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "line 1: ",
                      Error("{\"strokes\":[[" + Points(kMaxPoints) + "],[[1,2]]]}"));
  std::string strokes = "[[1,2]]";
  for (int i = 1; i < kMaxStrokes; ++i) strokes += ",[[1,2]]";
  EXPECT_EQ(Parse("{\"strokes\":[" + strokes + "]}")[0].ink.size(), size_t{kMaxStrokes});
  EXPECT_PRED_FORMAT2(::testing::IsSubstring,
                      "line 1: ", Error("{\"strokes\":[" + strokes + ",[[1,2]]]}"));
}

// The lines are cut short, so only an error before their ends can name the limit.
TEST(StrokesFile, RefusesTooMuchWhereItStandsNotAtTheEnd) {
  std::string strokes = R"({"strokes":[)";
  for (int i = 0; i <= kMaxStrokes; ++i) strokes += "[],";
  EXPECT_EQ(Error(strokes), "line 1: more than 1000 strokes");
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "more than 20000 points",
                      Error(R"({"strokes":[[)" + Points(kMaxPoints + 1) + ","));
}

TEST(FormatDrawing, WritesOneLineInTheOrderOfTheContract) {
  Drawing drawing;
  drawing.label = "7";
  drawing.writer = "12";
  drawing.width = 500;
  drawing.height = 400.5f;
  drawing.ink = {{{1, 2}, {0.1f, -3}}, {{5, 6, 20}, {5, 6, -1, 0.5f}}};
  EXPECT_EQ(FormatDrawing(drawing),
            R"({"label":"7","writer":"12","width":500,"height":400.5,)"
            R"("strokes":[[[1,2],[0.1,-3]],[[5,6,20],[5,6,-1,0.5]]]})");
}

TEST(FormatDrawing, LeavesOutWhatIsUnknown) {
  Drawing drawing;
  drawing.ink = {{}, {{1, 2}}};
  EXPECT_EQ(FormatDrawing(drawing), R"({"strokes":[[],[[1,2]]]})");
}

TEST(FormatDrawing, EscapesText) {
  Drawing drawing;
  drawing.label = "\"\\\n\t\x01 \xE4\xB8\x83";
  drawing.ink = {{{1, 2}}};
  const std::string line = FormatDrawing(drawing);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(Parse(line)[0].label, drawing.label);
}

TEST(FormatDrawing, WritesMinusZeroAsTheZeroThatItReadsBackAs) {
  Drawing drawing;
  drawing.ink = {{{-0.0f, 1, -0.0f}}};
  const std::string line = FormatDrawing(drawing);
  EXPECT_EQ(line, R"({"strokes":[[[0,1,0]]]})");
  EXPECT_EQ(FormatDrawing(Parse(line)[0]), line);
}

TEST(FormatDrawing, EveryFloatReadsBackToItself) {
  uint32_t state = 1;
  const auto random = [&state] {
    state = state * 1664525 + 1013904223;  // Numerical Recipes' generator
    return static_cast<float>(state >> 8) / (1 << 24);
  };
  Drawing drawing;
  drawing.ink.emplace_back();
  for (int i = 0; i < 5000; ++i) {
    const float scale = std::pow(10.0f, random() * 50 - 44);
    drawing.ink[0].push_back(
        {random() * scale, -random() * scale, 1e6f * random(), random()});
  }
  const float smallest = std::numeric_limits<float>::denorm_min();
  drawing.ink[0].push_back({smallest, -kMaxCoordinate});
  const auto back = Parse(FormatDrawing(drawing));
  ASSERT_EQ(back.size(), 1u);
  ASSERT_EQ(back[0].ink[0].size(), drawing.ink[0].size());
  for (size_t i = 0; i < drawing.ink[0].size(); ++i) {
    EXPECT_EQ(back[0].ink[0][i].x, drawing.ink[0][i].x);
    EXPECT_EQ(back[0].ink[0][i].y, drawing.ink[0][i].y);
    EXPECT_EQ(back[0].ink[0][i].time_ms, drawing.ink[0][i].time_ms);
    EXPECT_EQ(back[0].ink[0][i].pressure, drawing.ink[0][i].pressure);
  }
}

}  // namespace
}  // namespace digitpad
