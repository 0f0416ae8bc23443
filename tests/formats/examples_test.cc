#include "trainer/data/examples.h"

#include <gtest/gtest.h>

#include "tests/formats/temporary_folder.h"
#include "trainer/data/input_file.h"

namespace digitpad {
namespace {

using std::string_literals::operator""s;

constexpr char kThree[] =
    "{\"label\":\"1\",\"writer\":7,\"strokes\":[[[1,2]]]}\n"
    "{\"label\":\"2\",\"writer\":\"8\",\"strokes\":[[[3,4]]]}\n"
    "{\"label\":\"3\",\"writer\":7,\"strokes\":[[[5,6]]]}\n";

// IDX files of two 28x28 pictures, filled with 10 and 11, and of their labels.
std::string Pictures() {
  return "\0\0\x08\x03\0\0\0\x02\0\0\0\x1C\0\0\0\x1C"s + std::string(28 * 28, 10) +
         std::string(28 * 28, 11);
}
std::string Labels() { return "\0\0\x08\x01\0\0\0\x02\x04\x09"s; }

std::string LabelsOf(const ExampleSet& set) {
  std::string labels;
  for (const Example& example : set.examples) labels += example.label;
  return labels;
}

InputKind KindOf(const testing::TemporaryFolder& folder, std::string_view content) {
  InputFile file;
  EXPECT_TRUE(LoadInput(folder.Write("input", content), &file).ok());
  return file.kind;
}

TEST(InputFile, TellsItsKindByContent) {
  const testing::TemporaryFolder folder;
  EXPECT_EQ(KindOf(folder, kThree), InputKind::kStrokes);
  EXPECT_EQ(KindOf(folder, "any text"), InputKind::kStrokes);
  EXPECT_EQ(KindOf(folder, Pictures()), InputKind::kIdx);
  EXPECT_EQ(KindOf(folder, "\x89PNG\r\n\x1A\n"s), InputKind::kPicture);
  EXPECT_EQ(KindOf(folder, "\xFF\xD8\xFF\xE0"s), InputKind::kPicture);
  EXPECT_EQ(KindOf(folder,
                   "\x89"
                   "DPM\r\n\x1A\n"s),
            InputKind::kModel);
}

TEST(InputFile, RefusesAnEmptyFile) {
  const testing::TemporaryFolder folder;
  InputFile file;
  EXPECT_EQ(LoadInput(folder.Write("empty", ""), &file).message(),
            folder.Path("empty") + ": the file is empty");
}

TEST(InputFile, RefusesAnotherKindByName) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Write("p", "\x89PNG\r\n\x1A\n"s);
  InputFile file;
  ASSERT_TRUE(LoadInput(path, &file).ok());
  std::vector<Drawing> drawings;
  EXPECT_EQ(ParseStrokes(file, &drawings).message(),
            path + ": this is a picture, not a strokes file");
  IdxArray array;
  EXPECT_FALSE(ParseIdx(file, &array).ok());
}

TEST(Examples, ReadsLabeledDrawings) {
  const testing::TemporaryFolder folder;
  ExampleSet set;
  ASSERT_TRUE(LoadStrokeExamples(folder.Write("three", kThree), &set).ok());
  EXPECT_EQ(LabelsOf(set), "123");
  EXPECT_EQ(set.examples[1].writer, "8");
  EXPECT_EQ(set.examples[2].ink[0][0].y, 6);
  EXPECT_FALSE(set.examples[0].is_picture);
}

TEST(Examples, ReadsLabeledPictures) {
  const testing::TemporaryFolder folder;
  ExampleSet set;
  ASSERT_TRUE(LoadPictureExamples(folder.Write("images", Pictures()),
                                  folder.Write("labels", Labels()), &set)
                  .ok());
  EXPECT_EQ(LabelsOf(set), "49");
  ASSERT_TRUE(set.examples[1].is_picture);
  EXPECT_EQ(set.Picture(set.examples[1]).size(), 28u * 28u);
  EXPECT_EQ(set.Picture(set.examples[1])[0], 11);
}

TEST(Examples, RefusesDrawingsWithoutLabel) {
  const testing::TemporaryFolder folder;
  const std::string path =
      folder.Write("two", std::string(kThree) + "{\"strokes\":[[[1,2]]]}\n");
  ExampleSet set;
  EXPECT_EQ(LoadStrokeExamples(path, &set).message(), path + ": drawing 4 has no label");
}

TEST(Examples, NormalizesPicturesOfAnotherSize) {
  const testing::TemporaryFolder folder;
  std::string images = "\0\0\x08\x03\0\0\0\x01\0\0\0\x40\0\0\0\x40"s;
  for (int i = 0; i < 64 * 64; ++i) {  // a bar from the top to the middle
    images.push_back(i % 64 >= 40 && i % 64 < 46 && i < 32 * 64 ? '\xFF' : '\0');
  }
  ExampleSet set;
  const Status status =
      LoadPictureExamples(folder.Write("images", images),
                          folder.Write("label", "\0\0\x08\x01\0\0\0\x01\x01"s), &set);
  ASSERT_TRUE(status.ok()) << status.message();
  const auto picture = set.Picture(set.examples[0]);
  EXPECT_GT(picture[14 * 28 + 14], 200) << "its ink is in the middle";
  EXPECT_EQ(picture[14 * 28 + 4], 0);
}

TEST(Examples, RefusesAnotherNumberOfLabels) {
  const testing::TemporaryFolder folder;
  const std::string images = folder.Write("images", Pictures());
  const std::string labels = folder.Write("labels", "\0\0\x08\x01\0\0\0\x01\x04"s);
  ExampleSet set;
  EXPECT_EQ(LoadPictureExamples(images, labels, &set).message(),
            labels + ": not one label for each of the 2 images of " + images);
}

TEST(Examples, KeepsWriters) {
  const testing::TemporaryFolder folder;
  ExampleSet set;
  ASSERT_TRUE(LoadStrokeExamples(folder.Write("three", kThree), &set).ok());
  const std::vector<std::string> nobody = {"7", "9"};
  EXPECT_EQ(KeepWriters(nobody, &set).message(), "no drawing of writer 9");
  EXPECT_EQ(LabelsOf(set), "123") << "changed by a failed call";
  const std::vector<std::string> one = {"7"};
  ASSERT_TRUE(KeepWriters(one, &set).ok());
  EXPECT_EQ(LabelsOf(set), "13");
}

TEST(Examples, KeepsARange) {
  const testing::TemporaryFolder folder;
  ExampleSet set;
  ASSERT_TRUE(LoadStrokeExamples(folder.Write("three", kThree), &set).ok());
  EXPECT_EQ(KeepRange(1, 3, &set).message(),
            "no range 1-3 of 3 examples, counted from 0");
  EXPECT_FALSE(KeepRange(2, 1, &set).ok());
  ASSERT_TRUE(KeepRange(1, 2, &set).ok());
  EXPECT_EQ(LabelsOf(set), "23");
}

}  // namespace
}  // namespace digitpad
