#include "trainer/eval/number_table.h"

#include <utility>

#include "trainer/eval/numbers.h"

namespace digitpad {
namespace {

NumberRow CountRow(const ExampleSet& numbers, const std::vector<Answer>& answers) {
  NumberRow row;
  for (size_t i = 0; i < answers.size(); ++i) {
    const std::string& label = numbers.examples[i].label;
    const bool right = answers[i].text == label;
    ++row.count;
    row.right += right ? 1 : 0;
    row.right_length += answers[i].text.size() == label.size() ? 1 : 0;
    row.accepted += answers[i].accepted ? 1 : 0;
    row.accepted_wrong += answers[i].accepted && !right ? 1 : 0;
  }
  return row;
}

}  // namespace

Status MeasureNumbers(std::span<const uint8_t> model_file, const ExampleSet& digits,
                      const ReadingOptions& reading, const NumberTableOptions& options,
                      NumberTable* table) {
  NumberTable result;
  ReadingOptions as_number = reading;
  as_number.mode = ReadMode::kNumber;
  ReadingOptions as_single = reading;
  as_single.mode = ReadMode::kSingle;
  Readings numbers, singles;
  for (const Spacing spacing : kSpacings) {
    ExampleSet set;
    DIGITPAD_RETURN_IF_ERROR(MakeNumbers(
        digits, {.seed = options.seed, .count = options.count, .spacing = spacing},
        &set));
    DIGITPAD_RETURN_IF_ERROR(ReadExamples(model_file, set, as_number, &numbers));
    NumberRow& row = result.rows.emplace_back(CountRow(set, numbers.answers));
    row.spacing = NameOf(spacing);
  }
  DIGITPAD_RETURN_IF_ERROR(ReadExamples(model_file, digits, as_number, &numbers));
  DIGITPAD_RETURN_IF_ERROR(ReadExamples(model_file, digits, as_single, &singles));
  for (size_t i = 0; i < singles.answers.size(); ++i) {
    ++result.singles;
    result.singles_same += numbers.answers[i].text == singles.answers[i].text ? 1 : 0;
  }
  result.kernel = numbers.kernel;
  *table = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
