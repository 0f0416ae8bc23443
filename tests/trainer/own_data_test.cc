// Data of one's own: checked, split, and shown as often as it should be.
#include "trainer/train/own_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/nn/model.h"
#include "tests/formats/temporary_folder.h"
#include "trainer/train/dataset.h"
#include "trainer/train/epoch.h"

namespace digitpad {
namespace {

using testing::TemporaryFolder;

// One stroke that is like no other.
std::string Line(const std::string& label, const std::string& writer, int number) {
  return R"({"label":")" + label + R"(","writer":")" + writer +
         R"(","strokes":[[[1,2],[)" + std::to_string(10 + number) + ",40]]]}\n";
}

// `count` drawings of each label, by writers w0 to w4 in turn.
std::string Drawings(const std::vector<std::string>& labels, int count, int first = 0) {
  std::string text;
  for (const std::string& label : labels) {
    for (int i = 0; i < count; ++i)
      text += Line(label, "w" + std::to_string(i % 5), first++);
  }
  return text;
}

DataOptions Own(const std::vector<DataSource>& sources) {
  DataOptions options;
  options.own.sources = sources;
  return options;
}

std::string ErrorOf(const DataOptions& options) {
  Dataset dataset;
  return LoadDataset(options, &dataset).message();
}

size_t CountOf(const Source& source, int label) {
  return static_cast<size_t>(std::ranges::count(source.labels, label));
}

TEST(OwnData, LabelsAreThoseOfTheDataAndEachValidates) {
  const TemporaryFolder folder;
  const std::string path =
      folder.Write("own.jsonl", Drawings({"b", "A"}, 20) + Drawings({"7"}, 5, 100));
  Dataset dataset;
  const Status status = LoadDataset(Own({{.path = path}}), &dataset);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(dataset.labels, (std::vector<std::string>{"7", "A", "b"}));
  ASSERT_EQ(dataset.validation.size(), 1u);
  EXPECT_EQ(CountOf(dataset.validation[0], 0), 1u);
  EXPECT_EQ(CountOf(dataset.validation[0], 1), 2u);
  EXPECT_EQ(CountOf(dataset.training[0], 2), 18u);
  EXPECT_EQ(dataset.files.at(0).name, "own.jsonl");
}

TEST(OwnData, AWriterOfTwoSourcesDoesNotTrainInOneAndValidateInTheOther) {
  const TemporaryFolder folder;
  std::string more;  // of four of the five writers, in other shares
  for (int i = 0; i < 60; ++i)
    more += Line(i < 9 ? "A" : "b", "w" + std::to_string(i % 7 % 4 + 1), 500 + i);
  DataOptions options =
      Own({{.path = folder.Write("one.jsonl", Drawings({"A", "b"}, 20))},
           {.path = folder.Write("two.jsonl", more)}});
  options.own.split_by = SplitBy::kWriter;
  options.own.validation = 0.4;
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    options.seed = seed;
    Dataset dataset;
    const Status status = LoadDataset(options, &dataset);
    ASSERT_TRUE(status.ok()) << status.message();
    std::set<std::string> training;
    for (const Source& source : dataset.training) {
      for (const Example& example : source.set.examples) training.insert(example.writer);
    }
    for (const Source& source : dataset.validation) {
      for (const Example& example : source.set.examples) {
        EXPECT_FALSE(training.contains(example.writer)) << example.writer << ", " << seed;
      }
    }
  }
}

TEST(OwnData, PartsThatValidateHaveEachANameOfTheirOwn) {
  const TemporaryFolder folder;
  const DataSource source = {
      .path = folder.Write("training.jsonl", Drawings({"A", "b"}, 20))};
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(Own({source, source}), &dataset).ok());
  ASSERT_EQ(dataset.validation.size(), 2u);
  // Not "training": that is all that is trained on.
  EXPECT_EQ(dataset.validation[0].name, "training 2");
  EXPECT_EQ(dataset.validation[1].name, "training 3");
}

TEST(OwnData, ExamplesTellWhereTheyAreFrom) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("own.jsonl", Drawings({"A", "b"}, 20));
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(Own({{.path = path}}), &dataset).ok());
  for (const Example& example : dataset.validation[0].set.examples) {
    const int number = static_cast<int>(example.ink[0][1].x) - 10;
    EXPECT_EQ(example.place, path + ": drawing " + std::to_string(number + 1));
  }
}

TEST(OwnData, TheSplitFollowsFromTheSeed) {
  const TemporaryFolder folder;
  DataOptions options =
      Own({{.path = folder.Write("own.jsonl", Drawings({"A", "b"}, 40))}});
  const auto validating = [&options](uint64_t seed) {
    options.seed = seed;
    Dataset dataset;
    EXPECT_TRUE(LoadDataset(options, &dataset).ok());
    std::set<float> chosen;
    for (const Example& example : dataset.validation[0].set.examples) {
      chosen.insert(example.ink[0][1].x);
    }
    return chosen;
  };
  EXPECT_EQ(validating(1), validating(1));
  EXPECT_NE(validating(1), validating(2));
}

