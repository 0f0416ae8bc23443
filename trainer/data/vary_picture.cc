#include "trainer/data/vary_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/prep_spec.h"
#include "trainer/data/chance.h"
#include "trainer/data/linear_map.h"

namespace digitpad {
namespace {

constexpr float kHalf = kInputSize / 2.0f;

// Deviations. Lengths are shares of the half width.
constexpr float kRotation = 0.12f;  // radians
constexpr float kShear = 0.12f;
constexpr float kScale = 0.08f;
constexpr float kShift = 0.05f;
constexpr int kGrid = 7;             // elastic: a grid of kGrid x kGrid displacements
constexpr float kGridBend = 0.045f;  // of each

// How often the pen is another one, and by how much at most: 1 adds or takes a pixel on
// every side. Thin lines must not vanish, so less is taken than added.
constexpr float kOtherPen = 0.4f;
constexpr float kMostThicker = 0.8f;
constexpr float kMostThinner = 0.4f;
// How often grey is toned anew, and by how much: the curve's largest slope is 1 + this.
constexpr float kOtherTone = 0.25f;
constexpr float kMostTone = 0.7f;
// How often a scanner leaves little but black and white, and its largest slope.
constexpr float kHardTone = 0.1f;
constexpr float kMostContrast = 6;
// How often a scanner's pixels are larger, and by how much at most.
constexpr float kCoarse = 0.06f;
constexpr float kMostCoarse = 1.6f;

// A picture within a margin of one black pixel, 0..1: any place can be looked up.
class Canvas {
 public:
  static constexpr int kSide = kInputSize + 3;

  explicit Canvas(std::span<const uint8_t> picture) {
    for (int row = 0; row < kInputSize; ++row) {
      for (int column = 0; column < kInputSize; ++column) {
        values_[(row + 1) * kSide + column + 1] =
            static_cast<float>(picture[row * kInputSize + column]) / 255;
      }
    }
  }

  // Each pixel moves by `share` towards the lightest, or where `darker` the darkest, of
  // itself and its four neighbors: grey dilation and erosion.
  void Spread(float share, bool darker) {
    const std::array<float, kSide* kSide> from = values_;
    for (int i = kSide; i < kSide * (kSide - 1); ++i) {
      const float around[] = {from[i - kSide], from[i - 1], from[i + 1], from[i + kSide]};
      float extreme = from[i];
      for (const float value : around) {
        extreme = darker ? std::min(extreme, value) : std::max(extreme, value);
      }
      values_[i] += share * (extreme - values_[i]);
    }
    ClearMargin();
  }

  // Between the pixels' centers; black outside.
  float At(float x, float y) const {
    x = std::clamp(x + 1, 0.0f, kSide - 2.0f);
    y = std::clamp(y + 1, 0.0f, kSide - 2.0f);
    const int column = static_cast<int>(x);
    const int row = static_cast<int>(y);
    const float fx = x - static_cast<float>(column);
    const float fy = y - static_cast<float>(row);
    const float* corner = &values_[row * kSide + column];
    const float upper = corner[0] + (corner[1] - corner[0]) * fx;
    const float lower = corner[kSide] + (corner[kSide + 1] - corner[kSide]) * fx;
    return upper + (lower - upper) * fy;
  }

 private:
  void ClearMargin() {
    for (int i = 0; i < kSide; ++i) {
      for (const int outside : {0, kSide - 2, kSide - 1}) {
        values_[outside * kSide + i] = 0;
        values_[i * kSide + outside] = 0;
      }
    }
  }

  std::array<float, kSide* kSide> values_ = {};
};

// How a value 0..1 is shown, still 0..1.
class Tone {
 public:
  // Thin lines must not be hardened: they would vanish.
  Tone(bool may_harden, Random* random) {
    const float kind = random->Uniform();
    if (kind < kOtherTone) bend_ = random->Uniform(-kMostTone, kMostTone);
    if (kind < 1 - kHardTone || !may_harden) return;
    slope_ = random->Uniform(1, kMostContrast);
    middle_ = random->Uniform(0.25f, 0.45f);
  }

  float operator()(float value) const {
    const float steep = std::clamp((value - middle_) * slope_ + middle_, 0.0f, 1.0f);
    return steep + bend_ * steep * (1 - steep);
  }

 private:
  float bend_ = 0;
  float slope_ = 1;
  float middle_ = 0.5f;
};

// Displacements at the knots of a grid over the picture, interpolated between them.
class ElasticGrid {
 public:
  explicit ElasticGrid(Random* random) {
    for (Vec2& knot : knots_) {
      knot = {kGridBend * random->Normal(), kGridBend * random->Normal()};
    }
  }

  // *along = the grid's displacements in this row of pixels, at its knots' columns.
  void Row(int row, std::span<Vec2, kGrid> along) const {
    const float y = static_cast<float>(row) * kKnotsAPixel;
    const int top = std::min(static_cast<int>(y), kGrid - 2);
    const float fy = y - static_cast<float>(top);
    for (int i = 0; i < kGrid; ++i) {
      along[i] = knots_[top * kGrid + i] * (1 - fy) + knots_[(top + 1) * kGrid + i] * fy;
    }
  }

  static Vec2 At(int column, std::span<const Vec2, kGrid> along) {
    const float x = static_cast<float>(column) * kKnotsAPixel;
    const int left = std::min(static_cast<int>(x), kGrid - 2);
    const float fx = x - static_cast<float>(left);
    return along[left] * (1 - fx) + along[left + 1] * fx;
  }

 private:
  static constexpr float kKnotsAPixel = (kGrid - 1) / static_cast<float>(kInputSize - 1);
  std::array<Vec2, kGrid * kGrid> knots_;
};

}  // namespace

void VaryPicture(std::span<const uint8_t> picture, Random* random,
                 std::span<uint8_t> varied) {
  const float angle = kRotation * random->Normal();
  const float shear = kShear * random->Normal();
  const float stretch_x = 1 + kScale * random->Normal();
  const float stretch_y = 1 + kScale * random->Normal();
  const LinearMap map = Compose(angle, shear, stretch_x, stretch_y);
  const Vec2 shift = {kShift * random->Normal(), kShift * random->Normal()};
  const ElasticGrid grid(random);
  Canvas canvas(picture);
  const bool other_pen = random->Uniform() < kOtherPen;
  const bool thinner = other_pen && Coin(random);
  if (other_pen) {
    canvas.Spread(random->Uniform(0, thinner ? kMostThinner : kMostThicker), thinner);
  }
  const Tone tone(!thinner, random);
  const float pixel =
      random->Uniform() < kCoarse ? random->Uniform(1.2f, kMostCoarse) : 0;

  std::array<Vec2, kGrid> along;
  for (int row = 0; row < kInputSize; ++row) {
    grid.Row(row, along);
    for (int column = 0; column < kInputSize; ++column) {
      // From pixel centers to -1..1 and back; the map leads from the result to the
      // source.
      const Vec2 place = {(static_cast<float>(column) + 0.5f) / kHalf - 1,
                          (static_cast<float>(row) + 0.5f) / kHalf - 1};
      const Vec2 source = map(place) + shift + ElasticGrid::At(column, along);
      float x = (source.x + 1) * kHalf - 0.5f;
      float y = (source.y + 1) * kHalf - 0.5f;
      if (pixel > 0) {
        x = std::floor(x / pixel + 0.5f) * pixel;
        y = std::floor(y / pixel + 0.5f) * pixel;
      }
      varied[row * kInputSize + column] =
          static_cast<uint8_t>(255 * tone(canvas.At(x, y)) + 0.5f);
    }
  }
}

}  // namespace digitpad
