#include "wasm/app/by_hand.h"

#include <gtest/gtest.h>

#include "core/nn/softmax.h"
#include "tests/app/test_app.h"
#include "wasm/app/app.h"

namespace digitpad {
namespace {

using Texts = std::vector<std::string>;

const Texts kLabels = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

Digit MakeDigit(const std::string& label, int confidence, const std::string& other = "",
                int other_confidence = 0) {
  Digit digit;
  digit.label = label;
  digit.confidence = confidence;
  digit.alternatives = {{label, confidence}};
  if (!other.empty()) digit.alternatives.push_back({other, other_confidence});
  return digit;
}

Answer Read(const std::vector<Digit>& digits, const NumberRules& rules = {}) {
  Result result;
  result.digits = digits;
  result.confidence = kConfidenceOne;
  result.accepted = true;
  for (const Digit& digit : digits) {
    result.text += digit.label;
    result.accepted = result.accepted && digit.confidence >= 8000;
  }
  Answer answer = MakeAnswer(result, kLabels, 8000, rules);
  answer.candidates = CandidatesOf(answer, kLabels, rules);
  return answer;
}

TEST(Candidates, AreTheGuessAndTheRunnerUpOfTheLeastSureDigit) {
  EXPECT_EQ(Read({MakeDigit("1", 6000, "7", 3900)}).candidates, (Texts{"1", "7"}));
  EXPECT_EQ(Read({MakeDigit("4", 9900), MakeDigit("1", 6000, "7", 3900),
                  MakeDigit("2", 9900, "3", 90)})
                .candidates,
            (Texts{"412", "472"}));
}

TEST(Candidates, AreOnlyOfAnswersThatAreUnsure) {
  EXPECT_EQ(Read({MakeDigit("1", 9000, "7", 900)}).candidates, Texts());
  // "None of these" is likelier.
  EXPECT_EQ(Read({MakeDigit("1", 2000, "7", 1000)}).candidates, Texts());
}

TEST(Candidates, LeaveOutWhatIsNextToImpossible) {
  EXPECT_EQ(Read({MakeDigit("1", 7000, "7", 99)}).candidates, Texts{"1"});
}

TEST(Candidates, KeepTheRules) {
  NumberRules rules;
  ASSERT_TRUE(SetRule("max", "45", &rules).ok());
  EXPECT_EQ(
      Read({MakeDigit("4", 9900), MakeDigit("1", 6000, "7", 3900)}, rules).candidates,
      Texts{"41"});
}

TEST(Candidates, OneThatIsTakenIsTheAnswer) {
  const Answer answer = WithCandidate(
      Read({MakeDigit("4", 9900), MakeDigit("1", 6000, "7", 3900)}), 1, kLabels);
  EXPECT_EQ(answer.text, "47");
  EXPECT_EQ(answer.verdict, AnswerState::kAccepted);
  EXPECT_TRUE(answer.by_hand);
  EXPECT_TRUE(answer.candidates.empty());
  EXPECT_EQ(answer.digits[1].label, "7");
  EXPECT_TRUE(answer.digits[1].sure);
  EXPECT_EQ(answer.digits[1].bars[7], kConfidenceOne);
  EXPECT_EQ(answer.digits[1].bars[1], 0);
}

TEST(Typed, IsAcceptedWhereItKeepsTheRules) {
  NumberRules rules;
  ASSERT_TRUE(SetRule("min", "10", &rules).ok());
  Answer answer = MakeTypedAnswer({"4"}, kLabels, rules, 0);
  EXPECT_EQ(answer.verdict, AnswerState::kUnsure);
  EXPECT_EQ(answer.text, "?");
  EXPECT_EQ(answer.broken_rule, "min");
  answer = MakeTypedAnswer({"4", "2"}, kLabels, rules, 0);
  EXPECT_EQ(answer.verdict, AnswerState::kAccepted);
  EXPECT_EQ(answer.text, "42");
}

TEST(Typed, WaitsForEveryCell) {
  EXPECT_EQ(MakeTypedAnswer({"4", "2"}, kLabels, {}, 3).empty_cells, 1);
  EXPECT_EQ(MakeTypedAnswer({"4", "2"}, kLabels, {}, 3).text, "?");
  EXPECT_EQ(MakeTypedAnswer({"4", "2", "7"}, kLabels, {}, 3).text, "427");
}

void Draw(App* app) {
  app->BeginStroke({100, 100});
  app->AddPoint({100, 200});
  app->EndStroke();
}

TEST(AppByHand, TypingTakesThePlaceOfTheAnswerUntilTheInkChanges) {
  const auto app = std::make_unique<App>(testing::MakeRecognizer());
  app->Resize(testing::MakeInput(1280, 800), 1);
  Draw(app.get());
  const std::string read = app->answer().guess;
  EXPECT_FALSE(app->Type("x"));
  EXPECT_FALSE(app->Type("."));
  ASSERT_TRUE(app->Type("4"));
  ASSERT_TRUE(app->Type("2"));
  EXPECT_EQ(app->answer().text, "42");
  EXPECT_TRUE(app->frames().empty());
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->answer().text, "4");
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->answer().guess, read);
  EXPECT_EQ(app->editor().finished_strokes(), 1);
  ASSERT_TRUE(app->Type("4"));
  Draw(app.get());
  EXPECT_FALSE(app->answer().by_hand);
  EXPECT_EQ(app->answer().strokes, 2);
  EXPECT_EQ(app->typed(), "");
}

