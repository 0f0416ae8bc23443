#include "trainer/data/negatives.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/base/prep_spec.h"
#include "tests/trainer/synthetic_digits.h"
#include "trainer/data/figures.h"
#include "trainer/data/line_or_ring.h"
#include "trainer/data/negative_pictures.h"
#include "trainer/data/spoilt_digits.h"

namespace digitpad {
namespace {

constexpr int kPixels = kInputSize * kInputSize;

// Digits and symbols that live as long as the test.
struct Material {
  Material() {
    Random random({1});
    for (int i = 0; i < 50; ++i) {
      digits.push_back(testing::SyntheticDigit(i % 10, &random));
      labels.push_back(i % 10);
    }
    symbols = {{{{0, 0}, {5, 9}, {9, 0}}, {{2, 4}, {7, 4}}},
               {{{0, 0}, {9, 0}}, {{5, 0}, {5, 9}}, {{0, 9}, {9, 9}}}};
  }
  Negatives Make() const {
    std::vector<const Ink*> digit_inks;
    std::vector<const Ink*> symbol_inks;
    for (const Ink& ink : digits) digit_inks.push_back(&ink);
    for (const Ink& ink : symbols) symbol_inks.push_back(&ink);
    return Negatives(digit_inks, labels, symbol_inks);
  }
  std::vector<Ink> digits;
  std::vector<int> labels;
  std::vector<Ink> symbols;
};

Ink Arc(float radius_x, float radius_y, float from, float to) {
  Ink ink(1);
  for (int i = 0; i <= 40; ++i) {
    const float angle = from + (to - from) * static_cast<float>(i) / 40;
    ink[0].push_back({radius_x * std::cos(angle), radius_y * std::sin(angle)});
  }
  return ink;
}

TEST(Negatives, OfEveryKindAreValidAndNeverEmpty) {
  const Material material;
  const Negatives negatives = material.Make();
  Ink ink;
  for (int kind = 0; kind < kNegativeKinds; ++kind) {
    Random random({7, static_cast<uint64_t>(kind)});
    for (int i = 0; i < 300; ++i) {
      negatives.DrawInk(static_cast<NegativeKind>(kind), &random, &ink);
      ASSERT_TRUE(ValidateInk(ink).ok()) << "kind " << kind;
      ASSERT_FALSE(IsEmpty(ink)) << "kind " << kind;
    }
  }
}

TEST(Negatives, AreNeverOneUprightLineOrOnePlainRing) {
  const Material material;
  const Negatives negatives = material.Make();
  Random random({8});
  Ink ink;
  for (int i = 0; i < 3000; ++i) {
    negatives.DrawInk(&random, &ink);
    ASSERT_FALSE(LooksLikeLineOrRing(ink)) << "drawing " << i;
  }
}

TEST(Negatives, FollowFromTheRandomNumbersAlone) {
  const Material material;
  const Negatives negatives = material.Make();
  const auto draw = [&](uint64_t seed) {
    Random random({seed});
    Ink ink;
    std::vector<float> values;
    for (int i = 0; i < 20; ++i) {
      negatives.DrawInk(&random, &ink);
      for (const Stroke& stroke : ink) {
        for (const Point& point : stroke) values.push_back(point.x + 2 * point.y);
      }
    }
    return values;
  };
  EXPECT_EQ(draw(3), draw(3));
  EXPECT_NE(draw(3), draw(4));
}

TEST(Negatives, NeedNoMaterial) {
  const Negatives negatives({}, {}, {});
  Random random({9});
  Ink ink;
  for (int i = 0; i < 500; ++i) {
    negatives.DrawInk(&random, &ink);
    ASSERT_FALSE(IsEmpty(ink));
  }
}

TEST(Negatives, AreFoundWhereTheMaterialHasNoneOfAKind) {
  const Ink one = {{{5, 0}, {5, 9}}};
  const Negatives negatives({&one}, {1}, {});
  Random random({14});
  Ink ink;
  negatives.DrawInk(NegativeKind::kPart, &random, &ink);  // of a 1, all parts are 1s
  EXPECT_FALSE(IsEmpty(ink));
}

TEST(LooksLikeLineOrRing, TellsOnesAndZerosFromTheRest) {
  constexpr float kTurn = 2 * static_cast<float>(M_PI);
  EXPECT_TRUE(LooksLikeLineOrRing({{{0, 0}, {1, 9}}}));
  EXPECT_TRUE(LooksLikeLineOrRing({{{0, 0}, {1, 5}, {1, 9}}}));
  EXPECT_TRUE(LooksLikeLineOrRing({{{0, 9}, {7, 0}}}));
  EXPECT_FALSE(LooksLikeLineOrRing({{{0, 0}, {9, 1}}}));
  EXPECT_FALSE(LooksLikeLineOrRing({{{0, 0}, {0, 9}}, {{5, 0}, {5, 9}}}));
  EXPECT_TRUE(LooksLikeLineOrRing(Arc(1, 1, 0, kTurn)));
  EXPECT_TRUE(LooksLikeLineOrRing(Arc(0.5f, 1, 1, 1 + kTurn)));
  EXPECT_FALSE(LooksLikeLineOrRing(Arc(1, 1, 0, kTurn / 2)));
  EXPECT_FALSE(LooksLikeLineOrRing({{{0, 0}}}));
}

TEST(Figures, StayInTheirBox) {
  Random random({10});
  Ink ink;
  for (int figure = 0; figure < CountSigns() + CountDoodles(); ++figure) {
    Sketch sketch(&random, &ink);
    if (figure < CountSigns()) {
      DrawSign(figure, {-0.5f, -0.5f, 1, 1}, &random, &sketch);
    } else {
      DrawDoodle(figure - CountSigns(), {-0.5f, -0.5f, 1, 1}, &random, &sketch);
    }
    const Box box = BoundingBox(ink);
    EXPECT_GT(std::max(box.w, box.h), 0.3f) << figure;
    EXPECT_LT(std::max(box.w, box.h), 2) << figure;
  }
}

TEST(DigitParts, AreTakenOnlyWhereTheyAreNoDigit) {
  Random random({11});
  Ink part;
  for (const int label : {1, 4, 6, 7, 9}) {
    const Ink digit = testing::SyntheticDigit(label, &random);
    for (int i = 0; i < 100; ++i) {
      EXPECT_FALSE(DrawDigitPart(digit, label, &random, &part)) << label;
    }
  }
}

TEST(DigitPairs, AreRefusedWhereTheyReadAsOneDigit) {
  const Ink ring = Arc(1, 1, 0, 2 * static_cast<float>(M_PI));
  Random random({12});
  Ink pair;
  int drawn = 0;
  for (int i = 0; i < 500; ++i) {
    if (!DrawDigitPair(ring, 0, ring, 0, &random, &pair)) continue;
    ++drawn;
    const Box box = BoundingBox(pair);
    EXPECT_GT(box.w, 0.8f * box.h) << "two rings above each other are an 8";
  }
  EXPECT_GT(drawn, 200);
}

TEST(NegativePictures, FollowFromTheRandomNumbersAloneAndAreNeverDigitsAsTheyWere) {
  std::vector<uint8_t> pictures;
  std::vector<int> labels;
  Random shape({13});
  for (int label = 0; label < 10; ++label) {
    labels.push_back(label);
    for (int i = 0; i < kPixels; ++i) {
      const bool inside = i / kInputSize >= 4 && i / kInputSize < 24;
      pictures.push_back(inside && shape.Below(4) == 0 ? 255 : 0);
    }
  }
  const NegativePictures negatives(pictures, labels);
  std::array<uint8_t, kPixels> first;
  std::array<uint8_t, kPixels> second;
  for (uint64_t seed = 0; seed < 500; ++seed) {
    Random random({seed});
    negatives.Draw(&random, first);
    Random again({seed});
    negatives.Draw(&again, second);
    ASSERT_EQ(first, second);
    for (size_t i = 0; i < labels.size(); ++i) {
      EXPECT_FALSE(std::equal(first.begin(), first.end(), &pictures[i * kPixels]));
    }
  }
}

}  // namespace
}  // namespace digitpad
