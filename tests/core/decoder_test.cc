// The decoder on fragments whose scores are made up, so that what it should choose is
// known.
#include "core/decode/decoder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>

#include "core/base/log2.h"
#include "core/decode/glyph_costs.h"
#include "core/decode/glyph_graph.h"
#include "core/decode/rule_choice.h"

namespace digitpad {
namespace {

constexpr int kNone = 10;
const std::vector<std::string> kLabels = {"0", "1", "2", "3", "4", "5",
                                          "6", "7", "8", "9", ""};

// Fragments in a row, 100 high; every group is "none of these" but those that are told.
class FakeSource : public FragmentSource {
 public:
  void Add(float x, float width, float height = 100, float y = 0) {
    places_.push_back({{x, y, width, height}, static_cast<int>(places_.size()), false});
  }
  // The probabilities of some classes; the rest is "none of these".
  void Tell(const std::vector<int>& group, const std::map<int, double>& probabilities) {
    costs_[group] = CostsFrom(probabilities);
  }
  // Between any two fragments, at least.
  void KeepApart(float distance) { apart_ = distance; }
  FragmentPlace& place(int i) { return places_[static_cast<size_t>(i)]; }
  int asked() const { return asked_; }

  std::span<const FragmentPlace> places() const override { return places_; }
  float DistanceBetween(int a, int b) const override {
    const float overlap = OverlapOfWidths(places_[static_cast<size_t>(a)].box,
                                          places_[static_cast<size_t>(b)].box);
    return std::max(apart_, -overlap);
  }
  GlyphScores ScoresOf(std::span<const int> group) override {
    ++asked_;
    const std::vector<int> key(group.begin(), group.end());
    const auto [at, is_new] = costs_.try_emplace(key, CostsFrom({}));
    return {at->second, at->second};
  }

 private:
  static std::vector<int32_t> CostsFrom(const std::map<int, double>& probabilities) {
    double rest = 1;
    std::vector<double> all(kLabels.size(), 1e-4);
    for (const auto& [label, probability] : probabilities) {
      all[static_cast<size_t>(label)] = probability;
      rest -= probability;
    }
    all[kNone] = std::max(rest, 1e-4);
    std::vector<int32_t> costs;
    for (const double p : all) {
      costs.push_back(static_cast<int32_t>(-std::log2(p) * kExponentOne));
    }
    return costs;
  }

