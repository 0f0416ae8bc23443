// Ink and pictures of any kind, read in any mode under any rules.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/ink/rasterizer.h"
#include "core/picture_reader.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_models.h"
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

// One mark on the paper: a line, a rectangle, noise, or pixels as they come.
void TakeMark(FuzzInput* input, GrayPicture* picture) {
  const int width = picture->width, height = picture->height;
  const int kind = input->Below(4);
  const int x = input->Below(width), y = input->Below(height);
  const uint8_t level = input->U8();
  if (kind == 0) {
    const BitmapView view = {picture->pixels.data(), width, height, width, 0, 0};
    const Vec2 end = {static_cast<float>(input->Below(width)),
                      static_cast<float>(input->Below(height))};
    const float pen_width = static_cast<float>(input->Below(160)) / 10;
    DrawSegment({static_cast<float>(x), static_cast<float>(y)}, end, pen_width, level,
                view);
  } else if (kind == 1) {
    const int right = std::min(width, x + input->U8()),
              bottom = std::min(height, y + input->U8());
    for (int row = y; row < bottom; ++row) {
      std::fill(picture->row(row) + x, picture->row(row) + right, level);
    }
  } else if (kind == 2) {
    uint32_t state = input->U16() + 1;
    for (uint8_t& pixel : picture->pixels) {
      state = state * 1664525u + 1013904223u;  // Numerical Recipes' generator
      const int noise = static_cast<int>(state >> 24) * (level & 63) / 256;
      pixel = static_cast<uint8_t>(std::min(255, pixel + noise));
    }
  } else {
    const auto bytes = input->Bytes(level);
    const size_t at = static_cast<size_t>(y) * static_cast<size_t>(width) + x;
    const size_t count = std::min(bytes.size(), picture->pixels.size() - at);
    std::copy_n(bytes.begin(), count, picture->pixels.begin() + static_cast<long>(at));
  }
}

void FuzzPicture(std::span<const uint8_t> data) {
  FuzzInput input(data);
  const uint8_t how = input.U8();
  GrayPicture picture;
  picture.width = 1 + input.U8();
  picture.height = 1 + input.U8();
  if (how & 1) picture.width *= 1 + input.Below(8);  // shrunk before it is read
  if (how & 2) picture.height *= 1 + input.Below(8);
  constexpr int kMostPixels = 10'000;  // reach as much as many more, and take less time
  picture.height = std::min(picture.height, kMostPixels / picture.width);
  picture.pixels.assign(
      static_cast<size_t>(picture.width) * static_cast<size_t>(picture.height), 0);
  for (int i = 0; i < 64 && !input.empty(); ++i) TakeMark(&input, &picture);
  if (how & 4) {
    for (uint8_t& pixel : picture.pixels) pixel = static_cast<uint8_t>(255 - pixel);
  }

  const auto recognizer = SmallRecognizer();
  PictureReader reader(*recognizer);
  NumberRules rules;
  if (how & 8) TakeRule(&input, &rules);
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
