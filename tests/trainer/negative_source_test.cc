#include "trainer/train/negative_source.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/nn/model.h"
#include "tests/trainer/synthetic_digits.h"

namespace digitpad {
namespace {

constexpr size_t kPictureSize = size_t{kInputSize} * kInputSize;

// A drawing and a picture of each digit; the pictures are bars.
Dataset DigitsOf(bool with_none) {
  Dataset dataset;
  Source drawings;
  Source pictures;
  Random random({7});
  for (int label = 0; label < 10; ++label) {
    dataset.labels.push_back(std::to_string(label));
    drawings.labels.push_back(label);
    drawings.set.examples.push_back({.label = dataset.labels.back(),
                                     .writer = "",
                                     .ink = testing::SyntheticDigit(label, &random),
                                     .place = ""});
    pictures.labels.push_back(label);
    Example example;
    example.label = dataset.labels.back();
    example.is_picture = true;
    example.picture = label;
    pictures.set.examples.push_back(example);
    std::vector<uint8_t> picture(kPictureSize);
    for (int row = 4; row < 24; ++row) {
      std::fill_n(picture.begin() + row * kInputSize + 6 + label, 4, uint8_t{255});
    }
    pictures.set.pictures.insert(pictures.set.pictures.end(), picture.begin(),
                                 picture.end());
  }
  dataset.training = {drawings, pictures};
  if (with_none) dataset.labels.emplace_back();
  return dataset;
}

DataOptions ThreeAndTwo() {
  DataOptions options;
  options.negatives = 3;
  options.negative_pictures = 2;
  return options;
}

std::vector<uint8_t> Drawn(const NegativeSource& source, size_t index, uint64_t seed) {
  PrepSpec prep;
  prep.channels = kMaxInputChannels;
  Augmenter augmenter(prep);
  std::vector<uint8_t> input(InputShape(prep).size());
  Random random({seed});
  source.Draw(index, &random, &augmenter, input);
  return input;
}

TEST(NegativeSource, MakesAsManyAsAskedForAndAllOfTheLastClass) {
  const Dataset dataset = DigitsOf(/*with_none=*/true);
  const NegativeSource source(dataset, ThreeAndTwo());
  EXPECT_EQ(source.size(), 5u);
  EXPECT_EQ(source.label(), 10);
}

TEST(NegativeSource, IsEmptyWhereNoClassIsForIt) {
  const Dataset dataset = DigitsOf(/*with_none=*/false);
  EXPECT_EQ(NegativeSource(dataset, ThreeAndTwo()).size(), 0u);
}

TEST(NegativeSource, FollowsFromTheRandomNumbersAlone) {
  const Dataset dataset = DigitsOf(/*with_none=*/true);
  const NegativeSource source(dataset, ThreeAndTwo());
  for (const size_t index : {0, 3}) {
    EXPECT_EQ(Drawn(source, index, 1), Drawn(source, index, 1));
    EXPECT_NE(Drawn(source, index, 1), Drawn(source, index, 2));
  }
}

TEST(NegativeSource, PicturesHaveNoChannelsThatOnlyInkHas) {
  const Dataset dataset = DigitsOf(/*with_none=*/true);
  const NegativeSource source(dataset, ThreeAndTwo());
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const std::vector<uint8_t> input = Drawn(source, 4, seed);
    int ink = 0;
    for (size_t i = 0; i < input.size(); ++i) {
      if (i % kMaxInputChannels == 0) {
        ink += input[i] > 0;
      } else {
        ASSERT_EQ(input[i], 0);
      }
    }
    EXPECT_GT(ink, 0);
  }
}

}  // namespace
}  // namespace digitpad
