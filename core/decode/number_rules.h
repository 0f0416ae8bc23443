// NumberRules: what a form knows about the number that is written into it. Rules choose
// among the readings that the ink supports; they never make up a digit.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/status.h"

namespace digitpad {

inline constexpr int kMostDigits = 20;

struct NumberRules {
  std::string min = {};  // plain decimal numbers, as "-1.5"; empty: no bound
  std::string max = {};
  int min_length = 0;  // digits, signs not counted
  int max_length = 0;  // 0: as many as there are
  bool luhn = false;   // the last digit checks the others (ISO/IEC 7812-1, annex B)
  // A number may have a minus at its front and one point or comma.
  bool decimal = false;

  // Not a rule but a hint: an answer to be expected, and how likely it is against all
  // others, in ten-thousandths. 5000 says nothing. Empty: none.
  std::string expected = {};
  int prior = 9000;

  // Whether there is none of all these.
  bool empty() const;
};

// Invalid, naming the rule, where a value of its own will not do or a least is more than
// its most. That bounds and lengths exclude each other is not looked for.
Status ValidateRules(const NumberRules& rules);

// Sets a rule by its name and its value as people write them: `min` and `max` a number,
// `length` as 4 or 2-4, `check` luhn, `expected` a number, `prior` as 0.9, `decimal` with
// no value. Invalid, naming the rule, where that is no value for it; *rules is then left
// as it was. What belongs together is for ValidateRules to check.
Status SetRule(std::string_view name, std::string_view value, NumberRules* rules);

// The rule that the text breaks, by its name as SetRule knows it, the first of several;
// empty: it keeps them all. REQUIRES: ValidateRules(rules) is ok.
const char* BrokenRule(std::string_view text, const NumberRules& rules);

// Whether the text keeps every rule. REQUIRES: ValidateRules(rules) is ok.
bool Keeps(std::string_view text, const NumberRules& rules);

// Negative, 0 or positive as a is less than, equal to or greater than b. REQUIRES: both
// are plain decimal numbers; a comma is a point.
int CompareNumbers(std::string_view a, std::string_view b);

// An optional minus, digits, and at most one point or comma with digits on both sides.
bool IsPlainNumber(std::string_view text);

}  // namespace digitpad
