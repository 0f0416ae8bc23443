#include "trainer/data/augment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/nn/model.h"
#include "tests/trainer/synthetic_digits.h"
#include "trainer/data/vary_ink.h"
#include "trainer/data/vary_picture.h"
#include "trainer/train/epoch.h"

namespace digitpad {
namespace {

std::vector<Source> TwoSources() {
  std::vector<Source> sources(2);
  Random random({3});
  for (int label = 0; label < 10; ++label) {
    Example drawing;
    drawing.ink = testing::SyntheticDigit(label, &random);
    sources[0].set.examples.push_back(drawing);
    sources[0].labels.push_back(label);
    Example picture;
    picture.is_picture = true;
    picture.picture = label;
    sources[1].set.examples.push_back(picture);
    sources[1].labels.push_back(label);
    for (int i = 0; i < kInputSize * kInputSize; ++i) {
      const int distance = std::abs(i % kInputSize - 14) + std::abs(i / kInputSize - 14);
      sources[1].set.pictures.push_back(distance < 4 + label / 2 ? 255 : 0);
    }
  }
  sources[0].repeat = 3;
  return sources;
}

PrepSpec FiveChannels() {
  PrepSpec prep;
  prep.channels = kMaxInputChannels;
  return prep;
}

// All inputs of an epoch, in its order, the labels at the end.
std::vector<float> DrawAll(const std::vector<Source>& sources, uint64_t seed, int number,
                           int threads) {
  Epoch epoch(sources, nullptr, FiveChannels(), 0, seed, number, threads);
  std::vector<float> all;
  std::vector<float> input(InputShape(FiveChannels()).size());
  std::vector<float> labels;
  for (size_t place = 0; place < epoch.size(); ++place) {
    labels.push_back(
        static_cast<float>(epoch.Draw(place, static_cast<int>(place) % threads, input)));
    all.insert(all.end(), input.begin(), input.end());
  }
  all.insert(all.end(), labels.begin(), labels.end());
  return all;
}

TEST(Epoch, IsTheSameForSeedAndNumberWhateverTheThreads) {
  const std::vector<Source> sources = TwoSources();
  const std::vector<float> first = DrawAll(sources, 5, 2, 1);
  EXPECT_EQ(first, DrawAll(sources, 5, 2, 3));
  EXPECT_NE(first, DrawAll(sources, 5, 3, 1));
  EXPECT_NE(first, DrawAll(sources, 6, 2, 1));
}

TEST(Epoch, ShowsEveryExampleAsOftenAsItsSourceRepeats) {
  const std::vector<Source> sources = TwoSources();
  Epoch epoch(sources, nullptr, FiveChannels(), 0, 1, 0, 1);
  ASSERT_EQ(epoch.size(), 40u);
  std::vector<float> input(InputShape(FiveChannels()).size());
  std::vector<int> seen(10);
  for (size_t place = 0; place < epoch.size(); ++place)
    ++seen[epoch.Draw(place, 0, input)];
  EXPECT_EQ(seen, std::vector<int>(10, 4));
}

TEST(Epoch, InputsLieBetweenZeroAndOne) {
  const std::vector<Source> sources = TwoSources();
  const std::vector<float> all = DrawAll(sources, 1, 0, 1);
  for (size_t i = 0; i + 40 < all.size(); ++i) {
    ASSERT_GE(all[i], 0);
    ASSERT_LE(all[i], 1);
  }
}

// Digit `label` varied with the random numbers of `seed`.
Ink Varied(int label, uint64_t seed) {
  Random shape({1});
  Random random({seed});
  Ink varied;
  VaryInk(testing::SyntheticDigit(label, &shape), &random, &varied);
  return varied;
}

size_t CountPoints(const Ink& ink) {
  size_t points = 0;
  for (const Stroke& stroke : ink) points += stroke.size();
  return points;
}

TEST(VaryInk, FollowsFromTheRandomNumbersAlone) {
  EXPECT_EQ(BoundingBox(Varied(4, 2)).w, BoundingBox(Varied(4, 2)).w);
  EXPECT_NE(BoundingBox(Varied(4, 2)).w, BoundingBox(Varied(4, 3)).w);
}

TEST(VaryInk, KeepsSizeAndAspectWithinLimits) {
  for (uint64_t seed = 0; seed < 500; ++seed) {
    Random shape({1});
    const Box before = BoundingBox(testing::SyntheticDigit(3, &shape));
    const Box after = BoundingBox(Varied(3, seed));
    EXPECT_NEAR(std::max(after.w, after.h), 1, 0.6) << seed;
    const double change = std::log(after.w / after.h) - std::log(before.w / before.h);
    EXPECT_LT(std::fabs(change), 1) << seed;
  }
}

TEST(VaryInk, LeavesEveryStrokeSomething) {
  for (uint64_t seed = 0; seed < 500; ++seed) {
    Random shape({1});
    const Ink ink = testing::SyntheticDigit(4, &shape);
    const Ink varied = Varied(4, seed);
    EXPECT_TRUE(ValidateInk(varied).ok());
    EXPECT_GE(varied.size(), ink.size());  // more where the pen was lifted
    for (const Stroke& stroke : varied) EXPECT_FALSE(stroke.empty());
  }
}

TEST(VaryInk, VariesHowManyPointsADeviceGives) {
  Random shape({1});
  const size_t before = CountPoints(testing::SyntheticDigit(3, &shape));
  int fewer = 0;
  int more = 0;
  for (uint64_t seed = 0; seed < 500; ++seed) {
    const size_t after = CountPoints(Varied(3, seed));
    fewer += after * 3 < before * 2;
    more += after * 2 > before * 3;
  }
  EXPECT_GT(fewer, 50);
  EXPECT_GT(more, 25);
}

TEST(VaryInk, KeepsADotADot) {
  const Ink dot = {{{300, 200}}};
  Ink varied;
  Random random({1});
  VaryInk(dot, &random, &varied);
  EXPECT_TRUE(ValidateInk(varied).ok());
  ASSERT_EQ(varied.size(), 1u);
  EXPECT_EQ(varied[0].size(), 1u);
}

TEST(VaryInk, KeepsInkAtTheLimitOfCoordinatesValid) {
  const Ink far = {
      {{-kMaxCoordinate, -kMaxCoordinate}, {kMaxCoordinate, kMaxCoordinate}}};
  Ink varied;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    Random random({seed});
    VaryInk(far, &random, &varied);
    EXPECT_TRUE(ValidateInk(varied).ok());
  }
}

TEST(VaryPicture, KeepsAboutAsMuchInk) {
  const std::vector<Source> sources = TwoSources();
  const auto picture = sources[1].set.Picture(sources[1].set.examples[5]);
  const double before = std::accumulate(picture.begin(), picture.end(), 0.0);
  double after = 0;
  std::vector<uint8_t> varied(picture.size());
  for (uint64_t seed = 0; seed < 100; ++seed) {
    Random random({seed});
    VaryPicture(picture, &random, varied);
    after += std::accumulate(varied.begin(), varied.end(), 0.0) / 100;
  }
  EXPECT_NEAR(after / before, 1, 0.1);
}

TEST(VaryPicture, LeavesBlackBlackAndNothingVanish) {
  const std::vector<uint8_t> black(size_t{kInputSize} * kInputSize);
  std::vector<uint8_t> line(black);
  for (int row = 4; row < 24; ++row) line[row * kInputSize + 14] = 255;
  std::vector<uint8_t> varied(black.size());
  for (uint64_t seed = 0; seed < 200; ++seed) {
    Random random({seed});
    VaryPicture(black, &random, varied);
    EXPECT_EQ(varied, black);
    VaryPicture(line, &random, varied);
    EXPECT_GT(*std::ranges::max_element(varied), 60) << seed;
  }
}

TEST(Augmenter, DropsTheInkChannelsOfAThirdOfTheDrawings) {
  const std::vector<Source> sources = TwoSources();
  Augmenter augmenter(FiveChannels());
  std::vector<uint8_t> input(InputShape(FiveChannels()).size());
  int dropped = 0;
  for (uint64_t seed = 0; seed < 600; ++seed) {
    Random random({seed});
    augmenter.DrawVaried(sources[0].set, sources[0].set.examples[seed % 10], &random,
                         input);
    int others = 0;
    int coverage = 0;
    for (size_t i = 0; i < input.size(); ++i)
      (i % 5 == 0 ? coverage : others) += input[i];
    EXPECT_GT(coverage, 0);
    dropped += others == 0;
  }
  EXPECT_NEAR(dropped, 200, 50);
}

TEST(Augmenter, LeavesPicturesInUseAsTheyAre) {
  const std::vector<Source> sources = TwoSources();
  const ExampleSet& set = sources[1].set;
  Augmenter augmenter(FiveChannels());
  std::vector<uint8_t> input(InputShape(FiveChannels()).size(), 7);
  augmenter.DrawPlain(set, set.examples[3], input);
  for (size_t i = 0; i < input.size(); ++i) {
    ASSERT_EQ(input[i], i % 5 == 0 ? set.Picture(set.examples[3])[i / 5] : 0);
  }
}

}  // namespace
}  // namespace digitpad