  std::vector<FragmentPlace> places_;
  std::map<std::vector<int>, std::vector<int32_t>> costs_;
  float apart_ = 0;
  int asked_ = 0;
};

std::string TextOf(std::span<const Glyph> glyphs) {
  std::string text;
  for (const Glyph& glyph : glyphs) {
    text += glyph.sign != 0 ? std::string(1, glyph.sign)
                            : kLabels[static_cast<size_t>(glyph.label)];
  }
  return text;
}

std::string Decode(FakeSource& source, bool with_signs = false) {
  Decoder decoder;
  decoder.Decode(source, kNone, with_signs);
  return TextOf(decoder.glyphs());
}

// 4, 2 and 7 in a row.
FakeSource Row() {
  FakeSource source;
  source.Add(0, 60);
  source.Add(90, 60);
  source.Add(180, 60);
  source.Tell({0}, {{4, 0.97}, {9, 0.02}});
  source.Tell({1}, {{2, 0.95}, {7, 0.04}});
  source.Tell({2}, {{7, 0.9}, {1, 0.08}});
  return source;
}

TEST(Decoder, ReadsFromLeftToRightWhateverTheOrder) {
  FakeSource source = Row();
  EXPECT_EQ(Decode(source), "427");
  FakeSource reversed;
  reversed.Add(180, 60);
  reversed.Add(0, 60);
  reversed.Tell({0}, {{7, 0.9}});
  reversed.Tell({1}, {{4, 0.9}});
  EXPECT_EQ(Decode(reversed), "47");
}

TEST(Decoder, JoinsWhatTheNetworkReadsTogether) {
  FakeSource source;  // the body and the bar of a 5, and a bar of the 7 that comes late
  source.Add(0, 60);
  source.Add(120, 60);
  source.Add(30, 50, 4);
  source.Add(110, 50, 4, 50);
  source.Tell({0}, {{3, 0.3}, {5, 0.3}});
  source.Tell({0, 2}, {{5, 0.99}});
  source.Tell({1}, {{7, 0.6}, {1, 0.3}});
  source.Tell({1, 3}, {{7, 0.99}});
  EXPECT_EQ(Decode(source), "57");
  Decoder decoder;
  decoder.Decode(source, kNone, false);
  ASSERT_EQ(decoder.glyphs().size(), 2u);
  EXPECT_EQ(decoder.glyphs()[1].group()[0], 1);
  EXPECT_EQ(decoder.glyphs()[1].group()[1], 3);
  EXPECT_GT(decoder.confidence(), 9900);
}

TEST(Decoder, NoGapDecidesButTheNetwork) {
  for (const float gap : {-10.0f, 0.0f, 30.0f}) {
    FakeSource together, apart;
    for (FakeSource* source : {&together, &apart}) {
      source->Add(0, 40);
      source->Add(40 + gap, 40);
      source->Tell({0}, {{1, source == &apart ? 0.98 : 0.3}});
      source->Tell({1}, {{1, source == &apart ? 0.98 : 0.3}});
      source->Tell({0, 1}, {{4, source == &apart ? 0.1 : 0.98}});
    }
    EXPECT_EQ(Decode(together), "4") << gap;
    EXPECT_EQ(Decode(apart), "11") << gap;
  }
}

TEST(Decoder, FlatAsAHairCostsMuchAndNeverLittle) {
  Glyph glyph;
  glyph.size = 1;
  glyph.box = {0, 0, 1e6f, 1e-30f};
  const int64_t bit = int64_t{1} << 16;
  EXPECT_GE(CostOfShape(glyph, 1e-30f), 100000 * bit);
  // All that can be summed up stays within int64.
  EXPECT_LE(CostOfShape(glyph, 1e-30f), int64_t{1} << 40);
}

TEST(Decoder, LeavesOutALinkButNeverADigit) {
  FakeSource source;
  source.Add(0, 40);
  source.Add(40, 30);
  source.Add(70, 40);
  for (int i = 0; i < 3; ++i) source.place(i).stroke = 0;
  source.place(1).is_link = true;
  source.Tell({0}, {{6, 0.95}});
  source.Tell({2}, {{3, 0.95}});
  source.Tell({0, 1}, {{6, 0.4}});
  source.Tell({1, 2}, {{3, 0.4}});
  EXPECT_EQ(Decode(source), "63");
  source.place(1).is_link = false;
  source.Tell({0, 1}, {{6, 0.9}});
  EXPECT_EQ(Decode(source), "63");
}

TEST(Decoder, PiecesOfAStrokeStayTogetherWithoutGaps) {
  FakeSource source;
  for (int i = 0; i < 3; ++i) {
    source.Add(40.0f * static_cast<float>(i), 40);
    source.place(i).stroke = 0;
  }
  source.Tell({0, 2}, {{8, 0.99}});  // would leave the middle to itself
  source.Tell({1}, {{1, 0.99}});
  source.Tell({0}, {{7, 0.5}});
  source.Tell({2}, {{7, 0.5}});
  EXPECT_EQ(Decode(source), "717");
}

TEST(Decoder, TheConfidenceFallsWhereTwoWaysAreAlike) {
  FakeSource source;
  source.Add(0, 40);
  source.Add(42, 40);
  source.Tell({0}, {{1, 0.9}});
  source.Tell({1}, {{1, 0.9}});
  source.Tell({0, 1}, {{4, 0.82}});
  Decoder decoder;
  decoder.Decode(source, kNone, false);
  EXPECT_LT(decoder.confidence(), 9000);
  EXPECT_GE(decoder.confidence(), 5000);
}

TEST(Decoder, SignsAreReadByTheirPlaceWhereAskedFor) {
  FakeSource source = Row();   // 4 2 7
  source.Add(-60, 40, 3, 50);  // a minus before them
  source.Add(160, 6, 6, 96);   // a point after the 2
  EXPECT_EQ(Decode(source, true), "-42.7");
  FakeSource comma = Row();
  comma.Add(162, 10, 30, 90);
  EXPECT_EQ(Decode(comma, true), "42,7");
  EXPECT_EQ(Decode(source, false).find('.'), std::string::npos);
}

TEST(Decoder, AsksForFewGlyphsOfALongNumber) {
  FakeSource source;
  for (int i = 0; i < 20; ++i) {
    source.Add(90.0f * static_cast<float>(i), 60);
    source.Tell({i}, {{i % 10, 0.99}});
  }
  EXPECT_EQ(Decode(source), "01234567890123456789");
  EXPECT_LE(source.asked(), 20 * 4);
}

TEST(ReadingSearch, GivesTheReadingsThatTheInkSupportsTheBestFirst) {
  FakeSource source = Row();
  Decoder decoder;
  decoder.Decode(source, kNone, false);
  ReadingSearch search(decoder.readings());
  Reading reading;
  std::vector<std::string> texts;
  int64_t before = -1;
  while (search.Next(&reading)) {
    EXPECT_GE(reading.cost + 1, before) << "in order";
    before = reading.cost;
    if (reading.glyphs.size() == 3) texts.push_back(TextOf(reading.glyphs));
  }
  // Not 971: no more likely than 1 in 4,096 of the best.
  EXPECT_EQ(texts,
            (std::vector<std::string>{"427", "421", "477", "927", "471", "921", "977"}));
}

TEST(Decoder, RefusesWhatHasTooManyGroupsEvenWhereNoneIsPlausible) {
  Decoder decoder;
  const auto decodes = [&decoder](int fragments) {
    FakeSource source;
    for (int i = 0; i < fragments; ++i) source.Add(7.0f * static_cast<float>(i), 1);
    source.KeepApart(50);
    return decoder.Decode(source, kNone, false);
  };
  EXPECT_FALSE(decodes(kMostFragments)) << "close to 400,000, which take a while";
  EXPECT_TRUE(decodes(40)) << "each ink counts for itself";
}

TEST(GlyphGraph, RefusesTooManyPlausibleGroups) {
  const auto finds = [](int fragments) {  // one over the other
    FakeSource source;
    for (int i = 0; i < fragments; ++i) source.Add(static_cast<float>(i), 60);
    GlyphGraph graph;
    graph.Prepare(source);
    std::vector<Glyph> groups;
    return graph.FindGroups({}, &groups);
  };
  EXPECT_TRUE(finds(11)) << "177: the first with up to three others, and all";
  EXPECT_FALSE(finds(12)) << "233";
}

TEST(ChooseByRules, TakesTheLikeliestThatKeepsThem) {
  FakeSource source = Row();
  Decoder decoder;
  decoder.Decode(source, kNone, false);
  const NumberRules rules = {.max = "425"};  // not 427
  const Choice choice = ChooseByRules(decoder.readings(), rules, kLabels);
  EXPECT_EQ(TextOf(choice.reading.glyphs), "421");
  EXPECT_TRUE(choice.keeps_rules);
  EXPECT_LT(choice.confidence, 8000) << "the ink says otherwise";
  EXPECT_GT(choice.confidence, 5000);
}

TEST(ChooseByRules, NeverMakesUpADigit) {
  FakeSource source = Row();
  Decoder decoder;
  decoder.Decode(source, kNone, false);
  const NumberRules rules = {.min = "500", .max = "800"};  // no reading is
  const Choice choice = ChooseByRules(decoder.readings(), rules, kLabels);
  EXPECT_EQ(TextOf(choice.reading.glyphs), "427");
  EXPECT_FALSE(choice.keeps_rules);
  const NumberRules longer = {.min_length = 4};
  EXPECT_FALSE(ChooseByRules(decoder.readings(), longer, kLabels).keeps_rules);
}

TEST(ChooseByRules, TakesTheLikeliestOfReadingsWithoutText) {
  FakeSource source = Row();
  Decoder decoder;
  decoder.Decode(source, kNone, false);
  const std::vector<std::string> empty(std::size(kLabels));
  const Choice choice = ChooseByRules(decoder.readings(), {.min_length = 1}, empty);
  EXPECT_EQ(TextOf(choice.reading.glyphs), "427");
}

TEST(ChooseByRules, ARuleThatHoldsMakesSurer) {
  FakeSource source = Row();
  Decoder decoder;
  decoder.Decode(source, kNone, false);
  const NumberRules any = {.min_length = 1};
  const NumberRules rules = {.min = "427", .max = "427"};
  const int without = ChooseByRules(decoder.readings(), any, kLabels).confidence;
  const Choice choice = ChooseByRules(decoder.readings(), rules, kLabels);
  EXPECT_EQ(TextOf(choice.reading.glyphs), "427");
  EXPECT_GT(choice.confidence, without);
}

TEST(ChooseByRules, ARuleThatExcludesNothingMakesNoSurer) {
  FakeSource source = Row();
  Decoder decoder;
  decoder.Decode(source, kNone, false);
  ReadingSearch search(decoder.readings());
  Reading best;
  ASSERT_TRUE(search.Next(&best));
  const double alone = 10000 * std::exp2(-static_cast<double>(best.cost) / kExponentOne);
  const Choice choice = ChooseByRules(decoder.readings(), {.min = "0"}, kLabels);
  EXPECT_NEAR(choice.confidence, alone, 14) << "to half a step of PowerOfTwo";
}

TEST(ChooseByRules, AnExpectedAnswerWinsAsFarAsItsPriorGoes) {
  FakeSource source = Row();
  Decoder decoder;
  decoder.Decode(source, kNone, false);
  const auto text = [&](const char* expected, int prior) {
    const NumberRules rules = {.expected = expected, .prior = prior};
    return TextOf(ChooseByRules(decoder.readings(), rules, kLabels).reading.glyphs);
  };
  EXPECT_EQ(text("421", 5000), "427");  // 0.08 against 0.9
  EXPECT_EQ(text("421", 8000), "427");
  EXPECT_EQ(text("421", 9800), "421");
  EXPECT_EQ(text("999", 9999), "427") << "the ink does not support it";
}

TEST(ChooseByRules, WhatIsExpectedIsSurerThanThatItIsNoNumberToo) {
  FakeSource source = Row();
  Decoder decoder;
  decoder.Decode(source, kNone, false);
  const NumberRules rules = {.expected = "427", .prior = 9000};
  // 0.83 against 0.17 / 9, of which 0.05 are in no reading.
  EXPECT_GT(ChooseByRules(decoder.readings(), rules, kLabels).confidence, 9600);
}

}  // namespace
}  // namespace digitpad
