// Ink and pictures of any kind, read in any mode under any rules.
#include <memory>
#include <string>
#include <vector>

#include "core/picture_reader.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_models.h"
#include "tests/fuzz/fuzz_pictures.h"
#include "tests/fuzz/fuzz_target.h"

namespace digitpad::fuzz {
namespace {

constexpr const char* kRuleNames[] = {"min",   "max",      "length", "check",
                                      "prior", "expected", "decimal"};

// Any rule with any text, or one with a text that it may well take.
void TakeRule(FuzzInput* input, NumberRules* rules) {
  constexpr const char* kValues[] = {"2-4", "1", "luhn", "0.9", "-1.5", "42", "", "20"};
  const char* name = kRuleNames[input->Below(std::size(kRuleNames))];
  const int value = input->Below(2 * std::size(kValues));
  const std::string text =
      value < static_cast<int>(std::size(kValues)) ? kValues[value] : input->Text();
  Note(SetRule(name, text, rules).message());
}

ReadOptions TakeOptions(FuzzInput* input) {
  constexpr ReadMode kModes[] = {ReadMode::kNumber, ReadMode::kSingle, ReadMode::kBoxes};
  ReadOptions options;
  options.mode = kModes[input->Below(3)];
  for (int i = input->Below(4); i > 0; --i) TakeRule(input, &options.rules);
  if (options.mode != ReadMode::kBoxes) return options;
  for (int i = input->Below(kMostCells + 3); i > 0; --i) {
    options.cells.push_back({input->Coordinate(), input->Coordinate(),
                             input->Coordinate(), input->Coordinate()});
  }
  return options;
}

void CheckResult(const Result& result, const Ink& ink) {
  FUZZ_EXPECT(result.confidence >= 0 && result.confidence <= 10000);
  for (const Digit& digit : result.digits) {
    FUZZ_EXPECT(digit.confidence >= 0 && digit.confidence <= 10000);
    for (const int stroke : digit.strokes) {
      FUZZ_EXPECT(stroke >= 0 && static_cast<size_t>(stroke) < ink.size());
    }
  }
  NoteResult(result);
}

void FuzzInk(std::span<const uint8_t> data) {
  FuzzInput input(data);
  const auto recognizer = SmallRecognizer();
  Result result;
  Inside inside;
  // Twice: the second drawing meets what is remembered of the first.
  for (int i = 0; i < 2 && !input.empty(); ++i) {
    const ReadOptions options = TakeOptions(&input);
    const Ink ink = input.TakeInk(24, 40);
    const Status status = recognizer->Read(ink, options, &result);
    FUZZ_EXPECT(status.ok() || result.digits.empty());
    FUZZ_EXPECT(!status.ok() || ValidateInk(ink).ok());
    CheckResult(result, ink);
    for (size_t digit = 0; digit <= result.digits.size(); ++digit) {
      recognizer->LookInside(digit, &inside);
    }
  }
}

void FuzzPicture(std::span<const uint8_t> data) {
  FuzzInput input(data);
  const uint8_t how = input.U8();
  NumberRules rules;
  if (how & 8) TakeRule(&input, &rules);
  const GrayPicture picture = TakePicture(&input, how);
  const auto recognizer = SmallRecognizer();
  PictureReader reader(*recognizer);
  const Status status = reader.Start(picture.view(), rules);
  FUZZ_EXPECT(status.ok() == ValidateRules(rules).ok());
  while (reader.Step()) FUZZ_EXPECT(reader.progress() >= 0 && reader.progress() <= 100);
  for (const Result& result : reader.results()) CheckResult(result, {});
  Result result;
  FUZZ_EXPECT(reader.ReadSingle(picture.view(), &result).ok());
  CheckResult(result, {});
}

const Register kInk("ink", &FuzzInk);
const Register kPicture("picture", &FuzzPicture);

}  // namespace
}  // namespace digitpad::fuzz
