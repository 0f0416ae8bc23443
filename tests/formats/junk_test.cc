#include "trainer/eval/junk.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/core/test_models.h"
#include "trainer/data/label_groups.h"

namespace digitpad {
namespace {

// Some scrawl for each digit; the generator looks at no more than labels and points.
ExampleSet MakeDigits() {
  testing::Random random(11);
  ExampleSet set;
  for (int digit = 0; digit < 10; ++digit) {
    Example& example = set.examples.emplace_back();
    example.label = std::to_string(digit);
    Stroke& stroke = example.ink.emplace_back();
    for (int k = 0; k < 12; ++k) {
      stroke.push_back({static_cast<float>(random.Between(0, 300)),
                        static_cast<float>(random.Between(0, 500))});
    }
  }
  return set;
}

bool SameInk(const Ink& a, const Ink& b) {
  if (a.size() != b.size()) return false;
  for (size_t s = 0; s < a.size(); ++s) {
    if (a[s].size() != b[s].size()) return false;
    for (size_t i = 0; i < a[s].size(); ++i) {
      if (a[s][i].x != b[s][i].x || a[s][i].y != b[s][i].y) return false;
    }
  }
  return true;
}

TEST(Junk, HasFourKindsInEqualShares) {
  ExampleSet junk;
  ASSERT_TRUE(MakeJunk(MakeDigits(), {.seed = 1, .count = 400}, &junk).ok());
  std::map<std::string, int> kinds;
  for (const Example& example : junk.examples) ++kinds[GroupOf(example.label)];
  const std::map<std::string, int> expected = {
      {"others", 100}, {"pairs", 100}, {"parts", 100}, {"scribbles", 100}};
  EXPECT_EQ(kinds, expected);
}

TEST(Junk, EveryDrawingIsInkWithinItsLimits) {
  ExampleSet junk;
  ASSERT_TRUE(MakeJunk(MakeDigits(), {.seed = 2, .count = 800}, &junk).ok());
  for (const Example& example : junk.examples) {
    EXPECT_TRUE(ValidateInk(example.ink).ok()) << example.label;
    EXPECT_FALSE(IsEmpty(example.ink)) << example.label;
  }
}

TEST(Junk, DependsOnTheSeedAndTheNumberAlone) {
  ExampleSet few, many, other;
  ASSERT_TRUE(MakeJunk(MakeDigits(), {.seed = 3, .count = 40}, &few).ok());
  ASSERT_TRUE(MakeJunk(MakeDigits(), {.seed = 3, .count = 80}, &many).ok());
  ASSERT_TRUE(MakeJunk(MakeDigits(), {.seed = 4, .count = 40}, &other).ok());
  int same = 0;
  for (size_t i = 0; i < few.examples.size(); ++i) {
    EXPECT_EQ(few.examples[i].label, many.examples[i].label);
    EXPECT_TRUE(SameInk(few.examples[i].ink, many.examples[i].ink)) << i;
    same += SameInk(few.examples[i].ink, other.examples[i].ink);
  }
  EXPECT_EQ(same, 0);
}

// Two rings make an 8, a ring and a bar a 9, a bar and a bar a 1.
TEST(Junk, MakesNoPairThatIsADigit) {
  ExampleSet junk;
  ASSERT_TRUE(MakeJunk(MakeDigits(), {.seed = 5, .count = 4000}, &junk).ok());
  int pairs = 0;
  for (const Example& example : junk.examples) {
    const std::string& label = example.label;
    pairs += label.starts_with("pairs/");
    for (const char* never : {"0 above 0", "0 above 1", "1 above 1", "6 above 0",
                              "1 across 7", "8 across 8", "7 above 1"}) {
      EXPECT_FALSE(label.ends_with(never)) << label;
    }
  }
  EXPECT_EQ(pairs, 1000);
}

TEST(Junk, NeedsADrawingOfEachDigit) {
  ExampleSet digits = MakeDigits();
  digits.examples.erase(digits.examples.begin() + 4);
  ExampleSet junk;
  EXPECT_EQ(MakeJunk(digits, {}, &junk).message(), "no drawing of a 4 to make junk of");
}

}  // namespace
}  // namespace digitpad