TEST(AppByHand, WhatTheModelReadsCanBeTypedWhateverItIs) {
  Model model = testing::MakeModel(1, 3);
  model.labels = {"A", "\u00c4", "ab", "a", "\u5341", "5", "6", "7", "8", ""};
  const auto app = std::make_unique<App>(testing::MakeRecognizer(std::move(model)));
  app->Resize(testing::MakeInput(1280, 800), 1);
  ASSERT_TRUE(app->Enter("A\u00c4aba\u5341"));
  EXPECT_EQ(app->answer().digits.size(), 5u);
  EXPECT_EQ(app->answer().digits[2].label, "ab");
  EXPECT_EQ(app->answer().text, "A\u00c4aba\u5341");
  ASSERT_TRUE(app->Type("\u00c4"));
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->typed(), "A\u00c4aba\u5341");
  for (const char* none : {"B", "b", "1", "\u00d6", "", "-"}) {
    EXPECT_FALSE(app->Enter(none)) << none;
  }
  EXPECT_EQ(WidthInDigits(app->answer()), 9) << "six letters, one and a half digits each";
  EXPECT_TRUE(app->IsTypable("b")) << "within a label";
  EXPECT_FALSE(app->IsTypable("B"));
  EXPECT_FALSE(app->IsTypable(""));
}

TEST(AppByHand, ATypedNumberIsClearedWithoutAnyInk) {
  const auto app = std::make_unique<App>(testing::MakeRecognizer());
  app->Resize(testing::MakeInput(1280, 800), 1);
  ASSERT_TRUE(app->Type("4"));
  ASSERT_TRUE(app->Run(Command::kClear));
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
  ASSERT_TRUE(app->Type("4"));
  ASSERT_TRUE(app->Run(Command::kNew));
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
}

TEST(AppByHand, UndoAndRedoGoThroughTypedDigitsAsThroughStrokes) {
  const auto app = std::make_unique<App>(testing::MakeRecognizer());
  app->Resize(testing::MakeInput(1280, 800), 1);
  ASSERT_TRUE(app->Enter("4"));
  ASSERT_TRUE(app->Type("2"));
  ASSERT_TRUE(app->Run(Command::kUndo));
  ASSERT_TRUE(app->Run(Command::kRedo));
  EXPECT_EQ(app->answer().text, "42");
  ASSERT_TRUE(app->Run(Command::kClear));
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->answer().text, "42");
  Draw(app.get());
  EXPECT_FALSE(app->answer().by_hand);
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->answer().text, "42");
  EXPECT_EQ(app->answer().strokes, 0);
}

