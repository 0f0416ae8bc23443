#include "trainer/eval/evaluation.h"

#include <gtest/gtest.h>

#include "core/nn/model.h"
#include "tests/core/test_models.h"
#include "tests/formats/temporary_folder.h"
#include "trainer/data/label_groups.h"

namespace digitpad {
namespace {

std::vector<uint8_t> ModelBytes() {
  Model model = testing::MakeModel(/*channels=*/1, /*seed=*/3);
  EXPECT_TRUE(ValidateModel(&model).ok());
  return SerializeModel(model);
}

// Pictures of noise, drawings of zigzags and one drawing without ink.
ExampleSet MakeExamples(int count) {
  testing::Random random(5);
  ExampleSet set;
  for (int i = 0; i < count; ++i) {
    Example& example = set.examples.emplace_back();
    example.label = std::to_string(i % 10);
    if (i % 3 == 0) {
      example.is_picture = true;
      example.picture = set.pictures.size() / (28 * 28);
      for (int k = 0; k < 28 * 28; ++k) {
        set.pictures.push_back(static_cast<uint8_t>(random.Between(0, 255)));
      }
    } else {
      Stroke& stroke = example.ink.emplace_back();
      for (int k = 0; k < 8; ++k) {
        stroke.push_back({static_cast<float>(random.Between(0, 300)),
                          static_cast<float>(random.Between(0, 300))});
      }
    }
  }
  set.examples[1].ink = {{}};
  return set;
}

TEST(Evaluation, AnswersAreInOrderWhateverTheThreadsDo) {
  const std::vector<uint8_t> model = ModelBytes();
  const ExampleSet set = MakeExamples(200);
  ReadingOptions options;
  options.threads = 1;
  Readings alone;
  ASSERT_TRUE(ReadExamples(model, set, options, &alone).ok());
  ASSERT_EQ(alone.answers.size(), set.examples.size());
  for (const int threads : {2, 7}) {
    options.threads = threads;
    Readings together;
    ASSERT_TRUE(ReadExamples(model, set, options, &together).ok());
    for (size_t i = 0; i < set.examples.size(); ++i) {
      EXPECT_EQ(together.answers[i].text, alone.answers[i].text) << i;
      EXPECT_EQ(together.answers[i].logits, alone.answers[i].logits) << i;
    }
  }
}

TEST(Evaluation, NoInkIsNoAnswer) {
  Readings readings;
  ASSERT_TRUE(ReadExamples(ModelBytes(), MakeExamples(4), {}, &readings).ok());
  EXPECT_EQ(readings.answers[1].text, "");
  EXPECT_FALSE(readings.answers[1].accepted);
  EXPECT_TRUE(readings.answers[1].logits.empty());
  EXPECT_EQ(readings.answers[2].logits.size(), 10u);
}

TEST(Evaluation, RunsTheKernelAskedFor) {
  ReadingOptions options;
  options.kernel = "portable";
  Readings readings;
  ASSERT_TRUE(ReadExamples(ModelBytes(), MakeExamples(4), options, &readings).ok());
  EXPECT_EQ(readings.kernel, "portable");
  options.kernel = "abacus";
  EXPECT_FALSE(ReadExamples(ModelBytes(), MakeExamples(4), options, &readings).ok());
}

TEST(Evaluation, RefusesABadModel) {
  std::vector<uint8_t> model = ModelBytes();
  model.resize(model.size() / 2);
  Readings readings;
  EXPECT_FALSE(ReadExamples(model, MakeExamples(4), {}, &readings).ok());
}

// A float network whose logit grows with its class only, so that it reads a 9 everywhere.
FloatModel MakeFloatModel(int channels) {
  Architecture architecture;
  EXPECT_TRUE(
      ParseArchitecture("gap, dense10", {28, 28, channels}, 10, &architecture).ok());
  FloatNetwork network(architecture);
  std::vector<float> parameters(network.parameter_count());
  for (int i = 0; i < 10; ++i) parameters[network.slots(1).bias + i] = 0.5f * i;
  return FloatModel(std::move(network), std::move(parameters));
}

TEST(Evaluation, AsksTheFloatNetworkForEveryExampleWithInk) {
  const FloatModel float_model = MakeFloatModel(1);
  ReadingOptions options;
  options.float_model = &float_model;
  Readings readings;
  ASSERT_TRUE(ReadExamples(ModelBytes(), MakeExamples(9), options, &readings).ok());
  for (size_t i = 0; i < readings.answers.size(); ++i) {
    EXPECT_EQ(readings.answers[i].float_text, i == 1 ? "" : "9") << i;
  }
}

TEST(Evaluation, RefusesAFloatNetworkThatDoesNotFit) {
  const testing::TemporaryFolder folder;
  const std::vector<uint8_t> bytes = MakeFloatModel(5).Serialize();
  const std::string path =
      folder.Write("float", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  FloatModel loaded;
  EXPECT_EQ(LoadFloat(path, testing::MakeModel(1, 3), &loaded).message(),
            path +
                ": a float network of 5 input channels and 10 classes; the model has 1 "
                "and 10");
  EXPECT_TRUE(LoadFloat(path, testing::MakeModel(5, 3), &loaded).ok());
}

// Labels 1 1 2 2; right and accepted, right and not accepted, wrong and accepted, wrong
// and not accepted. The float network is right on the first three.
struct FourAnswers {
  ExampleSet set;
  std::vector<Answer> answers = {{"1", true, 9000, false, "1", {}},
                                 {"1", false, 4000, false, "1", {}},
                                 {"7", true, 8000, false, "2", {}},
                                 {"7", false, 9500, true, "7", {}}};
  FourAnswers() {
    for (const char* label : {"1", "1", "2", "2"}) {
      set.examples.emplace_back().label = label;
    }
  }
};

TEST(Evaluation, AnAbstentionIsNotCorrect) {
  const FourAnswers four;
  const Evaluation evaluation = CountAnswers(four.set, four.answers, AcceptAsInUse);
  EXPECT_EQ(evaluation.total.count, 4);
  EXPECT_EQ(evaluation.total.correct, 1);
  EXPECT_EQ(evaluation.total.abstained, 2);
  EXPECT_EQ(evaluation.total.accuracy(), 0.25);
  EXPECT_EQ(evaluation.labels.at("1").correct, 1);
  EXPECT_EQ(evaluation.labels.at("2").abstained, 1);
  EXPECT_EQ(evaluation.confusion.at("1").at(kAbstained), 1);
  EXPECT_EQ(evaluation.confusion.at("2").at("7"), 1);
}

TEST(Evaluation, AcceptAllTurnsAbstentionOff) {
  const FourAnswers four;
  const Evaluation evaluation = CountAnswers(four.set, four.answers, AcceptAll);
  EXPECT_EQ(evaluation.total.correct, 2);
  EXPECT_EQ(evaluation.total.abstained, 0);
  EXPECT_EQ(evaluation.confusion.at("2").at("7"), 2);
}

TEST(Evaluation, ComparesBestGuessesWithTheFloatNetwork) {
  const FourAnswers four;
  for (const AcceptRule& accept : {AcceptRule(AcceptAsInUse), AcceptRule(AcceptAll)}) {
    const Tally total = CountAnswers(four.set, four.answers, accept).total;
    EXPECT_EQ(total.float_correct, 3);
    EXPECT_EQ(total.differ, 1);
  }
}

TEST(Evaluation, CountsByWriterWhereOneIsNamed) {
  FourAnswers four;
  for (const size_t i : {0, 2, 3}) four.set.examples[i].writer = i == 0 ? "a" : "b";
  const auto writers = CountAnswers(four.set, four.answers, AcceptAll).writers;
  ASSERT_EQ(writers.size(), 2u);
  EXPECT_EQ(writers.at("a").correct, 1);
  EXPECT_EQ(writers.at("b").count, 2);
}

TEST(Evaluation, TellsRightAnswersThatWereRefused) {
  const FourAnswers four;
  const Tally total = CountAnswers(four.set, four.answers, AcceptAsInUse).total;
  EXPECT_EQ(total.right_refused, 1);
  EXPECT_EQ(total.wrong(), 1);
  EXPECT_EQ(total.right_guesses(), 2);
}

// Confidences 9000, 4000, 8000 and 9500, the last one's best class "none of these".
TEST(Evaluation, AThresholdNeverAcceptsNoneOfThese) {
  const FourAnswers four;
  const auto abstained = [&four](int threshold) {
    return CountAnswers(four.set, four.answers, AcceptFrom(threshold)).total.abstained;
  };
  EXPECT_EQ(abstained(0), 1);
  EXPECT_EQ(abstained(8000), 2);
  EXPECT_EQ(abstained(8001), 3);
  EXPECT_EQ(abstained(10001), 4);
}

TEST(Evaluation, AcceptsFromTheModelsThresholdWhatTheCoreAccepts) {
  Model model = testing::MakeModel(/*channels=*/1, /*seed=*/3);
  model.labels[4] = "";
  model.calibration.accept = 1500;
  ASSERT_TRUE(ValidateModel(&model).ok());
  Readings readings;
  ASSERT_TRUE(ReadExamples(SerializeModel(model), MakeExamples(200), {}, &readings).ok());
  const AcceptRule accept = AcceptFrom(1500);
  int accepted = 0;
  for (const Answer& answer : readings.answers) {
    EXPECT_EQ(accept(answer), answer.accepted);
    accepted += answer.accepted;
  }
  EXPECT_GT(accepted, 0);
  EXPECT_LT(accepted, 200);
}

TEST(Evaluation, CountsRefusalsByGroupOfLabels) {
  FourAnswers four;
  const char* labels[] = {"A/1", "A/2", "B/1", "B/2"};
  for (int i = 0; i < 4; ++i) four.set.examples[i].label = labels[i];
  const auto groups = CountRefusals(four.set, four.answers, AcceptAsInUse);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups.at("A").not_accepted, 1);
  EXPECT_EQ(groups.at("A").taken_for.at("1"), 1);
  EXPECT_EQ(groups.at("B").taken_for.at("7"), 1);
  const Refusals sum = Sum(groups);
  EXPECT_EQ(sum.count, 4);
  EXPECT_EQ(sum.not_accepted, 2);
  EXPECT_EQ(sum.share(), 0.5);
}

TEST(LabelGroups, AreChosenByGroupOrByLabel) {
  const auto labels_of = [](const ExampleSet& set) {
    std::string all;
    for (const Example& example : set.examples) all += example.label + ' ';
    return all;
  };
  ExampleSet set;
  for (const char* label : {"A/1", "A/2", "B/1", "7"}) {
    set.examples.emplace_back().label = label;
  }
  ExampleSet kept = set;
  ASSERT_TRUE(KeepLabels(std::vector<std::string>{"A", "7"}, &kept).ok());
  EXPECT_EQ(labels_of(kept), "A/1 A/2 7 ");
  ASSERT_TRUE(SkipLabels(std::vector<std::string>{"A/2"}, &kept).ok());
  EXPECT_EQ(labels_of(kept), "A/1 7 ");
  EXPECT_EQ(SkipLabels(std::vector<std::string>{"C"}, &set).message(),
            "no example with the label \"C\"");
}

}  // namespace
}  // namespace digitpad
