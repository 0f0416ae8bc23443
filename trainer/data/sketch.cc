#include "trainer/data/sketch.h"

#include <algorithm>
#include <cmath>

#include "trainer/data/chance.h"

namespace digitpad {
namespace {

// Hands, in units of the drawing's size. What devices make of the points is the matter of
// RecordByAnyDevice.
constexpr float kDensestPoints = 0.02f;
constexpr float kSparsestPoints = 0.05f;
constexpr float kMostWobble = 0.022f;
constexpr float kOvershoot = 0.03f;  // deviation
// Waves of the wobble, radians a unit of length: one slow, one faster.
constexpr float kSlowWave = 5;
constexpr float kFastWave = 13;

constexpr int kPiecesACurve = 6;  // between two given points
constexpr int kPiecesATurn = 28;

}  // namespace

void AppendSmooth(std::span<const Vec2> through, std::vector<Vec2>* path) {
  const size_t count = through.size();
  path->push_back(through[0]);
  for (size_t i = 0; i + 1 < count; ++i) {
    const Vec2 b = through[i];
    const Vec2 c = through[i + 1];
    const Vec2 in = (c - through[i > 0 ? i - 1 : 0]) * 0.5f;
    const Vec2 out = (through[std::min(i + 2, count - 1)] - b) * 0.5f;
    for (int k = 1; k <= kPiecesACurve; ++k) {
      const float t = static_cast<float>(k) / kPiecesACurve;
      const float s = 1 - t;  // Hermite's basis
      path->push_back(b * (s * s * (1 + 2 * t)) + in * (t * s * s) +
                      c * (t * t * (3 - 2 * t)) - out * (t * t * s));
    }
  }
}

Sketch::Sketch(Random* random, Ink* ink)
    : random_(random),
      ink_(ink),
      spacing_(kDensestPoints *
               std::pow(kSparsestPoints / kDensestPoints, random->Uniform())),
      wobble_(kMostWobble * random->Uniform()),
      overshoot_(kOvershoot * random->Normal()) {
  ink->clear();
}

void Sketch::Line(Vec2 from, Vec2 to) {
  path_.assign({from, to});
  Draw();
}

void Sketch::Path(std::span<const Vec2> corners) {
  path_.assign(corners.begin(), corners.end());
  Draw();
}

void Sketch::Curve(std::span<const Vec2> through) {
  path_.clear();
  AppendSmooth(through, &path_);
  Draw();
}

void Sketch::Ellipse(Vec2 center, Vec2 radii, float start, float turns, float growth) {
  path_.clear();
  const int pieces =
      std::max(4, static_cast<int>(std::ceil(std::fabs(turns) * kPiecesATurn)));
  for (int i = 0; i <= pieces; ++i) {
    const float share = static_cast<float>(i) / static_cast<float>(pieces);
    const float angle = start + 2 * kPi * turns * share;
    const float radius = 1 + (growth - 1) * share;
    path_.push_back(center +
                    Vec2{radii.x * std::cos(angle), radii.y * std::sin(angle)} * radius);
  }
  Draw();
}

void Sketch::Round(Vec2 center, Vec2 radii) {
  const float turns = 1 + 0.06f * random_->Normal();
  Ellipse(center, radii, AnyAngle(random_), turns * Sign(random_),
          1 + 0.04f * random_->Normal());
}

void Sketch::Dot(Vec2 at) {
  ink_->push_back(Stroke(1 + random_->Below(3), {at.x, at.y}));
}

void Sketch::MoveEnds() {
  const auto push = [&](Vec2 next, Vec2* end) {
    const Vec2 outward = *end - next;
    const float length = Length(outward);
    const float most = length / 2;  // of what may be left out
    if (length <= 0) return;
    const float by = std::max(-most, overshoot_ * random_->Uniform(0, 2));
    *end = *end + outward * (by / length);
  };
  if (path_.size() < 2) return;
  push(path_[1], &path_.front());
  push(path_[path_.size() - 2], &path_.back());
}

Vec2 Sketch::Tremble(float along) const {
  return {wobble_ * (std::sin(kSlowWave * along + phases_[0]) +
                     0.4f * std::sin(kFastWave * along + phases_[1])),
          wobble_ * (std::sin(kSlowWave * along + phases_[2]) +
                     0.4f * std::sin(kFastWave * along + phases_[3]))};
}

void Sketch::Draw() {
  MoveEnds();
  for (float& phase : phases_) phase = AnyAngle(random_);
  Stroke& stroke = ink_->emplace_back();
  const auto put = [&](Vec2 at, float along) {
    const Vec2 p = at + Tremble(along);
    stroke.push_back({p.x, p.y});
  };
  put(path_[0], 0);
  float along = 0;  // the path so far
  float next = spacing_ * random_->Uniform(0.5f, 1.5f);
  for (size_t i = 1; i < path_.size(); ++i) {
    const Vec2 step = path_[i] - path_[i - 1];
    const float length = Length(step);
    while (next < along + length) {
      put(path_[i - 1] + step * ((next - along) / length), next);
      next += spacing_ * random_->Uniform(0.5f, 1.5f);
    }
    along += length;
  }
  put(path_.back(), along);
}

}  // namespace digitpad
