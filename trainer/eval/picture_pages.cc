#include "trainer/eval/picture_pages.h"

#include <algorithm>
#include <cmath>

#include "core/formats/jpeg.h"
#include "core/ink/rasterizer.h"
#include "trainer/data/chance.h"
#include "trainer/eval/ink_transform.h"

namespace digitpad {
namespace {

// Pixels, at scale 1.
constexpr float kPageWidth = 1000;
constexpr float kPageHeight = 750;
constexpr float kMargin = 70;
constexpr float kLeastHeight = 60;
constexpr float kMostHeight = 110;

// Shares of the digits' height.
constexpr float kThinnestPen = 0.01f;
constexpr float kThinPen = 0.02f;
constexpr float kThickPen = 0.10f;
constexpr float kThickestPen = 0.12f;

constexpr int kQuality = 40;
constexpr float kMostTilt = 5;  // degrees

// The mean height of the digits that a number's ink is made of: of the whole where it is
// level.
float UsualHeight(const Example& number) { return BoundingBox(number.ink).h; }

// A plane of light, 0 black .. 1 white.
class Page {
 public:
  Page(float scale, Random* random)
      : scale_(scale),
        width_(static_cast<int>(kPageWidth * scale)),
        height_(static_cast<int>(kPageHeight * scale)),
        random_(random),
        light_(static_cast<size_t>(width_) * height_, random->Uniform(0.8f, 0.95f)) {}

  // Smooth unevenness of several sizes, and grain.
  void AddTexture() {
    for (const float cell : {60.0f, 18.0f, 5.0f}) AddBumps(cell * scale_, 0.025f);
    for (float& light : light_) light += 0.012f * random_->Normal();
  }

  // Lines `spacing` apart, `turned` to the vertical or not.
  void AddRuling(float spacing, bool turned, float degrees) {
    const float pen = random_->Uniform(1.2f, 2.5f) * scale_;
    const float strength = random_->Uniform(0.2f, 0.5f);
    const float reach = kPageWidth * scale_;
    const Affine turn = Rotation(degrees + (turned ? 90.0f : 0.0f));
    Ink lines;
    for (float at = -reach; at < reach; at += spacing * scale_) {
      lines.push_back({{-reach, at}, {reach, at}});
    }
    const Affine middle =
        Shift(static_cast<float>(width_) * 0.5f, static_cast<float>(height_) * 0.5f);
    Draw(Transformed(Transformed(lines, turn), middle), pen, strength);
  }

  void Draw(const Ink& ink, float pen, float strength) {
    std::vector<uint8_t> coverage(light_.size());
    const BitmapView view{coverage.data(), width_, height_, width_};
    for (const Stroke& stroke : ink) {
      std::vector<Vec2> points;
      for (const Point& p : stroke) points.push_back({p.x, p.y});
      DrawPolyline(points, pen, view);
    }
    for (size_t i = 0; i < light_.size(); ++i) {
      light_[i] *= 1 - strength * static_cast<float>(coverage[i]) / 255;
    }
  }

  void AddGradient() {
    const Vec2 way = Direction(AnyAngle(random_));
    const float darkest = random_->Uniform(0.35f, 0.6f);
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) {
        const float along = way.x * (static_cast<float>(x) / width_ - 0.5f) +
                            way.y * (static_cast<float>(y) / height_ - 0.5f);
        At(x, y) *= 1 - (1 - darkest) * std::clamp(along + 0.5f, 0.0f, 1.0f);
      }
    }
  }

  // Three boxes are nearly a bell.
  void Blur() {
    const float deviation = random_->Uniform(0.8f, 1.8f) * scale_;
    const int reach = std::max(1, static_cast<int>(deviation + 0.5f));
    for (int pass = 0; pass < (scale_ * deviation < 1.2f ? 1 : 2); ++pass) {
      for (int y = 0; y < height_; ++y) BlurLine(&At(0, y), width_, 1, reach);
      for (int x = 0; x < width_; ++x) BlurLine(&At(x, 0), height_, width_, reach);
    }
  }

  void AddNoise() {
    const float deviation = random_->Uniform(6, 14) / 255;
    for (float& light : light_) light += deviation * random_->Normal();
  }

  void Invert() {
    for (float& light : light_) light = 1 - light;
  }

  GrayPicture Picture() const {
    GrayPicture picture{width_, height_, {}};
    for (const float light : light_) {
      picture.pixels.push_back(
          static_cast<uint8_t>(std::clamp(light, 0.0f, 1.0f) * 255 + 0.5f));
    }
    return picture;
  }

  int width() const { return width_; }
  int height() const { return height_; }

 private:
  float& At(int x, int y) { return light_[static_cast<size_t>(y) * width_ + x]; }

