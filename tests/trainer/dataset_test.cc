#include "trainer/train/dataset.h"

#include <gtest/gtest.h>

#include "core/formats/strokes_json.h"
#include "core/nn/model.h"
#include "tests/formats/temporary_folder.h"
#include "tests/trainer/synthetic_digits.h"

namespace digitpad {
namespace {

std::string BigEndian(uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift);
  return bytes;
}

// Image i is all bytes of value i, with the label i % 10.
void WriteMnist(const testing::TemporaryFolder& folder, int count) {
  std::string images =
      BigEndian(0x803) + BigEndian(count) + BigEndian(28) + BigEndian(28);
  std::string labels = BigEndian(0x801) + BigEndian(count);
  for (int i = 0; i < count; ++i) {
    images.append(28 * 28, static_cast<char>(i));
    labels += static_cast<char>(i % 10);
  }
  folder.Write("train-images-idx3-ubyte", images);
  folder.Write("train-labels-idx1-ubyte", labels);
}

TEST(Dataset, PutsTheLastImagesAsideForValidation) {
  const testing::TemporaryFolder folder;
  WriteMnist(folder, 25);
  DataOptions options;
  options.mnist = folder.Path("");
  options.validation_images = 5;
  Dataset dataset;
  const Status status = LoadDataset(options, &dataset);
  ASSERT_TRUE(status.ok()) << status.message();
  ASSERT_EQ(dataset.training.size(), 1u);
  ASSERT_EQ(dataset.validation.size(), 1u);
  EXPECT_EQ(dataset.training[0].labels.size(), 20u);
  const Source& validation = dataset.validation[0];
  ASSERT_EQ(validation.labels.size(), 5u);
  EXPECT_EQ(validation.labels[0], 0);
  EXPECT_EQ(validation.set.Picture(validation.set.examples[0])[0], 20);
  ASSERT_EQ(dataset.files.size(), 2u);
  EXPECT_EQ(dataset.files[0].name, "train-images-idx3-ubyte");
  EXPECT_EQ(dataset.files[0].sha256.size(), 64u);
}

TEST(Dataset, KeepsWritersTogetherAndTestWritersOut) {
  const testing::TemporaryFolder folder;
  DataOptions options;
  options.strokes = {folder.Write("pen.jsonl", testing::SyntheticStrokesFile(8, 1))};
  options.validation_writers = {"2"};
  options.excluded_writers = {"3"};
  Dataset dataset;
  const Status status = LoadDataset(options, &dataset);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(dataset.training[0].name, "pen");
  EXPECT_EQ(dataset.training[0].labels.size(), 40u);
  EXPECT_EQ(dataset.training[0].repeat, 4);
  for (const Example& example : dataset.training[0].set.examples) {
    EXPECT_TRUE(example.writer == "1" || example.writer == "4");
  }
  EXPECT_EQ(dataset.validation[0].labels.size(), 20u);
  for (const Example& example : dataset.validation[0].set.examples) {
    EXPECT_EQ(example.writer, "2");
  }
}

TEST(Dataset, WhatIsNoDigitBecomesAClassAndTestGroupsStayOut) {
  const testing::TemporaryFolder folder;
  std::string symbols;
  for (const char* label :
       {"Latin/a", "Latin/character02", "Balinese/character01", "Sanskrit/character01"}) {
    symbols += R"({"label":")" + std::string(label) +
               R"(","strokes":[[[0,0],[9,1],[5,8]]]})" + "\n";
  }
  DataOptions options;
  options.strokes = {folder.Write("pen.jsonl", testing::SyntheticStrokesFile(2, 1))};
  options.not_digits = {folder.Write("symbols.jsonl", symbols)};
  options.validation_groups = {"Balinese"};
  options.excluded_groups = {"Sanskrit"};
  Dataset dataset;
  const Status status = LoadDataset(options, &dataset);
  ASSERT_TRUE(status.ok()) << status.message();
  ASSERT_EQ(dataset.labels.size(), 11u);
  EXPECT_EQ(dataset.labels.back(), "");
  EXPECT_EQ(dataset.symbols.size(), 1u);  // Latin/character02 looks like a digit
  const Source& validation = dataset.validation.back();
  EXPECT_EQ(validation.name, "symbols");
  EXPECT_EQ(validation.labels, std::vector<int>{10});
  EXPECT_EQ(dataset.files.size(), 2u);
}