TEST(AppByHand, ANumberIsEnteredWholeOrNotAtAll) {
  const auto app = std::make_unique<App>(testing::MakeRecognizer());
  app->Resize(testing::MakeInput(1280, 800), 1);
  ASSERT_TRUE(app->Enter("42"));
  for (const char* text : {"", "4x", "1.5", "123456789012345678901234567890123"}) {
    EXPECT_FALSE(app->Enter(text)) << text;
  }
  EXPECT_EQ(app->typed(), "42");
  ASSERT_TRUE(app->Enter("7"));
  EXPECT_EQ(app->typed(), "7");
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->typed(), "42");
}

TEST(AppByHand, ACandidateThatWasTakenComesBackByRedoAndByHistory) {
  auto recognizer = testing::MakeRecognizer(testing::MakeModel(5, 3));
  recognizer->set_min_confidence(kConfidenceOne + 1);  // no answer is sure
  const auto app = std::make_unique<App>(std::move(recognizer));
  app->Resize(testing::MakeInput(1280, 800), 1);
  Draw(app.get());
  ASSERT_EQ(app->answer().candidates.size(), 2u);
  ASSERT_TRUE(app->Run(Command::kSecond));
  const std::string taken = app->answer().text;
  EXPECT_TRUE(app->answer().by_hand);
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->answer().candidates.size(), 2u);
  EXPECT_EQ(app->editor().finished_strokes(), 1);
  ASSERT_TRUE(app->Run(Command::kRedo));
  EXPECT_EQ(app->answer().text, taken);
  ASSERT_TRUE(app->Run(Command::kClear));
  app->RecallDrawing(0);
  EXPECT_EQ(app->answer().text, taken);
  EXPECT_TRUE(app->answer().by_hand);
}

TEST(AppByHand, WhatWasTypedOrTakenIsWhatIsSaved) {
  const auto app = std::make_unique<App>(testing::MakeRecognizer());
  app->Resize(testing::MakeInput(1280, 800), 1);
  Draw(app.get());
  ASSERT_EQ(app->NumbersToSave().size(), 1u);
  EXPECT_FALSE(app->NumbersToSave()[0].correction.has_value());
  ASSERT_TRUE(app->Type("4"));
  ASSERT_EQ(app->NumbersToSave().size(), 1u);
  EXPECT_EQ(app->NumbersToSave()[0].text(), "4");
  EXPECT_TRUE(app->NumbersToSave()[0].result.digits.empty());
}

TEST(AppByHand, InkWaitsForRecognizeWhereThatIsWanted) {
  const auto app = std::make_unique<App>(testing::MakeRecognizer());
  app->Resize(testing::MakeInput(1280, 800), 1);
  app->SetLive(false);
  app->BeginStroke({100, 100});
  app->AddPoint({100, 200});
  const int revision = app->revision();
  app->EndStroke();
  EXPECT_TRUE(app->waiting());
  EXPECT_GT(app->revision(), revision) << "the page looks what can be undone now";
  EXPECT_EQ(app->answer().state, AnswerState::kReading);
  EXPECT_EQ(app->answer().guess, "");
  ASSERT_TRUE(app->Run(Command::kRecognize));
  EXPECT_FALSE(app->waiting());
  EXPECT_NE(app->answer().guess, "");
  Draw(app.get());
  EXPECT_EQ(app->answer().guess, "") << "an answer of other ink";
  ASSERT_TRUE(app->Run(Command::kClear));
  EXPECT_FALSE(app->waiting());
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
  Draw(app.get());
  app->SetLive(true);
  EXPECT_NE(app->answer().guess, "");
}

}  // namespace
}  // namespace digitpad
