#include "trainer/eval/junk.h"

#include <algorithm>
#include <string>
#include <utility>

#include "trainer/eval/ink_transform.h"
#include "trainer/eval/junk_kinds.h"

namespace digitpad {
namespace {

// So that no generator that trains draws the same numbers for the same seed.
constexpr uint64_t kPurpose = 0x6a756e6b;  // "junk"

// Drawn in a box of this size, turned by at most this angle.
constexpr float kLeastSize = 60;
constexpr float kMostSize = 340;
constexpr float kMostTurn = 8;  // degrees
constexpr float kMostShift = 60;
// A hand's unrest, as a share of the drawing's size.
constexpr float kJitter = 0.004f;

constexpr const char* kKinds[] = {"scribbles", "parts", "pairs", "others"};
constexpr int kKindCount = 4;

Status SortByDigit(const ExampleSet& set, DigitDrawings* digits) {
  for (const Example& example : set.examples) {
    if (example.is_picture || example.label.size() != 1 || IsEmpty(example.ink)) continue;
    const int digit = example.label[0] - '0';
    if (digit >= 0 && digit <= 9) (*digits)[digit].push_back(&example.ink);
  }
  for (int digit = 0; digit < 10; ++digit) {
    if (!(*digits)[digit].empty()) continue;
    return Status::Invalid("no drawing of a " + std::to_string(digit) +
                           " to make junk of");
  }
  return Status::Ok();
}

Ink DrawKind(int kind, const DigitDrawings& digits, Random* random, std::string* name) {
  switch (kind) {
    case 0:
      return DrawScribble(random, name);
    case 1:
      return DrawPart(digits, random, name);
    case 2:
      return DrawPair(digits, random, name);
    default:
      return DrawOther(digits, random, name);
  }
}

// As a hand would draw it somewhere on a canvas.
Ink Placed(const Ink& ink, Random* random) {
  const float size = random->Uniform(kLeastSize, kMostSize);
  Ink result =
      Fitted(Transformed(ink, Rotation(random->Uniform(-kMostTurn, kMostTurn))), size);
  const Box box = BoundingBox(result);
  const float jitter = kJitter * std::max(box.w, box.h);
  const Vec2 place = {random->Uniform(0, kMostShift), random->Uniform(0, kMostShift)};
  for (Stroke& stroke : result) {
    for (Point& p : stroke) {
      p.x += place.x + jitter * random->Normal();
      p.y += place.y + jitter * random->Normal();
    }
  }
  return result;
}

}  // namespace

Ink DrawDigit(const DigitDrawings& digits, int digit, Random* random) {
  const auto& drawings = digits[digit];
  return Fitted(*drawings[random->Below(static_cast<uint32_t>(drawings.size()))], 1);
}

Status MakeJunk(const ExampleSet& digits, const JunkOptions& options, ExampleSet* junk) {
  DigitDrawings drawings;
  DIGITPAD_RETURN_IF_ERROR(SortByDigit(digits, &drawings));
  ExampleSet result;
  for (int i = 0; i < options.count; ++i) {
    const int kind = i % kKindCount;
    Random random({kPurpose, options.seed, static_cast<uint64_t>(i)});
    std::string name;
    Example& example = result.examples.emplace_back();
    example.ink = Placed(DrawKind(kind, drawings, &random, &name), &random);
    example.label = std::string(kKinds[kind]) + '/' + name;
  }
  *junk = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
