#include "core/decode/number_rules.h"

#include <algorithm>

#include "core/base/ten_thousandths.h"
#include "core/base/value_text.h"

namespace digitpad {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSeparator(char c) { return c == '.' || c == ','; }

// A plain number in parts, without zeros that do not count.
struct Parts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
};

Parts Split(std::string_view text) {
  Parts parts;
  if (text.starts_with('-')) {
    parts.negative = true;
    text.remove_prefix(1);
  }
  const auto separator = static_cast<size_t>(
      std::find_if(text.begin(), text.end(), IsSeparator) - text.begin());
  parts.whole = text.substr(0, separator);
  if (separator < text.size()) parts.fraction = text.substr(separator + 1);
  while (parts.whole.starts_with('0')) parts.whole.remove_prefix(1);
  while (parts.fraction.ends_with('0')) parts.fraction.remove_suffix(1);
  if (parts.whole.empty() && parts.fraction.empty()) parts.negative = false;
  return parts;
}

int CompareSizes(const Parts& a, const Parts& b) {
  if (a.whole.size() != b.whole.size()) return a.whole.size() < b.whole.size() ? -1 : 1;
  const int whole = a.whole.compare(b.whole);
  return whole != 0 ? whole : a.fraction.compare(b.fraction);
}

// The sum of the digits, every second one from the right doubled and its digits added.
bool KeepsLuhn(std::string_view text) {
  int sum = 0;
  bool doubled = false;
  for (size_t i = text.size(); i-- > 0;) {
    if (!IsDigit(text[i])) return false;
    int digit = text[i] - '0';
    if (doubled) digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += digit;
    doubled = !doubled;
  }
  return sum % 10 == 0;
}

// 0 for what is no length that a number may have.
int ParseLength(std::string_view text) {
  if (text.empty() || text.size() > 2 ||
      !std::all_of(text.begin(), text.end(), IsDigit)) {
    return 0;
  }
  int length = 0;
  for (const char c : text) length = 10 * length + (c - '0');
  return length <= kMostDigits ? length : 0;
}

Status ValidateNumber(const std::string& number, const char* name) {
  if (number.empty() || IsPlainNumber(number)) return Status::Ok();
  return Status::Invalid(std::string(name) + ": \"" + number + "\" is not a number");
}

}  // namespace

bool NumberRules::empty() const {
  return min.empty() && max.empty() && min_length == 0 && max_length == 0 && !luhn &&
         !decimal && expected.empty();
}

bool IsPlainNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || !IsDigit(text.front()) || !IsDigit(text.back())) return false;
  int separators = 0;
  for (const char c : text) {
    if (IsSeparator(c)) {
      ++separators;
    } else if (!IsDigit(c)) {
      return false;
    }
  }
  return separators <= 1;
}

int CompareNumbers(std::string_view a, std::string_view b) {
  const Parts x = Split(a), y = Split(b);
  if (x.negative != y.negative) return x.negative ? -1 : 1;
  return x.negative ? CompareSizes(y, x) : CompareSizes(x, y);
}

Status ValidateRules(const NumberRules& rules) {
  DIGITPAD_RETURN_IF_ERROR(ValidateNumber(rules.min, "min"));
  DIGITPAD_RETURN_IF_ERROR(ValidateNumber(rules.max, "max"));
  DIGITPAD_RETURN_IF_ERROR(ValidateNumber(rules.expected, "expected"));
  if (!rules.min.empty() && !rules.max.empty() &&
      CompareNumbers(rules.min, rules.max) > 0) {
    return Status::Invalid("min: " + rules.min + " is more than max, " + rules.max);
  }
  if (rules.min_length < 0 || rules.max_length < 0 || rules.min_length > kMostDigits ||
      rules.max_length > kMostDigits) {
    return Status::Invalid("length: not within 0 to " + NumberText(kMostDigits));
  }
  if (rules.max_length > 0 && rules.min_length > rules.max_length) {
    return Status::Invalid("length: the least is more than the most");
  }
  if (rules.prior < 1 || rules.prior > 9999) {
    return Status::Invalid("prior: not between 0 and 1");
  }
  return Status::Ok();
}

Status SetRule(std::string_view name, std::string_view value, NumberRules* rules) {
  const auto wrong = [name, value](const char* what) {
    return Status::Invalid(std::string(name) + ": \"" + std::string(value) + "\" is " +
                           what);
  };
  if (name == "min" || name == "max" || name == "expected") {
    if (!IsPlainNumber(value)) return wrong("not a number");
    std::string& rule = name == "min"   ? rules->min
                        : name == "max" ? rules->max
                                        : rules->expected;
    rule = value;
    return Status::Ok();
  }
  if (name == "length") {
    const size_t dash = value.find('-');
    const int least = ParseLength(value.substr(0, dash));
    const int most =
        dash == std::string_view::npos ? least : ParseLength(value.substr(dash + 1));
    if (least < 1 || most < least) return wrong("not a length from 1 to 20, as 4 or 2-4");
    rules->min_length = least;
    rules->max_length = most;
    return Status::Ok();
  }
  if (name == "check") {
    if (value != "luhn") return wrong("not a check that is known: luhn");
    rules->luhn = true;
    return Status::Ok();
  }
  if (name == "prior") {
    const int prior = ParseTenThousandths(value);
    if (prior < 1 || prior > 9999) return wrong("not between 0 and 1");
    rules->prior = prior;
    return Status::Ok();
  }
  if (name == "decimal") {
    if (!value.empty() && value != "true") return wrong("not true");
    rules->decimal = true;
    return Status::Ok();
  }
  return Status::Invalid(std::string(name) + ": there is no such rule");
}

const char* BrokenRule(std::string_view text, const NumberRules& rules) {
  // A model may know other symbols than digits; the rules about numbers then only fail.
  const bool is_number = rules.decimal ? IsPlainNumber(text)
                                       : std::all_of(text.begin(), text.end(), IsDigit);
  if (!is_number && rules.decimal) return "decimal";
  const auto length = static_cast<int>(std::count_if(
      text.begin(), text.end(), [](char c) { return c != '-' && !IsSeparator(c); }));
  if (length < rules.min_length || (rules.max_length > 0 && length > rules.max_length)) {
    return "length";
  }
  if (!rules.min.empty() && (!is_number || CompareNumbers(text, rules.min) < 0)) {
    return "min";
  }
  if (!rules.max.empty() && (!is_number || CompareNumbers(text, rules.max) > 0)) {
    return "max";
  }
  return rules.luhn && !KeepsLuhn(text) ? "check" : "";
}

bool Keeps(std::string_view text, const NumberRules& rules) {
  return *BrokenRule(text, rules) == '\0';
}

}  // namespace digitpad
