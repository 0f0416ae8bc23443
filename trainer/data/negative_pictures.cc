#include "trainer/data/negative_pictures.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <vector>

#include "core/base/prep_spec.h"
#include "core/ink/ink.h"
#include "core/ink/rasterizer.h"
#include "trainer/data/bad_scans.h"
#include "trainer/data/chance.h"
#include "trainer/data/figures.h"
#include "trainer/data/no_digit_rules.h"
#include "trainer/data/scribbles.h"
#include "trainer/data/sketch.h"

namespace digitpad {
namespace {

constexpr int kPixels = kInputSize * kInputSize;
constexpr float kMiddle = kInputSize / 2.0f;
constexpr float kBox = 20;  // of MNIST's digits, in pixels
constexpr float kQuarter = kPi / 2;
constexpr uint8_t kInk = 100;  // from this grey on, a pixel is written on

// Shares of what Draw makes.
constexpr float kPairs = 0.35f;
constexpr float kParts = 0.15f;
constexpr float kTurned = 0.15f;
constexpr float kOver = 0.15f;
constexpr float kSketches = 0.15f;  // the rest are blots and the like

float Value(std::span<const uint8_t> picture, float x, float y) {
  const int column = static_cast<int>(std::floor(x));
  const int row = static_cast<int>(std::floor(y));
  const auto at = [&](int r, int c) {
    const bool inside = r >= 0 && r < kInputSize && c >= 0 && c < kInputSize;
    return inside ? static_cast<float>(picture[r * kInputSize + c]) : 0.0f;
  };
  const float fx = x - static_cast<float>(column);
  const float fy = y - static_cast<float>(row);
  return (at(row, column) * (1 - fx) + at(row, column + 1) * fx) * (1 - fy) +
         (at(row + 1, column) * (1 - fx) + at(row + 1, column + 1) * fx) * fy;
}

// How a picture is put into another one: magnified, turned about its own `center`, which
// comes to lie at `place`.
struct Stamp {
  Vec2 center = {kMiddle, kMiddle};
  Vec2 place = {kMiddle, kMiddle};
  Vec2 size = {1, 1};  // a negative one mirrors
  float angle = 0;
};

// The lighter of both pictures stays.
void Put(std::span<const uint8_t> picture, const Stamp& stamp, std::span<uint8_t> out) {
  const float cosine = std::cos(stamp.angle);
  const float sine = std::sin(stamp.angle);
  for (int row = 0; row < kInputSize; ++row) {
    for (int column = 0; column < kInputSize; ++column) {
      const float x = static_cast<float>(column) + 0.5f - stamp.place.x;
      const float y = static_cast<float>(row) + 0.5f - stamp.place.y;
      const float value =
          Value(picture, (cosine * x + sine * y) / stamp.size.x + stamp.center.x - 0.5f,
                (cosine * y - sine * x) / stamp.size.y + stamp.center.y - 0.5f);
      uint8_t& pixel = out[row * kInputSize + column];
      pixel = std::max(pixel, static_cast<uint8_t>(value + 0.5f));
    }
  }
}

void Clear(std::span<uint8_t> picture) { std::ranges::fill(picture, uint8_t{0}); }

// Where the picture is written on; the whole picture where it is not.
Box InkBox(std::span<const uint8_t> picture) {
  int left = kInputSize;
  int top = kInputSize;
  int right = 0;
  int bottom = 0;
  for (int i = 0; i < kPixels; ++i) {
    if (picture[i] < kInk) continue;
    left = std::min(left, i % kInputSize);
    right = std::max(right, i % kInputSize + 1);
    top = std::min(top, i / kInputSize);
    bottom = std::max(bottom, i / kInputSize + 1);
  }
  if (right <= left) return {0, 0, kInputSize, kInputSize};
  return {static_cast<float>(left), static_cast<float>(top),
          static_cast<float>(right - left), static_cast<float>(bottom - top)};
}

Vec2 Center(Box box) { return {box.x + box.w / 2, box.y + box.h / 2}; }

// The strokes, of size about 1 around the origin, drawn over the picture.
void DrawInto(const Ink& ink, float size, float pen, std::span<uint8_t> picture) {
  std::vector<Vec2> path;
  for (const Stroke& stroke : ink) {
    path.clear();
    for (const Point& p : stroke) {
      path.push_back({kMiddle + size * p.x, kMiddle + size * p.y});
    }
    DrawPolyline(path, pen, {picture.data(), kInputSize, kInputSize, kInputSize});
  }
}

// A letter, a doodle or a shape, as a scan would show it.
void DrawSketch(Random* random, std::span<uint8_t> picture) {
  constexpr Box kSquare = {-0.5f, -0.5f, 1, 1};
  Ink ink;
  Sketch sketch(random, &ink);
  switch (random->Below(4)) {
    case 0:
      DrawDoodle(Between(0, CountDoodles() - 1, random), kSquare, random, &sketch);
      break;
    case 1:
      DrawScribble(random, &sketch);
      break;
    default:
      DrawSign(Between(0, CountSigns() - 1, random), kSquare, random, &sketch);
  }
  const Box box = BoundingBox(ink);
  const float longer = std::max({box.w, box.h, 1e-3f});
  for (Stroke& stroke : ink) {
    for (Point& p : stroke) {
      p.x = (p.x - box.x - box.w / 2) / longer;
      p.y = (p.y - box.y - box.h / 2) / longer;
    }
  }
  Clear(picture);
  DrawInto(ink, random->Uniform(14, 22), random->Uniform(1.5f, 3.5f), picture);
}

}  // namespace

NegativePictures::NegativePictures(std::span<const uint8_t> pictures,
                                   std::span<const int> labels)
    : pictures_(pictures), labels_(labels) {
  assert(!labels.empty() && pictures.size() == labels.size() * kPixels);
}

NegativePictures::Choice NegativePictures::Choose(Random* random) const {
  const uint32_t index = random->Below(static_cast<uint32_t>(labels_.size()));
  return {pictures_.subspan(size_t{index} * kPixels, kPixels), labels_[index]};
}

void NegativePictures::Draw(Random* random, std::span<uint8_t> picture) const {
  bool is_drawn = false;
  while (!is_drawn) {
    float kind = random->Uniform();
    const auto is_kind = [&kind](float share) { return (kind -= share) < 0; };
    if (is_kind(kPairs)) {
      is_drawn = DrawPair(random, picture);
    } else if (is_kind(kParts)) {
      is_drawn = DrawPart(random, picture);
    } else if (is_kind(kTurned)) {
      is_drawn = DrawTurned(random, picture);
    } else if (is_kind(kOver)) {
      is_drawn = DrawOver(random, picture);
    } else {
      is_kind(kSketches) ? DrawSketch(random, picture) : DrawBadScan(random, picture);
      is_drawn = true;
    }
  }
}

// Beside, above or over each other, small enough to fit.
bool NegativePictures::DrawPair(Random* random, std::span<uint8_t> picture) const {
  const Choice first = Choose(random);
  const Choice second = Choose(random);
  const Box boxes[] = {InkBox(first.picture), InkBox(second.picture)};
  const uint32_t layout = random->Below(4);
  const float gap = random->Uniform(1, 5);
  Vec2 apart;  // of the centers, before both shrink
  if (layout < 2) {
    apart = {(boxes[0].w + boxes[1].w) / 2 + gap, random->Uniform(-3, 3)};
  } else if (layout == 2) {
    if (!IsNoDigitStacked(first.label, second.label)) return false;
    apart = {random->Uniform(-4, 4), (boxes[0].h + boxes[1].h) / 2 + gap};
  } else {
    if (!IsNoDigitOverlaid(first.label, second.label)) return false;
    apart = {random->Uniform(6, 11), random->Uniform(-5, 5)};
  }
  const float whole = std::max(apart.x + (boxes[0].w + boxes[1].w) / 2,
                               std::fabs(apart.y) + (boxes[0].h + boxes[1].h) / 2);
  const float size = std::min(1.0f, random->Uniform(18, 27) / whole);
  const Vec2 half = apart * (size / 2);
  const Vec2 middle = {kMiddle, kMiddle};
  Clear(picture);
  Put(first.picture, {Center(boxes[0]), middle - half, {size, size}}, picture);
  Put(second.picture, {Center(boxes[1]), middle + half, {size, size}}, picture);
  return true;
}

// Half of a 0, the upper part of a 2 or 5, the lower one of a 3 or 5; as large as a digit
// or left as it was.
bool NegativePictures::DrawPart(Random* random, std::span<uint8_t> picture) const {
  const Choice digit = Choose(random);
  if (digit.label != 0 && digit.label != 2 && digit.label != 3 && digit.label != 5) {
    return false;
  }
  const bool upper = digit.label == 2 || (digit.label != 3 && Coin(random));
  const float share =
      digit.label == 0 ? random->Uniform(0.35f, 0.5f) : random->Uniform(0.3f, 0.42f);
  const Box box = InkBox(digit.picture);
  std::array<uint8_t, kPixels> part = {};
  for (int i = 0; i < kPixels; ++i) {
    const int row = i / kInputSize;
    const float down = (static_cast<float>(row) + 0.5f - box.y) / box.h;
    if (upper ? down <= share : down >= 1 - share) part[i] = digit.picture[i];
  }
  const Box kept = InkBox(part);
  if (kept.h > 0.8f * kept.w) return false;  // upright, it could be a 1 or 7
  const float fit = kBox / std::max(kept.w, kept.h);
  const float size = Coin(random) ? fit : 1;
  Clear(picture);
  Put(part, {Center(kept), {kMiddle, kMiddle}, {size, size}}, picture);
  return true;
}

bool NegativePictures::DrawTurned(Random* random, std::span<uint8_t> picture) const {
  const Choice digit = Choose(random);
  Stamp stamp;
  stamp.angle = random->Uniform(-0.2f, 0.2f);
  switch (random->Below(3)) {
    case 0:
      if (!IsNoDigitMirrored(digit.label)) return false;
      stamp.size = {-1, 1};
      break;
    case 1:
      if (!IsNoDigitLying(digit.label)) return false;
      stamp.angle += Coin(random) ? kQuarter : -kQuarter;
      break;
    default:
      if (!IsNoDigitUpsideDown(digit.label)) return false;
      stamp.angle += 2 * kQuarter;
  }
  Clear(picture);
  Put(digit.picture, stamp, picture);
  return true;
}

// Struck through, scribbled over or with another sign over it.
bool NegativePictures::DrawOver(Random* random, std::span<uint8_t> picture) const {
  const Choice digit = Choose(random);
  Ink ink;
  Sketch sketch(random, &ink);
  if (Coin(random)) {
    if (!IsNoDigitStruckThrough(digit.label)) return false;
    const float angle = random->Uniform(-0.7f, 0.7f);
    const Vec2 along = {0.62f * std::cos(angle), 0.62f * std::sin(angle)};
    sketch.Line(along * -1.0f, along);
  } else {
    DrawScribble(random, &sketch);
  }
  std::ranges::copy(digit.picture, picture.begin());
  DrawInto(ink, random->Uniform(18, 22), random->Uniform(1.5f, 3), picture);
  return true;
}

}  // namespace digitpad
