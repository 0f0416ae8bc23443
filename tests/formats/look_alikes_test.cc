#include "trainer/data/look_alikes.h"

#include <gtest/gtest.h>

namespace digitpad {
namespace {

TEST(LookAlikes, KnowsTheCharactersThatLookLikeDigits) {
  for (const char* label : {"Latin/character15", "Greek/character15",
                            "Japanese_(katakana)/character43", "Tagalog/character03"}) {
    EXPECT_TRUE(LooksLikeDigit(label)) << label;
  }
}

TEST(LookAlikes, LeavesOtherCharactersAndDigitsAlone) {
  for (const char* label :
       {"Latin/character01", "Balinese/character15", "Latin/", "Latin", "7", ""}) {
    EXPECT_FALSE(LooksLikeDigit(label)) << label;
  }
}

}  // namespace
}  // namespace digitpad