TEST(OwnData, SplitsWholeWriters) {
  const TemporaryFolder folder;
  DataOptions options =
      Own({{.path = folder.Write("own.jsonl", Drawings({"A", "b"}, 20))}});
  options.own.split_by = SplitBy::kWriter;
  options.own.validation = 0.3;
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(options, &dataset).ok());
  std::set<std::string> training, validation;
  for (const Example& e : dataset.training[0].set.examples) training.insert(e.writer);
  for (const Example& e : dataset.validation[0].set.examples) validation.insert(e.writer);
  EXPECT_EQ(validation.size(), 2u) << "one of five is less than 30 %";
  EXPECT_EQ(training.size(), 3u);
  for (const std::string& writer : validation) EXPECT_FALSE(training.contains(writer));

  std::string text = Line("A", "", 0);
  options.own.sources[0].path =
      folder.Write("none.jsonl", Drawings({"A", "b"}, 5) + text);
  EXPECT_NE(ErrorOf(options).find("none.jsonl: drawing 11: no writer"), std::string::npos)
      << ErrorOf(options);
}

TEST(OwnData, ValidatesOnNothingWhereNothingIsPutAside) {
  const TemporaryFolder folder;
  DataOptions options = Own({{.path = folder.Write("o", Drawings({"A", "b"}, 20))}});
  options.own.validation = 0;
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(options, &dataset).ok());
  EXPECT_TRUE(dataset.validation.empty());
  EXPECT_EQ(dataset.training[0].labels.size(), 40u);
}

TEST(OwnData, MixesSourcesByWeight) {
  const TemporaryFolder folder;
  DataOptions options =
      Own({{.path = folder.Write("a.jsonl", Drawings({"A", "b"}, 1000)), .weight = 2},
           {.path = folder.Write("b.jsonl", Drawings({"b", "C"}, 1000, 5000)),
            .weight = 0.25}});
  options.own.validation = 0;
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(options, &dataset).ok());
  const PrepSpec prep;
  std::vector<float> input(InputShape(prep).size());
  const auto shown = [&](int number) {
    Epoch epoch(dataset.training, nullptr, prep, 0, 1, number, 1);
    std::map<int, int> counts;
    for (size_t i = 0; i < epoch.size(); ++i) ++counts[epoch.Draw(i, 0, input)];
    return counts;
  };
  const auto first = shown(0);
  EXPECT_EQ(first.at(0), 2000);
  EXPECT_EQ(first.at(1) + first.at(2), 2000 + 500);
  EXPECT_NEAR(first.at(1), 250, 60);
  // Four epochs show each of the second source once.
  int last = 0;
  for (int number = 0; number < 4; ++number) last += shown(number).at(1);
  EXPECT_EQ(last, 1000);
}

TEST(OwnData, FewExamplesAreShownMoreOften) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("own.jsonl", Drawings({"A", "b"}, 5));
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(Own({{.path = path}}), &dataset).ok());
  const Epoch epoch(dataset.training, nullptr, PrepSpec(), 0, 1, 0, 1);
  EXPECT_GE(epoch.size(), 2000u);
  EXPECT_LE(epoch.size(), 4000u);
}

TEST(OwnData, AddsToTheDigitsOfOtherOptions) {
  const TemporaryFolder folder;
  DataOptions options =
      Own({{.path = folder.Write("own.jsonl", Drawings({"x", "3"}, 5))}});
  options.strokes = {folder.Write("digits.jsonl", Drawings({"3", "5"}, 5, 100))};
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(options, &dataset).ok());
  EXPECT_EQ(dataset.labels, (std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6",
                                                      "7", "8", "9", "x"}));
  EXPECT_EQ(dataset.training[0].labels[0], 3);
  options.negatives = 10;
  EXPECT_EQ(ErrorOf(options),
            "negatives are made from the digits 0 to 9; the data has \"x\"");
}

TEST(OwnData, ErrorsNameThePlaceOrTheLabel) {
  const TemporaryFolder folder;
  const std::string enough = Drawings({"A", "b"}, 5);
  const std::pair<std::string, std::string> cases[] = {
      {Drawings({"A"}, 20), "label \"A\"; at least two labels"},
      {enough + Drawings({"c"}, 4, 100), "label \"c\": 4 examples, at least 5"},
      {enough + Line("c", "w", 3),
       "drawing 11: has the label \"c\", and the very same with the label \"A\" is "},
      {enough + R"({"label":"A","strokes":[[]]})", "drawing 11: no ink"},
      {enough + R"({"label":"a\nb","strokes":[[[1,2]]]})",
       "drawing 11: a label with a control"},
      {enough + R"({"strokes":[[[1,2]]]})", "drawing 11 has no label"},
  };
  for (const auto& [text, part] : cases) {
    const std::string message = ErrorOf(Own({{.path = folder.Write("own.jsonl", text)}}));
    EXPECT_NE(message.find(part), std::string::npos) << message;
  }
}

}  // namespace
}  // namespace digitpad
