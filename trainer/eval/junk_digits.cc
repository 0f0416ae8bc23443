// Junk made of digits: parts of one, pairs of two, mirrored and turned ones. Which parts,
// pairs and turns make no digit is told by the tables here.
#include <algorithm>
#include <string>

#include "trainer/eval/ink_transform.h"
#include "trainer/eval/junk_kinds.h"

namespace digitpad {
namespace {

enum class Side { kTop, kBottom, kLeft, kRight };

const char* NameOf(Side side) {
  switch (side) {
    case Side::kTop:
      return "top";
    case Side::kBottom:
      return "bottom";
    case Side::kLeft:
      return "left";
    case Side::kRight:
      return "right";
  }
  return "";
}

struct Part {
  int digit;
  Side side;
  float most_kept = 0.55f;  // of the height or width
};
// Parts of a 1, 6, 7, 8 or 9 are mostly ones, zeros and threes; the tops of a 2, 3 or 4
// are a 7, 2 or 4, and the left of a 2 with a long foot is all of it. Where less may be
// kept, more would show the whole digit.
constexpr Part kParts[] = {
    {0, Side::kTop},           {0, Side::kBottom},      {0, Side::kLeft},
    {0, Side::kRight},         {2, Side::kBottom},      {3, Side::kLeft},
    {3, Side::kBottom, 0.46f}, {4, Side::kLeft, 0.40f}, {5, Side::kTop, 0.42f},
    {5, Side::kBottom},
};
constexpr float kKeptRange = 0.1f;  // below most_kept
// A narrower arc could pass for a 1.
constexpr float kLeastAspect = 0.4f;
// A shorter line, in units of the digit's size, could pass for a dot or a 1.
constexpr float kLeastPath = 0.5f;
constexpr int kTries = 50;

Box HalfOf(const Box& box, Side side, float kept) {
  switch (side) {
    case Side::kTop:
      return {box.x, box.y, box.w, box.h * kept};
    case Side::kBottom:
      return {box.x, box.y + box.h * (1 - kept), box.w, box.h * kept};
    case Side::kLeft:
      return {box.x, box.y, box.w * kept, box.h};
    case Side::kRight:
      return {box.x + box.w * (1 - kept), box.y, box.w * kept, box.h};
  }
  return box;
}

bool IsBroadEnough(const Ink& ink) {
  const Box box = BoundingBox(ink);
  return std::min(box.w, box.h) >= kLeastAspect * std::max(box.w, box.h) &&
         PathLength(ink) >= kLeastPath;
}

enum class Arrangement { kBeside, kAbove, kAcross };

const char* NameOf(Arrangement arrangement) {
  switch (arrangement) {
    case Arrangement::kBeside:
      return "beside";
    case Arrangement::kAbove:
      return "above";
    case Arrangement::kAcross:
      return "across";
  }
  return "";
}

// Digits that are bars or rings make digits of others when put above or across them: a 1
// below a 0 is a 9, a 0 above a 0 an 8, a 1 across a 7 a 7.
bool MakesNoDigit(Arrangement arrangement, int first, int second) {
  if (arrangement == Arrangement::kBeside) return true;
  const auto is_bar = [](int digit) { return digit == 1 || digit == 7; };
  const auto has_ring = [](int digit) { return digit == 0 || digit == 6 || digit == 9; };
  if (is_bar(first) || is_bar(second) || first == second) return false;
  return arrangement == Arrangement::kAcross || !has_ring(first) || !has_ring(second);
}

// `second` relative to `first`, both of unit height.
Vec2 PlaceOf(Arrangement arrangement, const Box& first, const Box& second,
             Random* random) {
  const float unrest = 0.08f * random->Normal();
  switch (arrangement) {
    case Arrangement::kBeside:
      return {first.w + random->Uniform(0.05f, 0.35f), unrest};
    case Arrangement::kAbove:
      return {0.5f * (first.w - second.w) + unrest,
              first.h + random->Uniform(0.05f, 0.25f)};
    case Arrangement::kAcross:
      return {random->Uniform(0.45f, 0.7f) * first.w, random->Uniform(-0.2f, 0.2f)};
  }
  return {};
}

Ink OfUnitHeight(const Ink& ink) {
  const Box box = BoundingBox(ink);
  const float scale = box.h > 0 ? 1 / box.h : 1;
  return Transformed(
      ink, {.a = scale, .d = scale, .dx = -box.x * scale, .dy = -box.y * scale});
}

struct Turn {
  int digit;
  const char* name;
  Affine affine;
};

Turn ChooseTurn(Random* random) {
  const Turn turns[] = {
      {3, "mirrored", Mirroring()},      {4, "mirrored", Mirroring()},
      {7, "mirrored", Mirroring()},      {9, "mirrored", Mirroring()},
      {3, "turned right", Rotation(90)}, {6, "turned left", Rotation(-90)},
      {5, "turned right", Rotation(90)}, {3, "turned left", Rotation(-90)},
      {3, "upside down", Rotation(180)}, {7, "upside down", Rotation(180)},
  };
  return turns[random->Below(std::size(turns))];
}

// One dot, of a pen that rested: points in one place; or some dots, far apart.
Ink Dots(Random* random) {
  const uint32_t count = 1 + random->Below(5);
  const float spread = count == 1 ? 0 : 0.01f;
  Ink ink;
  for (uint32_t i = 0; i < count; ++i) {
    const Vec2 at = {random->Uniform(), random->Uniform()};
    Stroke& dot = ink.emplace_back();
    const uint32_t points = 1 + random->Below(4);
    for (uint32_t k = 0; k < points; ++k) {
      dot.push_back({at.x + spread * random->Normal(), at.y + spread * random->Normal()});
    }
  }
  return ink;
}

Ink DrawTurned(const DigitDrawings& digits, Random* random, std::string* name) {
  const Turn turn = ChooseTurn(random);
  *name = std::to_string(turn.digit) + ' ' + turn.name;
  return Transformed(DrawDigit(digits, turn.digit, random), turn.affine);
}

}  // namespace

Ink DrawPart(const DigitDrawings& digits, Random* random, std::string* name) {
  Ink ink;
  for (int i = 0; i < kTries; ++i) {
    const Part& part = kParts[random->Below(std::size(kParts))];
    const Ink digit = DrawDigit(digits, part.digit, random);
    const float kept = random->Uniform(part.most_kept - kKeptRange, part.most_kept);
    ink = Clipped(digit, HalfOf(BoundingBox(digit), part.side, kept));
    *name = std::string(NameOf(part.side)) + " of " + std::to_string(part.digit);
    if (IsBroadEnough(ink)) break;
  }
  return ink;
}

Ink DrawPair(const DigitDrawings& digits, Random* random, std::string* name) {
  const auto arrangement = static_cast<Arrangement>(random->Below(3));
  int first = 0;
  int second = 0;
  do {
    first = static_cast<int>(random->Below(10));
    second = static_cast<int>(random->Below(10));
  } while (!MakesNoDigit(arrangement, first, second));
  Ink ink = OfUnitHeight(DrawDigit(digits, first, random));
  const Ink other = OfUnitHeight(DrawDigit(digits, second, random));
  const Vec2 place = PlaceOf(arrangement, BoundingBox(ink), BoundingBox(other), random);
  for (const Stroke& stroke : Transformed(other, Shift(place.x, place.y))) {
    ink.push_back(stroke);
  }
  *name =
      std::to_string(first) + ' ' + NameOf(arrangement) + ' ' + std::to_string(second);
  return ink;
}

Ink DrawOther(const DigitDrawings& digits, Random* random, std::string* name) {
  switch (random->Below(5)) {
    case 0:
      *name = "dots";
      return Dots(random);
    case 1:
    case 2:
      return DrawTurned(digits, random, name);
    default:
      return DrawDoodle(random, name);
  }
}

}  // namespace digitpad