  void AddBumps(float cell, float strength) {
    const int columns = static_cast<int>(static_cast<float>(width_) / cell) + 2;
    const int rows = static_cast<int>(static_cast<float>(height_) / cell) + 2;
    std::vector<float> grid(static_cast<size_t>(columns) * rows);
    for (float& value : grid) value = strength * random_->Uniform(-1, 1);
    for (int y = 0; y < height_; ++y) {
      const float v = static_cast<float>(y) / cell;
      const int row = static_cast<int>(v);
      for (int x = 0; x < width_; ++x) {
        const float u = static_cast<float>(x) / cell;
        const int column = static_cast<int>(u);
        const float* corner = &grid[static_cast<size_t>(row) * columns + column];
        const float right = u - static_cast<float>(column);
        const float down = v - static_cast<float>(row);
        const float upper = corner[0] + (corner[1] - corner[0]) * right;
        const float lower =
            corner[columns] + (corner[columns + 1] - corner[columns]) * right;
        At(x, y) += upper + (lower - upper) * down;
      }
    }
  }

  static void BlurLine(float* line, int count, int step, int reach) {
    std::vector<float> old(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) old[static_cast<size_t>(i)] = line[i * step];
    const auto at = [&](int i) {
      return old[static_cast<size_t>(std::clamp(i, 0, count - 1))];
    };
    double sum = 0;
    for (int k = -reach; k <= reach; ++k) sum += at(k);
    for (int i = 0; i < count; ++i) {
      line[i * step] = static_cast<float>(sum / (2 * reach + 1));
      sum += at(i + reach + 1) - at(i - reach);
    }
  }

  float scale_;
  int width_;
  int height_;
  Random* random_;
  std::vector<float> light_;
};

float PenShare(Damage damage, Random* random) {
  if (damage == Damage::kThinPen) return random->Uniform(kThinnestPen, kThinPen);
  if (damage == Damage::kThickPen) return random->Uniform(kThickPen, kThickestPen);
  // Each doubling as often.
  return kThinnestPen *
         std::exp(random->Uniform(0, 1) * std::log(kThickestPen / kThinnestPen));
}

// The numbers below each other, turned about the page's middle.
void Write(std::span<const Example> numbers, Damage damage, float degrees, float scale,
           Random* random, Page* page) {
  const float width = static_cast<float>(page->width());
  const float height = static_cast<float>(page->height());
  const float share = PenShare(damage, random);
  const float strength = random->Uniform(0.6f, 0.9f);
  const float line = (height - 2 * kMargin * scale) / std::max<size_t>(1, numbers.size());
  float top = kMargin * scale;
  for (const Example& number : numbers) {
    const Box box = BoundingBox(number.ink);
    float digit_height = random->Uniform(kLeastHeight, kMostHeight) * scale;
    float factor = digit_height / UsualHeight(number);
    const float widest = (width - 2.4f * kMargin * scale) / box.w;
    factor = std::min({factor, widest, 0.8f * line / box.h});
    digit_height = factor * UsualHeight(number);
    const float room = width - 2.4f * kMargin * scale - box.w * factor;
    const float left = 1.2f * kMargin * scale + room * random->Uniform();
    Ink ink = Transformed(number.ink, Shift(-box.x, -box.y));
    ink = Transformed(ink, Scaling(factor, factor));
    ink = Transformed(ink, Shift(left - width * 0.5f,
                                 top + 0.5f * (line - box.h * factor) - height * 0.5f));
    ink = Transformed(Transformed(ink, Rotation(degrees)),
                      Shift(width * 0.5f, height * 0.5f));
    page->Draw(ink, share * digit_height, strength);
    top += line;
  }
}

GrayPicture AsJpeg(const GrayPicture& picture) {
  GrayPicture decoded;
  const Status status = DecodeJpeg(EncodeJpeg(picture.view(), kQuality), &decoded);
  return status.ok() ? decoded : picture;
}

}  // namespace

const char* NameOf(Damage damage) {
  constexpr const char* kNames[] = {
      "none", "texture", "ruled",    "squared",  "gradient",  "noise", "jpeg",
      "blur", "tilted",  "inverted", "thin pen", "thick pen", "all"};
  return kNames[static_cast<int>(damage)];
}

GrayPicture DrawPage(std::span<const Example> numbers, Damage damage, float scale,
                     Random* random) {
  const bool all = damage == Damage::kAll;
  const auto has = [&](Damage kind) { return all || damage == kind; };
  const bool is_squared = damage == Damage::kSquared || (all && Coin(random));
  const bool is_ruled = damage == Damage::kRuled || (all && !is_squared);
  const bool is_inverted = damage == Damage::kInverted || (all && Coin(random));

  Page page(scale, random);
  const float degrees =
      has(Damage::kTilted) ? random->Uniform(-kMostTilt, kMostTilt) : 0.0f;
  if (has(Damage::kTexture)) page.AddTexture();
  const float slope = degrees + random->Uniform(-1, 1);
  if (is_ruled) page.AddRuling(random->Uniform(60, 120), false, slope);
  if (is_squared) {
    const float spacing = random->Uniform(28, 50);
    page.AddRuling(spacing, false, slope);
    page.AddRuling(spacing, true, slope);
  }
  Write(numbers, damage, degrees, scale, random, &page);
  if (has(Damage::kGradient)) page.AddGradient();
  if (has(Damage::kBlur)) page.Blur();
  if (is_inverted) page.Invert();
  if (has(Damage::kNoise)) page.AddNoise();
  const GrayPicture picture = page.Picture();
  return has(Damage::kJpeg) ? AsJpeg(picture) : picture;
}

}  // namespace digitpad
