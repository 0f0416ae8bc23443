#include <algorithm>
#include <cmath>

#include "trainer/data/vary_ink.h"

namespace digitpad {
namespace {

// Points as they came, or every 2nd or 3rd of them, or as far apart as a slow device, or
// as close as a finger's: with repeats and noise below a pixel. Shares.
constexpr float kEverySecond = 0.15f;
constexpr float kEveryThird = 0.15f;
constexpr float kSparse = 0.1f;
constexpr float kDense = 0.15f;
// Distances of points and the largest noise of one, as shares of the size.
constexpr float kSparsestStep = 0.11f;
constexpr float kSparseStep = 0.04f;
constexpr float kDenseStep = 0.025f;
constexpr float kDensestStep = 0.008f;
constexpr float kRepeat = 0.15f;  // of a finger's points
constexpr float kJitter = 0.012f;
constexpr float kDenseJitter = 0.004f;
// How often curves are smoothed, and how many times at most.
constexpr float kSmooth = 0.25f;
constexpr int kSmoothings = 2;
// How often coordinates are whole pixels, and how large the digit then is: from 15
// pixels, 5 % of a phone's width, up, each doubling as likely.
constexpr float kWholePixels = 0.5f;
constexpr float kFewestPixels = 16;
constexpr float kMostPixels = 400;

Vec2 At(const Point& point) { return {point.x, point.y}; }

// Of the stroke's points: the first, every `step`-th after it, and the last.
void KeepEvery(size_t step, Stroke* stroke) {
  if (stroke->size() < 3) return;
  size_t kept = 1;
  for (size_t i = step; i + 1 < stroke->size(); i += step) {
    (*stroke)[kept++] = (*stroke)[i];
  }
  (*stroke)[kept++] = stroke->back();
  stroke->resize(kept);
}

// Points `step` apart along the stroke, and its last.
void Resample(float step, Stroke* stroke) {
  if (stroke->size() < 2) return;
  Stroke points = {stroke->front()};
  float until_next = step;
  for (size_t i = 1; i < stroke->size(); ++i) {
    const Vec2 from = At((*stroke)[i - 1]);
    const Vec2 along = At((*stroke)[i]) - from;
    const float length = Length(along);
    float at = until_next;
    for (; at < length; at += step) {
      const Vec2 p = from + along * (at / length);
      points.push_back({p.x, p.y});
    }
    until_next = at - length;
  }
  points.push_back(stroke->back());
  stroke->swap(points);
}

// Some points twice, as a finger that hesitates gives.
void Repeat(Random* random, Stroke* stroke) {
  Stroke points;
  points.reserve(stroke->size() * 2);
  for (const Point& point : *stroke) {
    points.push_back(point);
    if (random->Uniform() < kRepeat) points.push_back(point);
  }
  stroke->swap(points);
}

// (1 2 1) / 4 along the stroke; its ends stay.
void Smooth(Stroke* stroke) {
  if (stroke->empty()) return;
  Vec2 before = At(stroke->front());
  for (size_t i = 1; i + 1 < stroke->size(); ++i) {
    const Vec2 here = At((*stroke)[i]);
    const Vec2 mean = (before + here * 2.0f + At((*stroke)[i + 1])) * 0.25f;
    before = here;
    (*stroke)[i].x = mean.x;
    (*stroke)[i].y = mean.y;
  }
}

void AddNoise(float jitter, Random* random, Stroke* stroke) {
  for (Point& point : *stroke) {
    point.x += jitter * random->Normal();
    point.y += jitter * random->Normal();
  }
}

void RoundToPixels(Vec2 origin, float pixels, Stroke* stroke) {
  for (Point& point : *stroke) {
    point.x = std::floor(point.x * pixels + origin.x) / pixels;
    point.y = std::floor(point.y * pixels + origin.y) / pixels;
  }
}

// Changes how far the points lie apart; returns the most noise they can have.
float ChangeRate(Random* random, Ink* ink) {
  float kind = random->Uniform();
  const auto is_kind = [&kind](float share) { return (kind -= share) < 0; };
  if (is_kind(kEverySecond)) {
    for (Stroke& stroke : *ink) KeepEvery(2, &stroke);
  } else if (is_kind(kEveryThird)) {
    for (Stroke& stroke : *ink) KeepEvery(3, &stroke);
  } else if (is_kind(kSparse)) {
    const float step = random->Uniform(kSparseStep, kSparsestStep);
    for (Stroke& stroke : *ink) Resample(step, &stroke);
  } else if (is_kind(kDense)) {
    const float step = random->Uniform(kDensestStep, kDenseStep);
    for (Stroke& stroke : *ink) {
      Resample(step, &stroke);
      Repeat(random, &stroke);
    }
    return kDenseJitter;
  }
  return kJitter;
}

}  // namespace

void RecordByAnyDevice(Random* random, Ink* ink) {
  if (random->Uniform() < kSmooth) {
    const auto times = 1 + random->Below(kSmoothings);
    for (Stroke& stroke : *ink) {
      for (uint32_t i = 0; i < times; ++i) Smooth(&stroke);
    }
  }
  const float jitter = random->Uniform(0, ChangeRate(random, ink));
  for (Stroke& stroke : *ink) AddNoise(jitter, random, &stroke);
  if (random->Uniform() >= kWholePixels) return;
  const float pixels =
      kFewestPixels * std::pow(kMostPixels / kFewestPixels, random->Uniform());
  const Vec2 origin = {random->Uniform(), random->Uniform()};
  for (Stroke& stroke : *ink) RoundToPixels(origin, pixels, &stroke);
}

}  // namespace digitpad
