#include "core/prep/normalizer.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/ink/rasterizer.h"

namespace digitpad {
namespace {

// Orientation traces: points every this many input pixels, smoothed by this many passes
// of (1 2 1) / 4, drawn this wide. Half a pixel follows the tightest loop of a 28x28
// digit; two passes spread over about one pixel, which removes the jitter of a finger's
// points.
constexpr float kResampleStep = 0.5f;
constexpr int kSmoothingPasses = 2;
constexpr float kTraceWidth = 1.4f;

// How far to move [low, high] so that it lies within [0, size], or is centred where it
// cannot.
float ShiftInside(float low, float high, float size) {
  if (high - low >= size) return (size - low - high) * 0.5f;
  if (low < 0) return -low;
  if (high > size) return size - high;
  return 0;
}

// The centre of mass of the strokes as thin wires: segments weighted by their length.
// Where there is no length at all (dots), the mean of the points.
Vec2 CentreOfMass(std::span<const Vec2> points, std::span<const size_t> stroke_ends) {
  Vec2 weighted;
  Vec2 sum;
  float total = 0;
  size_t begin = 0;
  for (const size_t end : stroke_ends) {
    for (size_t i = begin; i < end; ++i) {
      sum = sum + points[i];
      if (i == begin) continue;
      const float length = Length(points[i] - points[i - 1]);
      weighted = weighted + (points[i] + points[i - 1]) * (0.5f * length);
      total += length;
    }
    begin = end;
  }
  if (total > 0) return weighted * (1.0f / total);
  return sum * (1.0f / static_cast<float>(points.size()));
}

}  // namespace

void SpreadPicture(std::span<const uint8_t> picture, const PrepSpec& spec,
                   std::span<uint8_t> out) {
  assert(picture.size() == size_t{kInputSize} * kInputSize);
  const auto channels = static_cast<size_t>(spec.channels);
  assert(out.size() == picture.size() * channels);
  std::fill(out.begin(), out.end(), uint8_t{0});
  for (size_t i = 0; i < picture.size(); ++i) out[i * channels] = picture[i];
}

void Normalizer::Normalize(const Ink& glyph, const PrepSpec& spec,
                           std::span<uint8_t> out) {
  const size_t plane = size_t{kInputSize} * kInputSize;
  assert(out.size() == plane * static_cast<size_t>(spec.channels));
  const float pen_width = static_cast<float>(spec.pen_width_milli) / 1000.0f;
  Fit(glyph, pen_width, static_cast<float>(spec.box_milli) / 1000.0f);

  uint8_t coverage[plane] = {};
  size_t begin = 0;
  for (const size_t end : stroke_ends_) {
    DrawPolyline(std::span(points_).subspan(begin, end - begin), pen_width,
                 {coverage, kInputSize, kInputSize, kInputSize});
    begin = end;
  }
  SpreadPicture(coverage, spec, out);
  if (spec.channels == kMaxInputChannels) DrawOrientations(out);
}

void Normalizer::Fit(const Ink& glyph, float pen_width, float box) {
  const Box bounds = BoundingBox(glyph);
  const float longest = std::max(bounds.w, bounds.h);
  // Ink without extent stays a dot; the scale must stay finite for the smallest of the
  // rest.
  const float scale = longest > 1e-30f ? (box - pen_width) / longest : 0.0f;

  points_.clear();
  stroke_ends_.clear();
  for (const Stroke& stroke : glyph) {
    if (stroke.empty()) continue;
    for (const Point& p : stroke) {
      points_.push_back({(p.x - bounds.x) * scale, (p.y - bounds.y) * scale});
    }
    stroke_ends_.push_back(points_.size());
  }

  const float size = static_cast<float>(kInputSize);
  const float margin = pen_width * 0.5f;
  const Vec2 mass = CentreOfMass(points_, stroke_ends_);
  Vec2 shift = {size * 0.5f - mass.x, size * 0.5f - mass.y};
  shift.x += ShiftInside(shift.x - margin, shift.x + bounds.w * scale + margin, size);
  shift.y += ShiftInside(shift.y - margin, shift.y + bounds.h * scale + margin, size);
  for (Vec2& p : points_) p = p + shift;
}

void Normalizer::Resample(std::span<const Vec2> stroke) {
  resampled_.assign(1, stroke[0]);
  float until_next = kResampleStep;
  for (size_t i = 1; i < stroke.size(); ++i) {
    const Vec2 along = stroke[i] - stroke[i - 1];
    const float length = Length(along);
    float at = until_next;
    for (; at <= length; at += kResampleStep) {
      resampled_.push_back(stroke[i - 1] + along * (at / length));
    }
    until_next = at - length;
  }
  resampled_.push_back(stroke.back());

  for (int pass = 0; pass < kSmoothingPasses; ++pass) {
    smoothed_ = resampled_;
    for (size_t i = 1; i + 1 < resampled_.size(); ++i) {
      smoothed_[i] =
          (resampled_[i - 1] + resampled_[i] * 2.0f + resampled_[i + 1]) * 0.25f;
    }
    resampled_.swap(smoothed_);
  }
}

void Normalizer::DrawOrientations(std::span<uint8_t> out) {
  constexpr size_t kPlane = size_t{kInputSize} * kInputSize;
  uint8_t traces[kOrientations][kPlane] = {};
  size_t begin = 0;
  for (const size_t end : stroke_ends_) {
    Resample(std::span(points_).subspan(begin, end - begin));
    begin = end;
    for (size_t i = 1; i < resampled_.size(); ++i) {
      const Vec2 d = resampled_[i] - resampled_[i - 1];
      const float squared = d.x * d.x + d.y * d.y;
      if (!(squared > 0)) continue;
      // Cosine and sine of the doubled angle: opposite directions coincide, and the four
      // orientations lie a quarter turn apart.
      const float cosine = (d.x * d.x - d.y * d.y) / squared;
      const float sine = 2.0f * d.x * d.y / squared;
      const float weight[kOrientations] = {cosine, sine, -cosine, -sine};
      for (int k = 0; k < kOrientations; ++k) {
        if (weight[k] <= 0) continue;
        DrawSegment(resampled_[i - 1], resampled_[i], kTraceWidth,
                    static_cast<uint8_t>(std::min(weight[k], 1.0f) * 255.0f + 0.5f),
                    {traces[k], kInputSize, kInputSize, kInputSize});
      }
    }
  }
  for (size_t i = 0; i < kPlane; ++i) {
    for (size_t k = 0; k < kOrientations; ++k) {
      out[i * kMaxInputChannels + 1 + k] = traces[k][i];
    }
  }
}

}  // namespace digitpad
