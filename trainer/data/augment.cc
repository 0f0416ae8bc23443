#include "trainer/data/augment.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace digitpad {
namespace {

constexpr int kPixels = kInputSize * kInputSize;

// Pens of use: a thin line to a felt tip, in pixels of 28.
constexpr float kThinnestPen = 1.6f;
constexpr float kThickestPen = 4.2f;
// How often the channels that only ink has are left out, so that pictures read as well.
constexpr float kDropChannels = 1.0f / 3;
// How often a picture is drawn as it is: warping blurs, and what is sharp must not look
// strange to the network.
constexpr float kKeepSharp = 0.15f;
// How often ink without its channels is warped like a picture, for the same reason.
constexpr float kWarpInk = 0.5f;
// How often only every 2nd point is kept, as a slow device would give.
constexpr float kThinOut = 0.25f;

constexpr float kInkRotation = 0.12f;  // radians
constexpr float kInkShear = 0.15f;
constexpr float kInkAspect = 0.12f;   // of the logarithm of width / height
constexpr float kInkJitter = 0.012f;  // at most, of the size

constexpr float kPictureRotation = 0.12f;
constexpr float kPictureShear = 0.12f;
constexpr float kPictureScale = 0.08f;
constexpr float kPictureShift = 0.05f;  // of the half width
constexpr int kGrid = 7;                // elastic: a grid of kGrid x kGrid displacements
constexpr float kGridBend = 0.045f;     // of the half width

// x' = a x + b y, y' = c x + d y.
struct Linear {
  float a, b, c, d;
};

// A rotation after a shear after stretching along the axes.
Linear Compose(float angle, float shear, float stretch_x, float stretch_y) {
  const float cosine = std::cos(angle);
  const float sine = std::sin(angle);
  return {cosine * stretch_x, (cosine * shear - sine) * stretch_y, sine * stretch_x,
          (sine * shear + cosine) * stretch_y};
}

// Of a stroke's points: the first, every 2nd after it, and the last.
void ThinOut(Stroke* stroke) {
  if (stroke->size() < 3) return;
  size_t kept = 1;
  for (size_t i = 2; i + 1 < stroke->size(); i += 2) (*stroke)[kept++] = (*stroke)[i];
  (*stroke)[kept++] = stroke->back();
  stroke->resize(kept);
}

// The picture's value at a place between its pixels' centers, black outside.
float Sample(std::span<const uint8_t> picture, float x, float y) {
  const float left = std::floor(x);
  const float top = std::floor(y);
  const int column = static_cast<int>(left);
  const int row = static_cast<int>(top);
  const auto at = [&](int r, int c) {
    const bool inside = r >= 0 && r < kInputSize && c >= 0 && c < kInputSize;
    return inside ? static_cast<float>(picture[r * kInputSize + c]) : 0.0f;
  };
  const float fx = x - left;
  const float fy = y - top;
  const float upper = at(row, column) * (1 - fx) + at(row, column + 1) * fx;
  const float lower = at(row + 1, column) * (1 - fx) + at(row + 1, column + 1) * fx;
  return upper * (1 - fy) + lower * fy;
}

// Displacements at the knots of a grid over the picture, interpolated between them.
class ElasticGrid {
 public:
  explicit ElasticGrid(Random* random) {
    for (Vec2& knot : knots_) {
      knot = {kGridBend * random->Normal(), kGridBend * random->Normal()};
    }
  }

  Vec2 At(int row, int column) const {
    constexpr float kKnotsAPixel = (kGrid - 1) / static_cast<float>(kInputSize - 1);
    const float x = static_cast<float>(column) * kKnotsAPixel;
    const float y = static_cast<float>(row) * kKnotsAPixel;
    const int left = std::min(static_cast<int>(x), kGrid - 2);
    const int top = std::min(static_cast<int>(y), kGrid - 2);
    const float fx = x - static_cast<float>(left);
    const float fy = y - static_cast<float>(top);
    const Vec2* knot = &knots_[top * kGrid + left];
    const Vec2 upper = knot[0] * (1 - fx) + knot[1] * fx;
    const Vec2 lower = knot[kGrid] * (1 - fx) + knot[kGrid + 1] * fx;
    return upper * (1 - fy) + lower * fy;
  }

 private:
  std::array<Vec2, kGrid * kGrid> knots_;
};

}  // namespace

