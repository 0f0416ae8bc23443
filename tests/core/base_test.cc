#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/byte_reader.h"
#include "core/base/crc32.h"
#include "core/base/fixed_point.h"
#include "core/base/sort_by_key.h"
#include "core/base/status.h"
#include "core/base/value_text.h"

namespace digitpad {
namespace {

TEST(Crc32, MatchesThePublishedCheckValue) {
  constexpr std::string_view kDigits = "123456789";
  const std::vector<uint8_t> bytes(kDigits.begin(), kDigits.end());
  EXPECT_EQ(Crc32(bytes), 0xCBF43926u);
  EXPECT_EQ(Crc32({}), 0u);
}

TEST(Crc32, GoesOnWhereItStopped) {
  const std::vector<uint8_t> bytes = {1, 2, 3, 250, 0, 7};
  const std::span<const uint8_t> all(bytes);
  EXPECT_EQ(Crc32(all.subspan(2), Crc32(all.first(2))), Crc32(all));
}

std::string TextOf(float value) {
  std::string text;
  AppendFloat(value, &text);
  return text;
}

TEST(ValueText, WritesAFloatWithTheFewestDecimalsThatReadBack) {
  EXPECT_EQ(TextOf(0), "0");
  EXPECT_EQ(TextOf(-0.1f), "-0.1");
  EXPECT_EQ(TextOf(1e6f), "1000000");
  EXPECT_EQ(TextOf(999999.94f), "999999.94");
  EXPECT_EQ(TextOf(std::numeric_limits<float>::max()).size(), 39u);
  // All kinds of sizes and digits.
  uint32_t random = 1;
  for (int i = 0; i < 20000; ++i) {
    random = random * 1664525 + 1013904223;
    const float unit = static_cast<float>(random >> 8) / static_cast<float>(1 << 24);
    for (const float scale : {1e-4f, 1.0f, 1e3f, 2e6f, 1e12f, 1e30f}) {
      const float value = (unit - 0.5f) * scale;
      EXPECT_EQ(std::strtof(TextOf(value).c_str(), nullptr), value);
    }
  }
}

TEST(ValueText, WritesWholeNumbersToTheirExtremes) {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  for (const int64_t value : {kLeast, int64_t{-10}, int64_t{0}, int64_t{7}, kMost}) {
    EXPECT_EQ(NumberText(value), std::to_string(value));
  }
}

TEST(ValueText, PutsThePointAndLeavesOutZerosAtTheEnd) {
  const auto decimal = [](int64_t value, int decimals) {
    std::string text;
    AppendDecimal(value, decimals, &text);
    return text;
  };
  EXPECT_EQ(decimal(9800, 4), "0.98");
  EXPECT_EQ(decimal(-12050, 3), "-12.05");
  EXPECT_EQ(decimal(-7, 22), "-0.0000000000000000000007");
  EXPECT_EQ(decimal(0, 4), "0");
  EXPECT_EQ(decimal(10000, 4), "1");
  EXPECT_EQ(decimal(std::numeric_limits<int64_t>::min(), 18), "-9.223372036854775808");
}

TEST(ByteReader, ReadsLittleEndian) {
  const std::vector<uint8_t> bytes = {0x01, 0x02, 0x03, 0xFF, 0xFF, 0xFF, 0xFE};
  ByteReader reader(bytes);
  EXPECT_EQ(reader.U8(), 1);
  EXPECT_EQ(reader.U16(), 0x0302);
  EXPECT_EQ(reader.I32(), static_cast<int32_t>(0xFEFFFFFFu));
  EXPECT_TRUE(reader.ok());
  EXPECT_EQ(reader.remaining(), 0u);
}

TEST(ByteReader, StaysFailedAfterReadingPastTheEnd) {
  const std::vector<uint8_t> bytes = {1, 2, 3};
  ByteReader reader(bytes);
  EXPECT_EQ(reader.U32(), 0u);
  EXPECT_FALSE(reader.ok());
  EXPECT_EQ(reader.U8(), 0);
  EXPECT_FALSE(reader.ok());
}

TEST(FixedPoint, RoundsHalvesUpwards) {
  // A mantissa of 2^30 and a shift of 31 halve.
  EXPECT_EQ(ScaleRounded(5, kMinMantissa, 31), 3);
  EXPECT_EQ(ScaleRounded(4, kMinMantissa, 31), 2);
  EXPECT_EQ(ScaleRounded(-5, kMinMantissa, 31), -2);
  EXPECT_EQ(ScaleRounded(-4, kMinMantissa, 31), -2);
}

TEST(FixedPoint, ClampsToSevenBits) {
  EXPECT_EQ(Requantize(-1000, kMinMantissa, 31), 0);
  EXPECT_EQ(Requantize(253, kMinMantissa, 31), 127);
  EXPECT_EQ(Requantize(255, kMinMantissa, 31), 127);
  EXPECT_EQ(Requantize(254, kMinMantissa, 31), 127);
  EXPECT_EQ(Requantize(252, kMinMantissa, 31), 126);
}

TEST(FixedPoint, HoldsAtTheExtremes) {
  constexpr int32_t kMax = std::numeric_limits<int32_t>::max();
  constexpr int32_t kMin = std::numeric_limits<int32_t>::min();
  EXPECT_EQ(Requantize(kMax, kMax, kMinShift), 127);
  EXPECT_EQ(Requantize(kMin, kMax, kMinShift), 0);
  EXPECT_EQ(Requantize(kMax, kMinMantissa, kMaxShift), 0);  // just below a half, rounded
  EXPECT_EQ(Requantize(kMax, kMax, kMaxShift), 1);
  EXPECT_EQ(Requantize(kMin, kMax, kMaxShift), 0);
}

Status Fails() { return Status::Invalid("no"); }
Status Passes() {
  DIGITPAD_RETURN_IF_ERROR(Fails().WithPrefix("outer"));
  return Status::Ok();
}

TEST(Status, CarriesItsMessageOutwardsWithThePlaces) {
  const Status status = Passes();
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(status.code(), StatusCode::kInvalid);
  EXPECT_EQ(status.message(), "outer: no");
  EXPECT_TRUE(Status::Ok().WithPrefix("unused").ok());
}

TEST(SortByKey, SortsByKeysAndThenByIndices) {
  const int keys[] = {5, -3, 5, 0, -3};
  std::vector<int> indices = {4, 3, 2, 1, 0};
  SortByKey(&indices, [&](int i) { return keys[i]; });
  EXPECT_EQ(indices, (std::vector<int>{1, 4, 3, 0, 2}));
}

TEST(SortByKey, OfTwoKeysTheFirstWeighsMore) {
  constexpr int kMost = std::numeric_limits<int>::max();
  EXPECT_LT(KeyOfTwo(-1, kMost), KeyOfTwo(0, 0));
  EXPECT_LT(KeyOfTwo(7, 0), KeyOfTwo(7, 1));
  EXPECT_LT(KeyOfTwo(kMost - 1, kMost), KeyOfTwo(kMost, 0));
}

}  // namespace
}  // namespace digitpad