TEST(Dataset, RefusesNegativePicturesWithoutPicturesToMakeThemOf) {
  const testing::TemporaryFolder folder;
  DataOptions options;
  options.strokes = {folder.Write("pen.jsonl", testing::SyntheticStrokesFile(2, 1))};
  options.negative_pictures = 5;
  Dataset dataset;
  EXPECT_NE(LoadDataset(options, &dataset).message().find("MNIST"), std::string::npos);
  EXPECT_TRUE(dataset.labels.empty());
}

TEST(Dataset, LimitTakesTheFirstOfEachSource) {
  const testing::TemporaryFolder folder;
  DataOptions options;
  options.strokes = {folder.Write("a.jsonl", testing::SyntheticStrokesFile(8, 1)),
                     folder.Write("b.jsonl", testing::SyntheticStrokesFile(8, 2))};
  options.limit = 7;
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(options, &dataset).ok());
  ASSERT_EQ(dataset.training.size(), 2u);
  EXPECT_EQ(dataset.training[0].labels, (std::vector<int>{0, 1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(dataset.training[1].labels.size(), 7u);
  EXPECT_TRUE(dataset.validation.empty());
}

DataOptions OfMnist(const std::string& path) {
  DataOptions options;
  options.mnist = path;
  return options;
}

DataOptions OfStrokes(const std::string& path) {
  DataOptions options;
  options.strokes = {path};
  return options;
}

TEST(Dataset, ErrorsNameTheFileAndLeaveTheDatasetAlone) {
  const testing::TemporaryFolder folder;
  WriteMnist(folder, 3);
  const std::string ink = "\"strokes\":[[[1,2],[3,4]]]}\n";
  const std::pair<DataOptions, std::string> cases[] = {
      {DataOptions(), "no examples"},
      {OfMnist(folder.Path("none")), "none/train-images"},
      {OfMnist(folder.Path("")), "leave none to train on"},
      {OfStrokes(folder.Path("missing.jsonl")), "missing.jsonl"},
      {OfStrokes(folder.Write("cut.jsonl", "{\"label\":\"1\",\"strokes\":[[[1,")),
       "cut.jsonl"},
      {OfStrokes(folder.Write("x.jsonl", "{\"label\":\"x\"," + ink)),
       "x.jsonl: example 1: the label 'x'"},
      {OfStrokes(folder.Write("unnamed.jsonl", "{" + ink)), "unnamed.jsonl"},
      {OfStrokes(folder.Write("empty.jsonl", "{\"label\":\"1\",\"strokes\":[[]]}\n")),
       "empty.jsonl: example 1: no ink"},
  };
  for (const auto& [options, part] : cases) {
    Dataset dataset;
    dataset.labels = {"before"};
    const Status status = LoadDataset(options, &dataset);
    EXPECT_FALSE(status.ok()) << part;
    EXPECT_NE(status.message().find(part), std::string::npos) << status.message();
    EXPECT_EQ(dataset.labels.size(), 1u);
  }
}

TEST(Dataset, PreparedInputsAreThoseInUse) {
  const testing::TemporaryFolder folder;
  WriteMnist(folder, 12);
  DataOptions options;
  options.mnist = folder.Path("");
  options.validation_images = 2;
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(options, &dataset).ok());
  PrepSpec prep;
  prep.channels = kMaxInputChannels;
  const PreparedSource prepared = Prepare(dataset.validation[0], prep);
  const size_t size = InputShape(prep).size();
  ASSERT_EQ(prepared.inputs.size(), 2 * size);
  EXPECT_EQ(prepared.inputs[0], 10);
  EXPECT_EQ(prepared.inputs[1], 0);
  EXPECT_EQ(prepared.inputs[size], 11);
  EXPECT_EQ(prepared.labels, (std::vector<int>{0, 1}));
}

}  // namespace
}  // namespace digitpad
