#include "core/prep/normalizer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

namespace digitpad {
namespace {

// A digit two, more or less, in units of a 100-pixel box.
const Ink kTwo = {{{20, 30},
                   {30, 12},
                   {50, 5},
                   {70, 14},
                   {76, 32},
                   {66, 52},
                   {48, 70},
                   {25, 90},
                   {18, 96},
                   {40, 95},
                   {60, 96},
                   {82, 94}}};

std::vector<uint8_t> Normalize(const Ink& ink, int channels = 1) {
  PrepSpec spec;
  spec.channels = channels;
  std::vector<uint8_t> out(static_cast<size_t>(kInputSize * kInputSize * channels), 99);
  Normalizer().Normalize(ink, spec, out);
  return out;
}

Ink Moved(const Ink& ink, float scale, float dx, float dy) {
  Ink moved = ink;
  for (Stroke& stroke : moved) {
    for (Point& p : stroke) {
      p.x = p.x * scale + dx;
      p.y = p.y * scale + dy;
    }
  }
  return moved;
}

int LargestDifference(const std::vector<uint8_t>& a, const std::vector<uint8_t>& b) {
  int largest = 0;
  for (size_t i = 0; i < a.size(); ++i)
    largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

TEST(Normalizer, PlaceAndSizeMakeNoDifference) {
  const auto reference = Normalize(kTwo, 5);
  // Powers of two and small whole shifts are exact in float; others round in the last
  // place.
  EXPECT_EQ(Normalize(Moved(kTwo, 4, 0, 0), 5), reference);
  EXPECT_EQ(Normalize(Moved(kTwo, 0.25f, 8, 64), 5), reference);
  EXPECT_LE(LargestDifference(Normalize(Moved(kTwo, 0.037f, 311, 7), 5), reference), 3);
  EXPECT_LE(LargestDifference(Normalize(Moved(kTwo, 90, -4000, 900), 5), reference), 3);
}

TEST(Normalizer, TimePressureAndEmptyStrokesMakeNoDifference) {
  Ink other = kTwo;
  for (Point& p : other[0]) {
    p.time_ms = 5 * p.x;
    p.pressure = 0.7f;
    p.pointer = PointerKind::kPen;
  }
  other.insert(other.begin(), Stroke());
  EXPECT_EQ(Normalize(other, 5), Normalize(kTwo, 5));
}

TEST(Normalizer, LongerSideFillsTheBox) {
  const auto out = Normalize(kTwo);
  int top = kInputSize, bottom = -1;
  for (int y = 0; y < kInputSize; ++y) {
    for (int x = 0; x < kInputSize; ++x) {
      if (out[static_cast<size_t>(y * kInputSize + x)] < 128) continue;
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
  }
  EXPECT_NEAR(bottom - top + 1, 20, 1);
}

TEST(Normalizer, CentreOfMassIsInTheMiddle) {
  const auto out = Normalize(kTwo);
  double mass = 0, mx = 0, my = 0;
  for (int y = 0; y < kInputSize; ++y) {
    for (int x = 0; x < kInputSize; ++x) {
      const double v = out[static_cast<size_t>(y * kInputSize + x)];
      mass += v;
      mx += v * (x + 0.5);
      my += v * (y + 0.5);
    }
  }
  EXPECT_NEAR(mx / mass, 14, 0.3);
  EXPECT_NEAR(my / mass, 14, 0.3);
}

TEST(Normalizer, InkStaysInsideAlsoWithAllMassAtOneEnd) {
  // A long thin tail with a heavy scribble at its end pulls the centre of mass to the
  // edge.
  Ink ink = {{{0, 0}, {100, 0}}};
  for (int i = 0; i < 60; ++i) ink[0].push_back({i % 2 ? 100.0f : 97.0f, i % 3 * 1.0f});
  const auto out = Normalize(ink);
  EXPECT_GT(out[14 * kInputSize],
            0);  // the tail's end touches the left edge, not beyond it
  int inked = 0;
  for (int x = 0; x < kInputSize; ++x)
    inked += out[static_cast<size_t>(14 * kInputSize + x)] > 128;
  EXPECT_NEAR(inked, 20, 2);
}

TEST(Normalizer, OrientationChannelsTellDirectionsApart) {
  const auto strongest = [](const Ink& ink) {
    const auto out = Normalize(ink, 5);
    long sums[kOrientations] = {};
    for (size_t i = 0; i < out.size(); ++i) {
      if (i % 5 > 0) sums[i % 5 - 1] += out[i];
    }
    return std::max_element(sums, sums + kOrientations) - sums;
  };
  EXPECT_EQ(strongest({{{0, 0}, {50, 0}}}), 0);
  EXPECT_EQ(strongest({{{0, 0}, {50, 50}}}), 1);
  EXPECT_EQ(strongest({{{0, 0}, {0, 50}}}), 2);
  EXPECT_EQ(strongest({{{50, 0}, {0, 50}}}), 3);
}

TEST(Normalizer, OrientationIgnoresTheSenseOfAStroke) {
  const auto forward = Normalize({{{0, 0}, {50, 20}}}, 5);
  EXPECT_LE(LargestDifference(Normalize({{{50, 20}, {0, 0}}}, 5), forward), 40);
}

TEST(Normalizer, CoverageDoesNotDependOnFurtherChannels) {
  const auto one = Normalize(kTwo, 1);
  const auto five = Normalize(kTwo, 5);
  for (size_t i = 0; i < one.size(); ++i) ASSERT_EQ(one[i], five[i * 5]);
}

TEST(Normalizer, DotsAndRepeatedPointsAreDrawn) {
  const auto dot = Normalize({{{400, 300}}}, 5);
  EXPECT_EQ(dot[(14 * kInputSize + 14) * 5], 255);
  EXPECT_EQ(Normalize({{{400, 300}, {400, 300}, {400, 300}}}, 5), dot);
}

TEST(Normalizer, HoldsAtTheLimitsOfInk) {
  EXPECT_EQ(Normalize({{{-1e6f, -1e6f}, {1e6f, 1e6f}}}, 5).size(), 28u * 28 * 5);
  const auto tiny = Normalize({{{0, 0}, {1e-38f, 1e-38f}}}, 5);
  EXPECT_EQ(tiny[(14 * kInputSize + 14) * 5], 255);
  Ink dense = {Stroke()};
  for (int i = 0; i < kMaxPoints; ++i) dense[0].push_back({i % 7 * 1.0f, i % 11 * 1.0f});
  EXPECT_EQ(Normalize(dense, 5).size(), 28u * 28 * 5);
}

TEST(Normalizer, WholeShiftsMakeNoDifferenceAtAll) {
  const auto reference = Normalize(kTwo, 5);
  for (const float shift : {1.0f, 301.0f, -77777.0f, 999900.0f}) {
    EXPECT_EQ(Normalize(Moved(kTwo, 1, shift, -shift), 5), reference) << shift;
  }
}

TEST(Normalizer, LinesAndDotsLieInTheMiddleWithinTheBox) {
  const Ink horizontal = {{{100, 200}, {300, 200}}};
  const Ink vertical = {{{200, 100}, {200, 300}}};
  const Ink dots = {{{100, 200}}, {{300, 200}}};
  const Ink farthest = {{{-1e6f, 0}, {1e6f, 0}}};
  Ink crowd;
  for (int i = 0; i < kMaxStrokes; ++i) {
    crowd.push_back({{i % 40 * 1.0f, i / 40 * 1.0f}, {i % 40 + 0.5f, i / 40 + 0.5f}});
  }
  for (const Ink& ink : {horizontal, vertical, dots, farthest, crowd}) {
    const auto out = Normalize(ink);
    for (int y = 0; y < kInputSize; ++y) {
      for (int x = 0; x < kInputSize; ++x) {
        const uint8_t pixel = out[static_cast<size_t>(y * kInputSize + x)];
        // The box of 20 pixels, and half a pixel of soft edge.
        const bool in_box = x >= 3 && x < 25 && y >= 3 && y < 25;
        ASSERT_TRUE(in_box || pixel == 0) << x << ", " << y;
        // These inks are point symmetric, and their pictures too.
        const auto opposite = static_cast<size_t>((27 - y) * kInputSize + 27 - x);
        ASSERT_NEAR(pixel, out[opposite], 1) << x << ", " << y;
      }
    }
  }
}

TEST(Normalizer, RefusesPreparationsItCannotDo) {
  const auto valid = [](int version, int pen, int box, int channels) {
    return ValidatePrep({version, pen, box, channels}).ok();
  };
  EXPECT_TRUE(valid(1, 2600, 20000, 5));
  EXPECT_FALSE(valid(2, 2600, 20000, 5));
  EXPECT_FALSE(valid(1, 0, 20000, 5));
  EXPECT_FALSE(valid(1, 10001, 20000, 5));
  EXPECT_FALSE(valid(1, 1 << 30, 20000, 5));  // whose double is no int
  EXPECT_FALSE(valid(1, 2600, 28001, 5));
  EXPECT_FALSE(valid(1, 2600, 20000, 3));
}

}  // namespace
}  // namespace digitpad
