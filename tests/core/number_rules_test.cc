#include "core/decode/number_rules.h"

#include <gtest/gtest.h>

namespace digitpad {
namespace {

TEST(NumberRules, NumbersCompareByTheirValue) {
  const char* const ascending[] = {"-12", "-1,5", "-1.25", "-0.5", "0",  "0.25",
                                   "0,3", "1",    "9",     "9.01", "10", "100"};
  for (size_t i = 0; i < std::size(ascending); ++i) {
    for (size_t k = 0; k < std::size(ascending); ++k) {
      const int order = CompareNumbers(ascending[i], ascending[k]);
      EXPECT_EQ(order < 0, i < k) << ascending[i] << ' ' << ascending[k];
      EXPECT_EQ(order > 0, i > k) << ascending[i] << ' ' << ascending[k];
    }
  }
  EXPECT_EQ(CompareNumbers("007", "7"), 0);
  EXPECT_EQ(CompareNumbers("-0", "0"), 0);
  EXPECT_EQ(CompareNumbers("1.50", "1,5"), 0);
}

TEST(NumberRules, BoundsAndLengthsHold) {
  const NumberRules day = {.min = "1", .max = "31"};
  EXPECT_TRUE(Keeps("1", day));
  EXPECT_TRUE(Keeps("31", day));
  EXPECT_FALSE(Keeps("32", day));
  EXPECT_FALSE(Keeps("0", day));
  const NumberRules length = {.min_length = 2, .max_length = 3};
  EXPECT_FALSE(Keeps("7", length));
  EXPECT_TRUE(Keeps("07", length));
  EXPECT_FALSE(Keeps("1234", length));
}

// The example of ISO/IEC 7812-1's annex as it is widely given: 7992 7398 713 and its
// check digit 3.
TEST(NumberRules, LuhnFindsAWrongDigit) {
  const NumberRules rules = {.luhn = true};
  EXPECT_TRUE(Keeps("79927398713", rules));
  for (char wrong = '0'; wrong <= '9'; ++wrong) {
    EXPECT_EQ(Keeps(std::string("7992739871") + wrong, rules), wrong == '3');
  }
}

TEST(NumberRules, DecimalNumbersHaveOneSeparatorWithinAndAMinusInFront) {
  const NumberRules rules = {.decimal = true};
  for (const char* text : {"12", "1.5", "0,25", "-3", "-3.75"}) {
    EXPECT_TRUE(Keeps(text, rules)) << text;
  }
  for (const char* text : {"1.2.3", ".5", "5.", "1-2", "--1", "-", "1,.2", "5-"}) {
    EXPECT_FALSE(Keeps(text, rules)) << text;
  }
}

TEST(NumberRules, ABrokenRuleIsNamed) {
  const NumberRules rules = {.min = "10", .max = "3100", .max_length = 4, .luhn = true};
  EXPECT_STREQ(BrokenRule("18", rules), "");
  EXPECT_STREQ(BrokenRule("7", rules), "min");
  EXPECT_STREQ(BrokenRule("3101", rules), "max");
  EXPECT_STREQ(BrokenRule("00018", rules), "length");
  EXPECT_STREQ(BrokenRule("19", rules), "check");
  EXPECT_STREQ(BrokenRule("1x", {.max = "31"}), "max");
  EXPECT_STREQ(BrokenRule("1x", {.luhn = true}), "check");
  EXPECT_STREQ(BrokenRule("1x", {.max_length = 2}), "");
  EXPECT_STREQ(BrokenRule("3.1.4", {.decimal = true}), "decimal");
}

TEST(NumberRules, RulesThatCannotBeKeptAreInvalid) {
  const auto message = [](const NumberRules& rules) {
    return ValidateRules(rules).message();
  };
  EXPECT_NE(message({.min = "12x"}).find("min: \"12x\""), std::string::npos);
  EXPECT_NE(message({.min = "5", .max = "-5"}).find("more than max"), std::string::npos);
  EXPECT_NE(message({.min_length = 4, .max_length = 3}).find("length"),
            std::string::npos);
  EXPECT_NE(message({.max_length = 21}).find("length"), std::string::npos);
  EXPECT_NE(message({.expected = "4 2"}).find("expected"), std::string::npos);
  EXPECT_NE(message({.prior = 10000}).find("prior"), std::string::npos);
  EXPECT_EQ(message({}), "");
}

TEST(NumberRules, AreSetByName) {
  NumberRules rules;
  for (const auto& [name, value] : {std::pair{"min", "-1.5"},
                                    {"max", "99"},
                                    {"length", "2-4"},
                                    {"check", "luhn"},
                                    {"expected", "42"},
                                    {"prior", "0.75"},
                                    {"decimal", ""}}) {
    EXPECT_EQ(SetRule(name, value, &rules).message(), "") << name;
  }
  EXPECT_EQ(rules.min, "-1.5");
  EXPECT_EQ(rules.max, "99");
  EXPECT_EQ(rules.min_length, 2);
  EXPECT_EQ(rules.max_length, 4);
  EXPECT_TRUE(rules.luhn);
  EXPECT_EQ(rules.expected, "42");
  EXPECT_EQ(rules.prior, 7500);
  EXPECT_TRUE(rules.decimal);
  EXPECT_TRUE(SetRule("length", "6", &rules).ok());
  EXPECT_EQ(rules.min_length, 6);
  EXPECT_EQ(rules.max_length, 6);
}

TEST(NumberRules, ABadValueChangesNothingAndNamesTheRule) {
  NumberRules rules;
  for (const auto& [name, value] : {std::pair{"min", "x"},
                                    {"max", ""},
                                    {"length", "0"},
                                    {"length", "4-2"},
                                    {"length", "21"},
                                    {"length", "-3"},
                                    {"check", "ean"},
                                    {"prior", "1"},
                                    {"prior", "0"},
                                    {"decimal", "no"},
                                    {"colour", "red"}}) {
    const Status status = SetRule(name, value, &rules);
    EXPECT_EQ(status.code(), StatusCode::kInvalid) << name << ' ' << value;
    EXPECT_EQ(status.message().find(name), 0u) << status.message();
  }
  EXPECT_TRUE(rules.empty());
}

}  // namespace
}  // namespace digitpad
