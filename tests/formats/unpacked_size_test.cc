#include "core/formats/unpacked_size.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace digitpad {
namespace {

constexpr size_t kBlock = 1'000'000;

TEST(BlockLimit, RefusesABlockBeyondTheLimit) {
  const BlockLimit limit(kBlock, 3 * kBlock);
  EXPECT_EQ(BlockLimit::Malloc(kBlock + 1), nullptr);
  void* block = BlockLimit::Malloc(kBlock);
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(BlockLimit::Realloc(block, kBlock + 1), nullptr);
  BlockLimit::Free(block);
  EXPECT_EQ(limit.Reason(), "its pixels are damaged");
}

TEST(BlockLimit, RefusesMoreThanTheTotalWhateverItComesIn) {
  const BlockLimit limit(kBlock, 3 * kBlock);
  std::array<void*, 3> blocks{};
  for (int round = 0; round < 4; ++round) {  // what was freed does not count
    for (void*& block : blocks) block = BlockLimit::Malloc(kBlock);
    for (void* block : blocks) EXPECT_NE(block, nullptr);
    EXPECT_EQ(BlockLimit::Malloc(1), nullptr);
    for (void* block : blocks) BlockLimit::Free(block);
  }
}

TEST(BlockLimit, CountsABlockThatGrowsOnce) {
  const BlockLimit limit(3 * kBlock, 3 * kBlock);
  void* block = nullptr;
  for (size_t size = kBlock / 4; size <= 3 * kBlock; size += kBlock / 4) {
    block = BlockLimit::Realloc(block, size);
    ASSERT_NE(block, nullptr) << size;
    std::memset(block, 1, size);
  }
  EXPECT_EQ(BlockLimit::Malloc(1), nullptr);
  BlockLimit::Free(block);
  block = BlockLimit::Malloc(3 * kBlock);
  EXPECT_NE(block, nullptr);
  BlockLimit::Free(block);
}

TEST(BlockLimit, GivesZerosWhateverLayThere) {
  const BlockLimit limit(kBlock, kBlock);
  for (const size_t size : {size_t{30}, size_t{20'000}, kBlock}) {
    for (int round = 0; round < 2; ++round) {
      auto* block = static_cast<char*>(BlockLimit::Malloc(size));
      ASSERT_NE(block, nullptr);
      EXPECT_EQ(std::count(block, block + size, 0), static_cast<ptrdiff_t>(size));
      std::memset(block, 0xAB, size);
      BlockLimit::Free(block);
    }
  }
}

TEST(BlockLimit, KeepsABlockThatMayNotGrow) {
  const BlockLimit limit(kBlock, kBlock);
  char* block = static_cast<char*>(BlockLimit::Malloc(10));
  ASSERT_NE(block, nullptr);
  std::memcpy(block, "123456789", 10);
  EXPECT_EQ(BlockLimit::Realloc(block, 2 * kBlock), nullptr);
  EXPECT_STREQ(block, "123456789");
  BlockLimit::Free(block);
  BlockLimit::Free(nullptr);
}

TEST(BlockLimit, AlignsBlocksAsMallocDoes) {
  const BlockLimit limit(kBlock, kBlock);
  void* block = BlockLimit::Malloc(10);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(block) % alignof(std::max_align_t), 0u);
  BlockLimit::Free(block);
}

TEST(UnpackedSize, NamesWhatIsTakenAndWhatMayBe) {
  EXPECT_TRUE(CheckUnpacked("it takes", 64'000'000, 1, 999'999).ok());
  EXPECT_EQ(CheckUnpacked("it takes", 64'000'001, 1, 999'999).message(),
            "it takes 65 MB; a file of 999 kB may take 64 MB");
  EXPECT_EQ(CheckUnpacked("it takes", 200'000'000, 3, 999).message(),
            "it takes 200 MB; a file of 999 bytes may take 192 MB");
  EXPECT_TRUE(CheckUnpacked("it takes", 200'000'000, 1, 4'000'000).ok());
}

}  // namespace
}  // namespace digitpad
