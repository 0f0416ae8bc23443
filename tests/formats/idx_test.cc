#include "core/formats/idx.h"

#include <gtest/gtest.h>

namespace digitpad {
namespace {

const std::vector<uint8_t> kTwoByThree = {0, 0, 8, 2, 0, 0, 0, 2, 0,
                                          0, 0, 3, 1, 2, 3, 4, 5, 6};

std::string Error(std::span<const uint8_t> file) {
  IdxArray array{{7}, {7}};
  const Status status = ParseIdx(file, &array);
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(array.dimensions, (std::vector<int>{7})) << "changed by a failed call";
  EXPECT_EQ(array.data, (std::vector<uint8_t>{7})) << "changed by a failed call";
  return status.message();
}

std::vector<uint8_t> With(size_t index, uint8_t value) {
  std::vector<uint8_t> file = kTwoByThree;
  file[index] = value;
  return file;
}

TEST(Idx, ReadsSizesAndValues) {
  IdxArray array;
  ASSERT_TRUE(ParseIdx(kTwoByThree, &array).ok());
  EXPECT_EQ(array.dimensions, (std::vector<int>{2, 3}));
  EXPECT_EQ(array.data, (std::vector<uint8_t>{1, 2, 3, 4, 5, 6}));
}

TEST(Idx, RejectsEveryTruncation) {
  for (size_t size = 0; size < kTwoByThree.size(); ++size) {
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "IDX, byte ",
                        Error(std::span(kTwoByThree).first(size)));
  }
}

TEST(Idx, RejectsBytesTooMany) {
  std::vector<uint8_t> file = kTwoByThree;
  file.resize(file.size() + 2);
  EXPECT_EQ(Error(file), "IDX, byte 18: 2 bytes too many");
}

TEST(Idx, RejectsAForeignMagic) {
  EXPECT_EQ(Error(With(0, 1)), "IDX, byte 0: no IDX magic");
  EXPECT_EQ(Error(With(1, 1)), "IDX, byte 0: no IDX magic");
}

TEST(Idx, RejectsOtherTypes) {
  EXPECT_EQ(Error(With(2, 0x0D)),
            "IDX, byte 2: values of type 13, only unsigned bytes (8) are read");
}

TEST(Idx, RejectsStrangeRanks) {
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "IDX, byte 3: 0 dimensions",
                      Error(With(3, 0)));
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "IDX, byte 3: 5 dimensions",
                      Error(With(3, 5)));
}

TEST(Idx, RejectsEmptyDimensions) {
  EXPECT_EQ(Error(With(7, 0)), "IDX, byte 4: dimension 0 has size 0");
}

TEST(Idx, RejectsSizesThatOverflow) {
  std::vector<uint8_t> file = {0, 0, 8, 4};
  for (int i = 0; i < 16; ++i) file.push_back(i % 4 == 0 ? 0x7F : 0xFF);
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "IDX, byte 4: the sizes ask for more",
                      Error(file));
  EXPECT_EQ(Error(With(4, 0x80)), "IDX, byte 4: dimension 0 has size 2147483650");
}

}  // namespace
}  // namespace digitpad