void VaryInk(const Ink& ink, Random* random, Ink* varied) {
  const Box box = BoundingBox(ink);
  const Vec2 center = {box.x + box.w / 2, box.y + box.h / 2};
  const float size = std::max(box.w, box.h);
  const float scale = size > 0 ? 1 / size : 1;
  const float angle = kInkRotation * random->Normal();
  const float shear = kInkShear * random->Normal();
  const float aspect = std::exp(kInkAspect / 2 * random->Normal());
  const Linear map = Compose(angle, shear, aspect, 1 / aspect);
  const float jitter = random->Uniform(0, kInkJitter);
  const bool thin_out = random->Uniform() < kThinOut;
  *varied = ink;
  for (Stroke& stroke : *varied) {
    if (thin_out) ThinOut(&stroke);
    for (Point& point : stroke) {
      const Vec2 p = (Vec2{point.x, point.y} - center) * scale;
      point.x = map.a * p.x + map.b * p.y + jitter * random->Normal();
      point.y = map.c * p.x + map.d * p.y + jitter * random->Normal();
    }
  }
}

void VaryPicture(std::span<const uint8_t> picture, Random* random,
                 std::span<uint8_t> varied) {
  constexpr float kHalf = kInputSize / 2.0f;
  const float angle = kPictureRotation * random->Normal();
  const float shear = kPictureShear * random->Normal();
  const float stretch_x = 1 + kPictureScale * random->Normal();
  const float stretch_y = 1 + kPictureScale * random->Normal();
  const Linear map = Compose(angle, shear, stretch_x, stretch_y);
  const Vec2 shift = {kPictureShift * random->Normal(), kPictureShift * random->Normal()};
  const ElasticGrid grid(random);
  for (int row = 0; row < kInputSize; ++row) {
    for (int column = 0; column < kInputSize; ++column) {
      // From pixel centers to -1..1 and back; the map leads from the result to the
      // source.
      const float x = (static_cast<float>(column) + 0.5f) / kHalf - 1;
      const float y = (static_cast<float>(row) + 0.5f) / kHalf - 1;
      const Vec2 source = Vec2{map.a * x + map.b * y, map.c * x + map.d * y} + shift +
                          grid.At(row, column);
      const float value =
          Sample(picture, (source.x + 1) * kHalf - 0.5f, (source.y + 1) * kHalf - 0.5f);
      varied[row * kInputSize + column] = static_cast<uint8_t>(value + 0.5f);
    }
  }
}

void Augmenter::DrawPlain(const ExampleSet& set, const Example& example,
                          std::span<uint8_t> input) {
  if (example.is_picture) {
    SpreadPicture(set.Picture(example), prep_, input);
  } else {
    normalizer_.Normalize(example.ink, prep_, input);
  }
}

void Augmenter::DrawVaried(const ExampleSet& set, const Example& example, Random* random,
                           std::span<uint8_t> input) {
  if (example.is_picture) {
    DrawVariedPicture(set.Picture(example), random, input);
    return;
  }
  VaryInk(example.ink, random, &ink_);
  DrawWithAnyPen(ink_, random, input);
}

void Augmenter::DrawVariedPicture(std::span<const uint8_t> picture, Random* random,
                                  std::span<uint8_t> input) {
  if (random->Uniform() < kKeepSharp) {
    SpreadPicture(picture, prep_, input);
    return;
  }
  std::array<uint8_t, kPixels> varied;
  VaryPicture(picture, random, varied);
  SpreadPicture(varied, prep_, input);
}

void Augmenter::DrawWithAnyPen(const Ink& ink, Random* random, std::span<uint8_t> input) {
  PrepSpec prep = prep_;
  const float pen = random->Uniform(kThinnestPen, kThickestPen);
  prep.pen_width_milli = static_cast<int>(1000 * pen);
  normalizer_.Normalize(ink, prep, input);
  if (random->Uniform() >= kDropChannels) return;
  std::array<uint8_t, kPixels> coverage;
  for (int i = 0; i < kPixels; ++i) coverage[i] = input[i * prep.channels];
  if (random->Uniform() < kWarpInk) {
    DrawVariedPicture(coverage, random, input);
  } else {
    SpreadPicture(coverage, prep_, input);
  }
}

}  // namespace digitpad
