#include "wasm/desktop/sayings.h"

#include <algorithm>

#include "core/base/value_text.h"

namespace digitpad {
namespace {

// What fits beside its reason into a line of the card.
constexpr size_t kShort = 10;

std::string PictureText(const OpenPicture& picture, const Language& language) {
  if (picture.reading()) return language[Text::kPictureReading];
  const auto& numbers = picture.numbers();
  const auto unsure =
      std::count_if(numbers.begin(), numbers.end(),
                    [](const ReadNumber& number) { return !number.settled(); });
  const std::string read =
      numbers.empty()
          ? language[Text::kPictureEmpty]
          : FillIn(language[Text::kPictureRead], {{"count", NumberText(numbers.size())},
                                                  {"unsure", NumberText(unsure)}});
  return read + " " + language[Text::kPictureClose];
}

std::string LengthText(const NumberRules& rules) {
  const std::string least = NumberText(rules.min_length);
  return rules.min_length == rules.max_length
             ? least
             : least + "-" + NumberText(rules.max_length);
}

Text BreachText(const std::string& rule, const NumberRules& rules) {
  if (rule == "min" || rule == "max") {
    if (!rules.min.empty() && !rules.max.empty()) return Text::kBreaksBounds;
    return rule == "min" ? Text::kBreaksMin : Text::kBreaksMax;
  }
  if (rule == "length") return Text::kBreaksLength;
  return rule == "check" ? Text::kBreaksCheck : Text::kBreaksRules;
}

std::string BreachText(const Answer& answer, const NumberRules& rules,
                       const Language& language) {
  const bool is_short = answer.guess.size() <= kShort;
  return FillIn(language[BreachText(answer.broken_rule, rules)],
                {{"number", is_short ? answer.guess : language[Text::kTheNumber]},
                 {"min", rules.min},
                 {"max", rules.max},
                 {"length", LengthText(rules)}});
}

}  // namespace

std::string Percent(int ten_thousandths) {
  return NumberText(ten_thousandths / 100) + "%";
}

std::string VerdictText(const App& app, const NumberRules& rules,
                        const Language& language) {
  const Answer& answer = app.answer();
  if (app.picture().is_open()) return PictureText(app.picture(), language);
  if (app.waiting()) return language[Text::kVerdictWaiting];
  if (answer.verdict == AnswerState::kUnsure && answer.empty_cells > 0) {
    return FillIn(language[Text::kVerdictBoxes],
                  {{"count", NumberText(answer.empty_cells)}});
  }
  if (!answer.broken_rule.empty()) return BreachText(answer, rules, language);
  switch (answer.verdict) {
    case AnswerState::kAccepted:
      if (answer.by_hand) return language[Text::kVerdictByHand];
      return FillIn(language[Text::kVerdictAccepted],
                    {{"percent", Percent(answer.confidence)}});
    case AnswerState::kUnsure:
      if (!answer.candidates.empty()) return language[Text::kVerdictWhich];
      return FillIn(language[Text::kVerdictUnsure], {{"guess", answer.guess}});
    case AnswerState::kRejected:
      return language[Text::kVerdictRejected];
    case AnswerState::kEmpty:
    case AnswerState::kReading:
      break;
  }
  return language[Text::kVerdictEmpty];
}

const char* HintText(const App& app, const Language& language) {
  return language[app.cells().empty() ? Text::kHintDrawing : Text::kHintBoxes];
}

}  // namespace digitpad
