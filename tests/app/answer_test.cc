#include "wasm/app/answer.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/app/test_app.h"
#include "wasm/app/app.h"

namespace digitpad {
namespace {

constexpr size_t kMost = 10;

std::vector<std::string> Alphabet() {
  std::vector<std::string> labels;
  for (char c = 'A'; c <= 'Z'; ++c) labels.emplace_back(1, c);
  return labels;
}

// Reads one digit of these alternatives.
Result ResultOf(std::vector<Alternative> alternatives) {
  Result result;
  Digit& digit = result.digits.emplace_back();
  digit.label = alternatives[0].label;
  digit.confidence = alternatives[0].confidence;
  digit.alternatives = std::move(alternatives);
  return result;
}

std::unique_ptr<App> MakeAlphabetApp(App::ReadInk read_ink = {}) {
  Model model = testing::MakeModel(1, 3);
  model.labels = Alphabet();
  model.calibration.accept = 9000;
  model.layers.back().out_channels = 26;
  EXPECT_TRUE(InferShapes(&model).ok());
  testing::Random random(7);
  testing::FillTensors(&model.layers.back(), true, &random);
  auto app = std::make_unique<App>(testing::MakeRecognizer(std::move(model)),
                                   ReadOptions{}, std::move(read_ink));
  app->Resize(testing::MakeInput(800, 600), 1);
  return app;
}

void DrawStroke(App* app) {
  app->BeginStroke({40, 40, 0});
  app->AddPoint({60, 160, 100});
  app->EndStroke();
  app->Update();
}

TEST(Bars, AreOfAllLabelsInTheirOrderWhereThereAreFew) {
  const std::vector<std::string> labels = {"0", "1", "2"};
  const Answer answer = MakeAnswer(ResultOf({{"2", 9000}, {"0", 400}}), labels, 0, {});
  EXPECT_EQ(BarsOf(answer, labels, kMost),
            (std::vector<Bar>{{"0", 400, false}, {"1", 0, false}, {"2", 9000, true}}));
}

TEST(Bars, HaveNoFigureWithoutAReading) {
  EXPECT_EQ(BarsOf({}, {"0", "1"}, kMost),
            (std::vector<Bar>{{"0", -1, false}, {"1", -1, false}}));
}

TEST(Bars, NoneStandsOutOfWhatIsNoDigit) {
  const Answer answer = MakeAnswer(ResultOf({{"1", 3000}}), {"0", "1"}, 0, {});
  ASSERT_EQ(answer.verdict, AnswerState::kRejected);
  EXPECT_EQ(BarsOf(answer, {"0", "1"}, kMost)[1], (Bar{"1", 3000, false}));
}

TEST(Bars, AreOfTheLikeliestOfManyLabels) {
  const Answer answer =
      MakeAnswer(ResultOf({{"Z", 6000}, {"B", 3000}, {"Y", 900}}), Alphabet(), 0, {});
  const std::vector<Bar> bars = BarsOf(answer, Alphabet(), kMost);
  ASSERT_EQ(bars.size(), kMost);
  EXPECT_EQ(bars[0], (Bar{"Z", 6000, true}));
  EXPECT_EQ(bars[1], (Bar{"B", 3000, false}));
  EXPECT_EQ(bars[2], (Bar{"Y", 900, false}));
  EXPECT_EQ(bars[3], (Bar{"A", 0, false}));
}

TEST(Bars, OfAModelWithManyLabelsShowWhatItReads) {
  const auto app = MakeAlphabetApp();
  EXPECT_EQ(app->layout().bars.size(), kMost);
  EXPECT_EQ(app->bars().size(), kMost);
  EXPECT_EQ(app->bars()[9].label, "J");
  DrawStroke(app.get());
  ASSERT_EQ(app->bars().size(), kMost);
  EXPECT_EQ(app->bars()[0].label, app->answer().chosen_label());
  EXPECT_EQ(app->bars()[0].confidence, app->result().digits[0].confidence);
  for (size_t i = 1; i < kMost; ++i) {
    EXPECT_LE(app->bars()[i].confidence, app->bars()[i - 1].confidence);
  }
  app->Run(Command::kClear);
  EXPECT_EQ(app->bars()[9].label, "J");
}

TEST(Candidates, AreOfAllLabels) {
  const auto app = MakeAlphabetApp([](const Ink&, const ReadOptions&, Result* result) {
    *result = ResultOf({{"Z", 6000}, {"Y", 3900}});
    result->text = "Z";
    return Status::Ok();
  });
  DrawStroke(app.get());
  EXPECT_EQ(app->answer().candidates, (std::vector<std::string>{"Z", "Y"}));
  app->Run(Command::kSecond);
  EXPECT_EQ(app->answer().text, "Y");
  EXPECT_EQ(app->bars()[0], (Bar{"Y", 10000, true}));
}

}  // namespace
}  // namespace digitpad
