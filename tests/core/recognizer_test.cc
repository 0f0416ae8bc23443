#include "core/recognizer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/nn/softmax.h"
#include "tests/core/counting_allocator.h"
#include "tests/core/test_models.h"

namespace digitpad {
namespace {

using testing::MakeModel;

const Ink kInk = {{{10, 10}, {40, 12}}, {}, {{30, 5}, {28, 60}}};

std::unique_ptr<Recognizer> Make(const Model& model) {
  std::unique_ptr<Recognizer> recognizer;
  const Status status = Recognizer::Create(SerializeModel(model), "", &recognizer);
  EXPECT_TRUE(status.ok()) << status.message();
  return recognizer;
}

TEST(Recognizer, RunsTheKernelThatWasForced) {
  const auto file = SerializeModel(MakeModel(5, 3));
  std::unique_ptr<Recognizer> recognizer;
  ASSERT_TRUE(Recognizer::Create(file, "portable", &recognizer).ok());
  EXPECT_STREQ(recognizer->kernel(), "portable");
  const Recognizer* before = recognizer.get();
  const Status status = Recognizer::Create(file, "abacus", &recognizer);
  EXPECT_EQ(status.code(), StatusCode::kUnsupported);
  EXPECT_NE(status.message().find("abacus"), std::string::npos);
  EXPECT_EQ(recognizer.get(), before);
}

TEST(Recognizer, BadModelLeavesTheOldOneInPlace) {
  auto recognizer = Make(MakeModel(5, 3));
  const Recognizer* before = recognizer.get();
  auto file = SerializeModel(MakeModel(5, 4));
  file[file.size() / 2] ^= 1;
  EXPECT_EQ(Recognizer::Create(file, "", &recognizer).code(), StatusCode::kInvalid);
  EXPECT_EQ(recognizer.get(), before);
}

TEST(Recognizer, ResultDescribesTheInk) {
  auto recognizer = Make(MakeModel(5, 3));
  Result result;
  ASSERT_TRUE(recognizer->Read(kInk, ReadMode::kSingle, &result).ok());
  ASSERT_EQ(result.digits.size(), 1u);
  const Digit& digit = result.digits[0];
  EXPECT_EQ(digit.strokes, (std::vector<int>{0, 2}));
  EXPECT_EQ(digit.box.x, 10);
  EXPECT_EQ(digit.box.y, 5);
  EXPECT_EQ(digit.box.w, 30);
  EXPECT_EQ(digit.box.h, 55);
  EXPECT_EQ(digit.label, result.text);
  EXPECT_EQ(digit.alternatives[0].label, digit.label);
  for (size_t i = 1; i < digit.alternatives.size(); ++i) {
    EXPECT_LE(digit.alternatives[i].confidence, digit.alternatives[i - 1].confidence);
  }
}

TEST(Recognizer, TimePressureAndPointerMakeNoDifference) {
  Ink other = kInk;
  for (Stroke& stroke : other) {
    for (Point& point : stroke) {
      point.time_ms = 7;
      point.pressure = 0.25f;
      point.pointer = PointerKind::kTouch;
    }
  }
  for (const ReadMode mode : {ReadMode::kSingle, ReadMode::kNumber}) {
    Result plain, drawn;
    std::string first, second;
    ASSERT_TRUE(Make(MakeModel(5, 3))->Read(kInk, mode, &plain).ok());
    ASSERT_TRUE(Make(MakeModel(5, 3))->Read(other, mode, &drawn).ok());
    AppendJson(plain, &first);
    AppendJson(drawn, &second);
    EXPECT_EQ(first, second);
  }
}

TEST(Recognizer, AReusedResultIsAsGoodAsNew) {
  auto recognizer = Make(MakeModel(5, 3));
  Result reused, fresh;
  std::string first, second;
  ASSERT_TRUE(recognizer->Read({{{0, 0}, {9, 9}}}, ReadMode::kSingle, &reused).ok());
  ASSERT_TRUE(recognizer->Read(kInk, ReadMode::kSingle, &reused).ok());
  ASSERT_TRUE(recognizer->Read(kInk, ReadMode::kSingle, &fresh).ok());
  AppendJson(reused, &first);
  AppendJson(fresh, &second);
  EXPECT_EQ(first, second);
}

TEST(Recognizer, AWarmReadingAllocatesNothing) {
  auto recognizer = Make(MakeModel(5, 3));
  const Ink other = {{{5, 80}, {44, 9}, {3, 3}}};
  const std::vector<uint8_t> picture(28 * 28, 90);
  Result result;
  size_t before = 0;
  for (int round = 0; round < 2; ++round) {
    before = testing::AllocationCount();
    ASSERT_TRUE(recognizer->Read(kInk, ReadMode::kSingle, &result).ok());
    ASSERT_TRUE(recognizer->Read(other, ReadMode::kSingle, &result).ok());
    recognizer->ReadPicture(picture, &result);
    // The first round shows that allocations are counted at all.
    if (round == 0) {
      EXPECT_GT(testing::AllocationCount(), before);
    }
  }
  EXPECT_EQ(testing::AllocationCount(), before);
}

TEST(Recognizer, NoInkGivesTheEmptyResult) {
  auto recognizer = Make(MakeModel(5, 3));
  for (const Ink& ink : {Ink(), Ink(3)}) {
    Result result;
    ASSERT_TRUE(recognizer->Read(kInk, ReadMode::kSingle, &result).ok());
    ASSERT_TRUE(recognizer->Read(ink, ReadMode::kSingle, &result).ok());
    EXPECT_TRUE(result.text.empty());
    EXPECT_FALSE(result.accepted);
    EXPECT_TRUE(result.digits.empty());
  }
}

TEST(Recognizer, AnyInkWithinTheLimitsGetsAWholeResult) {
  const Stroke equal_points(50, Point{200, 200});
  Stroke dense;
  for (int i = 0; i < kMaxPoints; ++i) {
    dense.push_back({i * 37 % 401 * 1.0f, i * 73 % 389 * 1.0f});
  }
  const Ink crowd(kMaxStrokes, {{0, 0}, {90, 70}});
  const Ink farthest = {{{-1e6f, -1e6f}}, {{1e6f, 1e6f}}};
  const Ink smallest = {{{0, 0}, {1e-40f, 1e-45f}}};
  auto recognizer = Make(MakeModel(5, 3));
  for (const Ink& ink : {Ink{{{200, 200}}}, Ink{equal_points}, Ink{{{1, 5}, {300, 5}}},
                         Ink{dense}, crowd, farthest, smallest}) {
    Result result;
    ASSERT_TRUE(recognizer->Read(ink, ReadMode::kSingle, &result).ok());
    ASSERT_EQ(result.digits.size(), 1u);
    const Digit& digit = result.digits[0];
    EXPECT_EQ(digit.strokes.size(), ink.size());
    EXPECT_EQ(digit.alternatives[0].label, result.text);
    int sum = 0;
    for (const int32_t probability : recognizer->probabilities()) sum += probability;
    EXPECT_NEAR(sum, kConfidenceOne, 10);  // each is rounded by itself
    EXPECT_LE(digit.box.w, 2 * kMaxCoordinate);
    EXPECT_LE(digit.box.h, 2 * kMaxCoordinate);
  }
}

TEST(Recognizer, BadInkIsRefusedAndClearsTheResult) {
  auto recognizer = Make(MakeModel(5, 3));
  Result result;
  ASSERT_TRUE(recognizer->Read(kInk, ReadMode::kSingle, &result).ok());
  const Ink bad = {{{0, std::numeric_limits<float>::quiet_NaN()}}};
  EXPECT_EQ(recognizer->Read(bad, ReadMode::kSingle, &result).code(),
            StatusCode::kInvalid);
  EXPECT_TRUE(result.digits.empty());
}

TEST(Recognizer, AcceptsFromTheThresholdOfTheModelOn) {
  Model model = MakeModel(5, 3);
  Result result;
  ASSERT_TRUE(Make(model)->Read(kInk, ReadMode::kSingle, &result).ok());
  model.calibration.accept = result.confidence;
  ASSERT_TRUE(Make(model)->Read(kInk, ReadMode::kSingle, &result).ok());
  EXPECT_TRUE(result.accepted);
  model.calibration.accept = result.confidence + 1;
  ASSERT_TRUE(Make(model)->Read(kInk, ReadMode::kSingle, &result).ok());
  EXPECT_FALSE(result.accepted);
  EXPECT_FALSE(result.text.empty());
}

TEST(Recognizer, TheSettingTakesTheThresholdsPlace) {
  Model model = MakeModel(5, 3);
  model.calibration.accept = 4321;
  auto recognizer = Make(model);
  EXPECT_EQ(recognizer->min_confidence(), 4321);
  Result result;
  ASSERT_TRUE(recognizer->Read(kInk, ReadMode::kSingle, &result).ok());
  recognizer->set_min_confidence(result.confidence);
  ASSERT_TRUE(recognizer->Read(kInk, ReadMode::kSingle, &result).ok());
  EXPECT_TRUE(result.accepted);
  std::string accepted, refused;
  AppendJson(result, &accepted);
  recognizer->set_min_confidence(result.confidence + 1);
  ASSERT_TRUE(recognizer->Read(kInk, ReadMode::kSingle, &result).ok());
  EXPECT_FALSE(result.accepted);
  // Text, confidence and alternatives stay.
  result.accepted = true;
  AppendJson(result, &refused);
  EXPECT_EQ(refused, accepted);
}

TEST(Recognizer, TheSettingHoldsForPicturesToo) {
  auto recognizer = Make(MakeModel(5, 3));
  const std::vector<uint8_t> picture(28 * 28, 90);
  Result result;
  for (const int least : {0, kConfidenceOne + 1}) {
    recognizer->set_min_confidence(least);
    recognizer->ReadPicture(picture, &result);
    EXPECT_EQ(result.accepted, least == 0);
  }
}

TEST(Recognizer, NoneOfTheseIsNeverAcceptedAndNeverALabel) {
  Model model = MakeModel(5, 3);
  Result result;
  ASSERT_TRUE(Make(model)->Read(kInk, ReadMode::kSingle, &result).ok());
  const size_t best = static_cast<size_t>(std::stoi(result.text));
  model.labels[best].clear();
  model.calibration.accept = 0;
  ASSERT_TRUE(Make(model)->Read(kInk, ReadMode::kSingle, &result).ok());
  EXPECT_FALSE(result.accepted);
  EXPECT_NE(result.text, std::to_string(best));
  for (const Alternative& a : result.digits[0].alternatives)
    EXPECT_FALSE(a.label.empty());
}

TEST(Recognizer, PictureGoesToTheNetworkAsItIs) {
  auto recognizer = Make(MakeModel(5, 3));
  std::vector<uint8_t> picture(28 * 28);
  for (size_t i = 0; i < picture.size(); ++i) picture[i] = static_cast<uint8_t>(i * 7);
  Result result;
  recognizer->ReadPicture(picture, &result);
  ASSERT_EQ(recognizer->input().size(), picture.size() * 5);
  for (size_t i = 0; i < picture.size(); ++i) {
    ASSERT_EQ(recognizer->input()[i * 5], picture[i]);
    ASSERT_EQ(recognizer->input()[i * 5 + 1], 0);
  }
  ASSERT_EQ(result.digits.size(), 1u);
  EXPECT_TRUE(result.digits[0].strokes.empty());
}

// Three strokes far apart.
const Ink kRow = {{{10, 10}, {40, 90}}, {{200, 10}, {190, 90}}, {{400, 12}, {440, 80}}};

TEST(Recognizer, ANumberHasADigitForWhatStandsApart) {
  auto recognizer = Make(MakeModel(5, 3));
  Result result;
  ASSERT_TRUE(recognizer->Read(kRow, ReadMode::kNumber, &result).ok());
  ASSERT_EQ(result.digits.size(), 3u);
  std::string text;
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(result.digits[i].strokes, (std::vector<int>{static_cast<int>(i)}));
    text += result.digits[i].label;
  }
  EXPECT_EQ(result.text, text);
  EXPECT_EQ(result.digits[1].box.x, 190);
}

TEST(Recognizer, ANumberIsTheSameStrokeByStrokeAndAtOnce) {
  auto live = Make(MakeModel(5, 3));
  Result step;
  Ink ink;
  for (const Stroke& stroke : kRow) {
    ink.push_back(stroke);
    ASSERT_TRUE(live->Read(ink, ReadMode::kNumber, &step).ok());
  }
  Result whole;
  ASSERT_TRUE(Make(MakeModel(5, 3))->Read(kRow, ReadMode::kNumber, &whole).ok());
  std::string one, other;
  AppendJson(step, &one);
  AppendJson(whole, &other);
  EXPECT_EQ(one, other);
}

TEST(Recognizer, AWarmNumberAllocatesNothing) {
  auto recognizer = Make(MakeModel(5, 3));
  Result result;
  size_t before = 0;
  for (int round = 0; round < 3; ++round) {
    before = testing::AllocationCount();
    ASSERT_TRUE(recognizer->Read(kRow, ReadMode::kNumber, &result).ok());
  }
  EXPECT_EQ(testing::AllocationCount(), before);
}

ReadOptions InBoxes(std::vector<Box> cells) {
  ReadOptions options;
  options.mode = ReadMode::kBoxes;
  options.cells = std::move(cells);
  return options;
}

TEST(Recognizer, EachCellIsOneSymbolAndAnEmptyOneIsNotAccepted) {
  auto recognizer = Make(MakeModel(5, 3));
  recognizer->set_min_confidence(0);
  const ReadOptions options = InBoxes(EqualCells({0, 0, 480, 100}, 3));
  Result result;
  // Two strokes in the first cell, one in the third.
  const Ink ink = {kRow[0], kRow[2], {{80, 10}, {90, 80}}};
  ASSERT_TRUE(recognizer->Read(ink, options, &result).ok());
  ASSERT_EQ(result.digits.size(), 3u);
  EXPECT_EQ(result.digits[0].strokes, (std::vector<int>{0, 2}));
  EXPECT_EQ(result.digits[1].label, "");
  EXPECT_EQ(result.digits[2].strokes, (std::vector<int>{1}));
  EXPECT_FALSE(result.accepted);
  EXPECT_EQ(result.text, result.digits[0].label + result.digits[2].label);
}

// More readings than are searched, and the first of them is not found.
TEST(Recognizer, RulesLeaveTheDigitsWhereAllReadingsAreEqual) {
  Model model = MakeModel(5, 3);
  Layer& last = model.layers.back();
  std::fill(last.weights_i8.begin(), last.weights_i8.end(), int8_t{0});
  std::fill(last.bias_i32.begin(), last.bias_i32.end(), 0);
  auto recognizer = Make(model);
  recognizer->set_min_confidence(0);
  ReadOptions options = InBoxes(EqualCells({0, 0, 2000, 100}, 20));
  ASSERT_TRUE(SetRule("check", "luhn", &options.rules).ok());
  Ink ink;
  for (int i = 0; i < 20; ++i) {
    const float x = 100.0f * static_cast<float>(i) + 50;
    ink.push_back({{x, 10}, {x, 90}});
  }
  for (const ReadMode mode : {ReadMode::kBoxes, ReadMode::kNumber}) {
    options.mode = mode;
    Result result;
    ASSERT_TRUE(recognizer->Read(ink, options, &result).ok());
    ASSERT_EQ(result.digits.size(), 20U);
    EXPECT_EQ(result.digits[19].strokes, std::vector<int>{19});
    EXPECT_FALSE(result.accepted);
  }
}

TEST(Recognizer, CellsLieWhereInkMay) {
  auto recognizer = Make(MakeModel(5, 3));
  const float far = std::numeric_limits<float>::infinity(), none = far - far;
  for (const Box& bad : {Box{none, 0, 9, 9},
                         {0, none, 9, 9},
                         {0, 0, far, 9},
                         {0, 0, 9, 7e6f},
                         {0, 0, none, 9},
                         {-7e6f, 0, 7e6f, 9}}) {
    Result result;
    const Status status =
        recognizer->Read({kRow[0]}, InBoxes({{0, 0, 9, 9}, bad}), &result);
    EXPECT_EQ(status.message(), "boxes: box 1 has no extent, or is too far away");
    EXPECT_TRUE(result.digits.empty());
  }
  Result result;
  EXPECT_TRUE(
      recognizer->Read({kRow[0]}, InBoxes({{-1e6f, -1e6f, 2e6f, 2e6f}}), &result).ok());
  EXPECT_EQ(result.digits.size(), 1U);
}

TEST(Recognizer, ACellReadsAsTheSameInkAlone) {
  auto recognizer = Make(MakeModel(5, 3));
  const ReadOptions options = InBoxes({{0, 0, 120, 100}, {150, 0, 100, 100}});
  Result cells, single;
  ASSERT_TRUE(recognizer->Read({kRow[0], kRow[1]}, options, &cells).ok());
  ASSERT_TRUE(recognizer->Read({kRow[1]}, ReadMode::kSingle, &single).ok());
  EXPECT_EQ(cells.digits[1].label, single.digits[0].label);
  EXPECT_EQ(cells.digits[1].confidence, single.digits[0].confidence);
}

TEST(Recognizer, RulesChooseAmongWhatEachCellMayBe) {
  auto recognizer = Make(MakeModel(5, 3));
  recognizer->set_min_confidence(0);
  ReadOptions options = InBoxes(EqualCells({0, 0, 240, 100}, 2));
  const Ink ink = {kRow[0], kRow[1]};
  Result free, ruled;
  ASSERT_TRUE(recognizer->Read(ink, options, &free).ok());
  ASSERT_EQ(free.digits.size(), 2u);
  options.rules.min_length = options.rules.max_length = 2;
  ASSERT_TRUE(recognizer->Read(ink, options, &ruled).ok());
  EXPECT_EQ(ruled.text, free.text);
  // No reading is both of these.
  ASSERT_TRUE(SetRule("expected", free.text, &options.rules).ok());
  ASSERT_TRUE(SetRule("max", "0", &options.rules).ok());
  ASSERT_TRUE(recognizer->Read(ink, options, &ruled).ok());
  EXPECT_TRUE(ruled.text == "00" || !ruled.accepted) << ruled.text;
}

TEST(Recognizer, OptionsThatCannotBeAreInvalid) {
  auto recognizer = Make(MakeModel(5, 3));
  ReadOptions options = InBoxes({});
  Result result;
  EXPECT_EQ(recognizer->Read(kRow, options, &result).code(), StatusCode::kInvalid);
  options.cells = {{0, 0, 0, 10}};
  EXPECT_EQ(recognizer->Read(kRow, options, &result).code(), StatusCode::kInvalid);
  options.cells = EqualCells({0, 0, 480, 100}, 3);
  EXPECT_TRUE(recognizer->Read(kRow, options, &result).ok());
  options.rules.max_length = 2;
  EXPECT_EQ(recognizer->Read(kRow, options, &result).code(), StatusCode::kInvalid);
  options.rules = {};
  options.rules.min_length = 4;
  EXPECT_EQ(recognizer->Read(kRow, options, &result).code(), StatusCode::kInvalid);
  options.mode = ReadMode::kNumber;
  options.rules.min_length = -1;
  EXPECT_EQ(recognizer->Read(kRow, options, &result).code(), StatusCode::kInvalid);
}

// More strokes than any number has are a scribble, and no number.
TEST(Recognizer, ACrowdOfStrokesIsNotAccepted) {
  auto recognizer = Make(MakeModel(5, 3));
  recognizer->set_min_confidence(0);
  Result result;
  const Ink crowd(kMostFragments + 1, {{0, 0}, {90, 70}});
  ASSERT_TRUE(recognizer->Read(crowd, ReadMode::kNumber, &result).ok());
  EXPECT_EQ(result.digits.size(), 1u);
  EXPECT_FALSE(result.accepted);
}

}  // namespace
}  // namespace digitpad
