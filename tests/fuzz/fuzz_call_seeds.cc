#include "tests/fuzz/fuzz_call_seeds.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/read_options.h"

namespace digitpad::fuzz {
namespace {

using testing::Random;

// Within a box 4 wide and 6 high; {-1, -1} lifts the pen.
using Template = std::vector<std::array<int, 2>>;
const Template kDigits[] = {
    {{2, 0}, {0, 2}, {0, 4}, {2, 6}, {4, 4}, {4, 2}, {2, 0}},
    {{1, 2}, {2, 0}, {2, 6}},
    {{0, 1}, {2, 0}, {4, 1}, {3, 3}, {0, 6}, {4, 6}},
    {{0, 0}, {4, 0}, {2, 2}, {4, 4}, {2, 6}, {0, 5}},
    {{2, 0}, {0, 4}, {4, 4}, {-1, -1}, {3, 2}, {3, 6}},
    {{0, 0}, {0, 3}, {3, 3}, {4, 5}, {1, 6}, {-1, -1}, {0, 0}, {4, 0}},
    {{3, 0}, {0, 4}, {2, 6}, {4, 4}, {1, 3}},
    {{0, 0}, {4, 0}, {1, 6}, {-1, -1}, {1, 3}, {4, 3}},
    {{2, 3}, {0, 1}, {2, 0}, {4, 1}, {0, 5}, {2, 6}, {4, 5}, {2, 3}},
    {{4, 1}, {1, 0}, {0, 2}, {4, 2}, {4, 1}, {3, 6}},
};

bool OneIn(Random* random, int count) { return random->Between(1, count) == 1; }

// A few digits in a row: apart, touching or overlapping, some slanted, a sign or a dot
// among them, now and then with no lift between them, with a stroke that has no points,
// or not begun with the first.
Ink WriteNumber(Random* random, int most_digits, int most_strokes) {
  Ink ink;
  const int digits = random->Between(1, most_digits);
  const auto unit = static_cast<float>(random->Between(1, 12));
  const auto gap = static_cast<float>(random->Between(-1, 4)) * unit;
  const float slant = static_cast<float>(random->Between(-3, 3)) / 6;
  float left = static_cast<float>(random->Between(0, 60));
  const auto top = static_cast<float>(random->Between(0, 80));
  const bool is_joined = OneIn(random, 5);
  for (int i = 0; i < digits; ++i) {
    if (!is_joined || ink.empty()) ink.emplace_back();
    for (const auto& [x, y] : kDigits[random->Between(0, 9)]) {
      if (x < 0) {
        ink.emplace_back();
        continue;
      }
      const float dx = static_cast<float>(x) + slant * static_cast<float>(6 - y);
      ink.back().push_back({left + unit * dx, top + unit * static_cast<float>(y)});
    }
    left += 4 * unit + gap;
    if (OneIn(random, 6)) {
      ink.push_back({{left, top + 6 * unit}});  // a point
      if (OneIn(random, 2)) ink.back().push_back({left - unit, top + 7 * unit});
      left += unit;
    } else if (OneIn(random, 6)) {
      ink.push_back({{left, top + 3 * unit}, {left + 2 * unit, top + 3 * unit}});
      left += 3 * unit;
    }
  }
  if (OneIn(random, 6)) ink.push_back({});
  if (OneIn(random, 5)) std::rotate(ink.begin(), ink.begin() + 1, ink.end());
  ink.resize(std::min(ink.size(), static_cast<size_t>(most_strokes)));
  return ink;
}

void Trim(Ink* ink, size_t most_points) {
  for (Stroke& stroke : *ink) stroke.resize(std::min(stroke.size(), most_points));
}

void PutDigits(Random* random, int most, std::string* text) {
  for (int i = random->Between(0, most); i > 0; --i) {
    text->push_back(
        static_cast<char>('0' + random->Between(0, OneIn(random, 2) ? 9 : 1)));
  }
}

// Mostly a number: long or short, with zeros that do not count.
std::string NumberOrNot(Random* random) {
  std::string text = OneIn(random, 4) ? "-" : "";
  PutDigits(random, OneIn(random, 4) ? 30 : 3, &text);
  if (OneIn(random, 2)) text += OneIn(random, 2) ? '.' : ',';
  if (text.ends_with('.') || text.ends_with(',')) PutDigits(random, 3, &text);
  if (OneIn(random, 16)) text += 'x';
  return text;
}

// How many names of rules a target knows, and which value stands for a text that follows.
struct RuleTexts {
  int names;
  int text;
  int values;
};
constexpr RuleTexts kInkRules = {7, 8, 16}, kHeadlessRules = {8, 6, 8};

void PutRule(Random* random, const RuleTexts& rules, FuzzOutput* output) {
  constexpr std::array<const char*, 5> kTexts[] = {
      {"0", "-1.5", "100", "42.50", "x"},              // min
      {"999", "7", "-3", "99999999999999999999", ""},  // max
      {"2", "1-3", "4-2", "21", "2-"},                 // length
      {"luhn", "luhn", "luhn", "mod11", ""},           // check
      {"0.9", "0.0001", "1", "2", "0.99999"},          // prior
      {"42", "7", "-1.5", "0", "four"},                // expected
      {"", "", "", "1", "x"},                          // decimal
      {"", "1", "2", "3", "4"},                        // no rule
  };
  const int name = random->Between(0, rules.names - 1);
  output->Below(rules.names, name);
  output->Below(rules.values, rules.text);
  const char* fixed = kTexts[name][static_cast<size_t>(random->Between(0, 4))];
  const bool is_number = name <= 1 || name == 5;
  output->Text(is_number && OneIn(random, 2) ? NumberOrNot(random) : fixed);
}

void PutCells(Random* random, int most, FuzzOutput* output) {
  const int count = random->Between(1, 6);
  output->Below(most, count);
  const auto width = static_cast<float>(random->Between(8, 60));
  for (int i = 0; i < count; ++i) {
    output->Coordinate(width * static_cast<float>(i));
    output->Coordinate(0);
    output->Coordinate(OneIn(random, 30) ? 0 : width);
    output->Coordinate(150);
  }
}

void PutInk(Random* random, FuzzOutput* output) {
  const bool by_cells = OneIn(random, 3);
  output->Below(3, by_cells ? 2 : random->Between(0, 1));
  const int rules = random->Between(0, 3);
  output->Below(4, rules);
  for (int i = 0; i < rules; ++i) PutRule(random, kInkRules, output);
  if (by_cells) PutCells(random, kMostCells + 3, output);
  Ink ink = WriteNumber(random, 9, 24);
  Trim(&ink, 40);
  output->Ink(ink, 24, 40);
}

void MakeInk(Random* random, FuzzOutput* output) {
  for (int i = random->Between(1, 2); i > 0; --i) PutInk(random, output);
}

void PutLine(float x, float y, float to_x, float to_y, int width, int level,
             FuzzOutput* output) {
  const auto within = [](float value) {
    return std::clamp(static_cast<int>(value), 0, 255);
  };
  output->U8(0);
  output->U8(within(x));
  output->U8(within(y));
  output->U8(level);
  output->U8(within(to_x));
  output->U8(within(to_y));
  output->U8(width);
}

// No further right and down than this.
void FitInto(float width, float height, Ink* ink) {
  float scale = 1;
  for (const Stroke& stroke : *ink) {
    for (const Point& point : stroke) {
      scale = std::min(
          {scale, width / std::max(point.x, 1.0F), height / std::max(point.y, 1.0F)});
    }
  }
  for (Stroke& stroke : *ink) {
    for (Point& point : stroke) {
      point.x *= scale;
      point.y *= scale;
    }
  }
}

}  // namespace

void PutPage(Random* random, int most_width, int most_height, FuzzOutput* output) {
  const int width = random->Between(24, most_width);
  const int height = random->Between(16, most_height);
  output->U8(width - 1);
  output->U8(height - 1);
  for (int x = 0; x < width; x += 1 + width / random->Between(1, 4)) {
    output->U8(1);  // paper
    output->U8(x);
    output->U8(0);
    output->U8(random->Between(0, 90));
    output->U8(255);
    output->U8(255);
  }
  const int ruling = random->Between(0, 3), pitch = random->Between(6, 20);
  const int thin = random->Between(5, 20), pale = random->Between(30, 170);
  for (int y = pitch / 2; ruling % 2 == 1 && y < height; y += pitch) {
    const auto at = static_cast<float>(y);
    PutLine(0, at, static_cast<float>(width - 1), at, thin, pale, output);
  }
  for (int x = pitch / 2; ruling >= 2 && x < width; x += pitch) {
    const auto at = static_cast<float>(x);
    PutLine(at, 0, at, static_cast<float>(height - 1), thin, pale, output);
  }
  const int pen = random->Between(8, 40), ink_level = random->Between(140, 255);
  for (int numbers = random->Between(1, 2); numbers > 0; --numbers) {
    Ink ink = WriteNumber(random, 4, 12);
    FitInto(static_cast<float>(width - 3), static_cast<float>(height - 3), &ink);
    for (const Stroke& stroke : ink) {
      for (size_t i = 1; i < stroke.size(); ++i) {
        PutLine(stroke[i - 1].x, stroke[i - 1].y, stroke[i].x, stroke[i].y, pen,
                ink_level, output);
      }
    }
  }
  if (OneIn(random, 3)) {
    output->U8(2);  // noise
    output->U8(0);
    output->U8(0);
    output->U8(random->Between(0, 63));
    output->U16(random->Between(0, 65535));
  }
}

namespace {

void MakePicture(Random* random, FuzzOutput* output) {
  const bool by_rules = OneIn(random, 4);
  output->U8(random->Between(0, 1) * 4 + (by_rules ? 8 : 0));
  if (by_rules) PutRule(random, kInkRules, output);
  PutPage(random, 160, 60, output);
}

// Bars that may be so many 1s: rows of levels that are repeated over and over.
void PutBars(Random* random, FuzzOutput* output) {
  constexpr int kWidth = 24;
  output->Below(48, kWidth + 1);
  output->Below(48, random->Between(8, 47));
  output->Below(100, kWidth);
  const int paper = random->Between(100, 255);
  for (int x = 0; x < kWidth; ++x) output->U8(OneIn(random, 5) ? 20 : paper);
}

void PutHeadlessCall(Random* random, FuzzOutput* output) {
  output->Below(2, OneIn(random, 8) ? 1 : 0);
  const int call = random->Between(0, 9);
  switch (call) {
    case 0:
      output->Below(12, 3);  // SetMode
      return output->U32(random->Between(0, 3));
    case 1:
    case 2:
      output->Below(12, 4);
      return PutRule(random, kHeadlessRules, output);
    case 3:
      output->Below(12, 5);
      return PutCells(random, 24, output);
    case 4:
      output->Below(12, 6);
      output->Below(6, 5);
      return output->Text(OneIn(random, 2) ? "0.5" : "1.0001");
    case 5:
      output->Below(12, 8);
      return PutBars(random, output);
    case 6: {
      const int what = random->Between(0, 2);  // a model, none, or other options
      output->Below(12, what);
      if (what != 0) return;
      output->Below(4, random->Between(0, 1) * 3);
      return output->Below(4, 0);
    }
    default: {
      output->Below(12, 11);
      Ink ink = WriteNumber(random, 5, 12);
      Trim(&ink, 16);
      output->Ink(ink, 12, 16);
    }
  }
}

void MakeHeadless(Random* random, FuzzOutput* output) {
  output->Below(2, 0);
  output->Below(12, 0);
  output->Below(4, OneIn(random, 4) ? 3 : 0);
  output->Below(4, 0);
  if (OneIn(random, 3)) {
    output->Below(2, 0);
    output->Below(12, 3);
    output->U32(2);  // boxes
    output->Below(2, 0);
    output->Below(12, 5);
    PutCells(random, 24, output);
  }
  for (int i = random->Between(2, 7); i > 0; --i) PutHeadlessCall(random, output);
}

// What app and page take alike; each has its own numbers of what to do.
struct Doing {
  int open_ink, type, choose, open_picture, recall, layers, command, stroke, look;
  int ways_to_open_ink;
  bool is_page;
};

// Indices into what there may or may not be. Where there is nothing they are not taken,
// and then each does something that needs no more of them. (Where some are, or a text
// follows, the calls after it are other ones than these.)
void PutChoices(Random* random, int count, FuzzOutput* output) {
  constexpr int kHarmless[] = {3, 16, 17};  // of app and page
  for (int i = 0; i < count; ++i) {
    const int call = kHarmless[random->Between(0, 2)];
    output->U8(call + 24 * random->Between(0, 3));
  }
}

void PutStroke(const Doing& doing, const Stroke& stroke, FuzzOutput* output) {
  output->Below(24, doing.stroke);
  for (size_t i = 0; i < stroke.size() && i < 12; ++i) {
    output->Coordinate(stroke[i].x);
    output->Coordinate(stroke[i].y);
    if (doing.is_page && i == 0) {
      output->Below(8, 1);
      output->Below(4, 0);
    }
    if (doing.is_page) {
      output->U16(static_cast<int>(16 * i));
    } else {
      output->U8(static_cast<int>(16 * i));
    }
    if (i == 0)
      output->Below(12, static_cast<int>(std::min<size_t>(stroke.size(), 12)) - 1);
  }
}

void PutDoing(Random* random, const Doing& doing, FuzzOutput* output) {
  switch (random->Between(0, 9)) {
    case 0: {
      output->Below(24, doing.open_ink);
      const int how = random->Between(0, doing.ways_to_open_ink - 1);
      output->Below(doing.ways_to_open_ink, how);
      Ink ink = WriteNumber(random, 3, 8);
      Trim(&ink, 12);
      output->Ink(ink, 8, 12);
      output->Coordinate(static_cast<float>(random->Between(0, 300)));
      output->Coordinate(static_cast<float>(random->Between(0, 300)));
      if (doing.is_page) {
        for (size_t i = 0; i < ink.size(); ++i) output->Below(4, 0);
      }
      if (how == 2) output->Text("42");
      return;
    }
    case 1:
      output->Below(24, doing.type);
      output->Below(7, random->Between(0, 4));
      return output->Below(3, random->Between(0, 2));
    case 2:
      output->Below(24, doing.choose);
      return PutChoices(random, 4, output);
    case 3:
      output->Below(24, doing.open_picture);
      output->U8(random->Between(0, 255));
      PutChoices(random, doing.is_page ? 3 : 1, output);
      if (OneIn(random, 2)) return;
      // One of its numbers is mended.
      output->Below(24, doing.choose);
      PutChoices(random, 1, output);
      output->Below(2, 1);
      PutChoices(random, 1, output);
      return output->Text(OneIn(random, 4) ? "1,\"2\"" : NumberOrNot(random));
    case 4:
      output->Below(24, doing.recall);
      return PutChoices(random, doing.is_page ? 3 : 1, output);
    case 5:
      output->Below(24, doing.layers);
      return output->Below(2, 1);
    case 6:
    case 7:
      output->Below(24, doing.command);
      output->U8(random->Between(0, 8));
      return output->Below(2, 0);
    default:
      for (const Stroke& stroke : WriteNumber(random, 3, 6)) {
        if (!stroke.empty()) PutStroke(doing, stroke, output);
      }
      return output->Below(24, doing.look);
  }
}

void MakeApp(Random* random, FuzzOutput* output) {
  constexpr Doing kDoing = {6, 7, 8, 9, 12, 13, 5, 19, 16, 4, false};
  const int kind = random->Between(0, 3);
  output->Below(4, kind);
  if (kind == 1) output->Below(kMostCells, random->Between(0, 5));
  output->Below(700, random->Between(150, 450));
  output->Below(700, random->Between(150, 450));
  output->Below(8, 1);
  output->U8(random->Between(0, 31));
  output->Below(200, 60);
  output->Below(12, random->Between(1, 7));
  for (int i = random->Between(2, 7); i > 0; --i) PutDoing(random, kDoing, output);
}

void MakePage(Random* random, FuzzOutput* output) {
  constexpr Doing kDoing = {6, 7, 8, 9, 12, 13, 4, 19, 16, 3, true};
  const int rules = random->Between(0, 2);
  output->Below(3, rules);
  for (int i = 0; i < rules; ++i) output->Below(6, random->Between(0, 5));
  output->Below(4, random->Between(0, 3));
  output->Below(5, random->Between(0, 2));
  for (int side = 0; side < 2; ++side) {
    output->Below(256, random->Between(OneIn(random, 4) ? 0 : 120, 255));
  }
  output->Below(200, OneIn(random, 4) ? random->Between(0, 199) : 60);
  output->Below(12, random->Between(0, 11));
  output->Below(4, OneIn(random, 2) ? 0 : random->Between(1, 3));
  output->Below(2, random->Between(0, 1));
  for (int i = random->Between(2, 7); i > 0; --i) PutDoing(random, kDoing, output);
  if (OneIn(random, 2)) {
    output->Below(24, 11);  // saved in a format
    output->Below(7, random->Between(0, 6));
  }
}

constexpr CallSeeds kSeeds[] = {
    {"app", &MakeApp},         {"headless", &MakeHeadless}, {"ink", &MakeInk},
    {"picture", &MakePicture}, {"page", &MakePage},
};

}  // namespace

std::span<const CallSeeds> AllCallSeeds() { return kSeeds; }

}  // namespace digitpad::fuzz
