#include "core/picture/ink_strength.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "core/picture/paper.h"
#include "core/picture/shrink.h"
#include "core/picture/smooth.h"

namespace digitpad {
namespace {

constexpr int kBandPixels = 400'000;  // a step's work: a few milliseconds
constexpr int kTile = 32;             // thresholds vary from tile to tile of this size
constexpr int kCoarseSide = 256;      // of the picture in which the paper is looked for

// No pen is wider than this part of the picture's shorter side; the whole of a small
// picture, which may be one digit.
constexpr int kWindowPart = 4;
constexpr int kSmallCoarse = 64;

// An edge must be so many times higher than the median difference of pixels two apart,
// which is noise, and no lower than kLeastEdge grey levels: a thin pen out of focus is 30
// deep, and its edges rise over three pixels.
constexpr int kNoiseStep = 2;
constexpr int kNoiseFactor = 7;
// A picture with more noise than this, grey levels, is smoothed; so often at most, for a
// thin pen's ink fades as well.
constexpr int kMostNoise = 3;
constexpr int kMostSmoothing = 2;
// A larger picture, pixels, is smoothed in any case: a pen thinner than a pixel breaks
// where it passes between two.
constexpr int kLeastSmoothed = 500;
constexpr int kLeastNoisy = 200;  // pixels; a smaller picture may be all digit
constexpr float kLeastEdge = 12;
// Light below this share of the mean shows nothing but noise.
constexpr float kLeastLight = 0.25f;
// The weight of the whole picture's mean threshold in each tile's, in edge pixels.
constexpr float kPriorPixels = 60;
constexpr int kBlurPasses = 3;
// A tile's threshold is at least this share of the whole picture's.
constexpr float kLeastShare = 0.4f;
// So few edge pixels are specks, not ink.
constexpr int kFewestEdges = 12;

// Each value with its neighbors', along both axes.
void BlurTiles(std::vector<float>* tiles, int columns, int rows) {
  const auto pass = [](float* values, int count, int step) {
    float before = values[0];
    for (int i = 0; i < count; ++i) {
      const float here = values[i * step];
      const float after = i + 1 < count ? values[(i + 1) * step] : here;
      values[i * step] = (before + here + after) / 3;
      before = here;
    }
  };
  for (int y = 0; y < rows; ++y) pass(tiles->data() + y * columns, columns, 1);
  for (int x = 0; x < columns; ++x) pass(tiles->data() + x, rows, columns);
}

// The median difference between pixels `step` apart, over a sample of rows: noise and
// texture are everywhere, ink is not.
int MedianDifference(const GrayPicture& picture, int step) {
  std::array<int, 256> counts = {};
  int total = 0;
  const int rows = std::max(1, picture.height / 256);
  for (int y = 0; y < picture.height; y += rows) {
    const uint8_t* row = picture.row(y);
    for (int x = 0; x + step < picture.width; ++x) {
      ++counts[static_cast<size_t>(std::abs(row[x + step] - row[x]))];
      ++total;
    }
  }
  int median = 0;
  for (int seen = counts[0]; 2 * seen < total;
       seen += counts[static_cast<size_t>(median)]) {
    ++median;
  }
  return median;
}

}  // namespace

void InkStrength::Start(GrayPicture picture) {
  picture_ = std::move(picture);
  has_ink_ = false;
  row_ = 0;
  stage_ = Stage::kPaper;
}

int InkStrength::progress() const {
  if (stage_ == Stage::kDone) return 1000;
  return (static_cast<int>(stage_) * 1000 + 1000 * row_ / picture_.height) /
         static_cast<int>(Stage::kDone);
}

bool InkStrength::Step() {
  const int band = std::max(1, kBandPixels / std::max(1, picture_.width));
  const int end = std::min(row_ + band, picture_.height);
  switch (stage_) {
    case Stage::kPaper:
      MeasureNoise();
      PlanTiles();
      FindPaper();
      row_ = picture_.height;
      break;
    case Stage::kDepth:
      if (row_ == 0) depth_ = picture_;
      DepthOfRows(row_, end);
      row_ = end;
      if (row_ == picture_.height) texture_.Measure(depth_, kTile);
      break;
    case Stage::kEdges:
      EdgesOfRows(row_, end);
      row_ = end;
      break;
    case Stage::kThreshold:
      FindThresholds();
      row_ = picture_.height;
      break;
    case Stage::kStrength:
      StrengthOfRows(row_, end);
      row_ = end;
      break;
    case Stage::kDone:
      return false;
  }
  if (row_ == picture_.height) {
    stage_ = static_cast<Stage>(static_cast<int>(stage_) + 1);
    row_ = 0;
  }
  return stage_ != Stage::kDone;
}

void InkStrength::DepthChanged() {
  texture_.Measure(depth_, kTile);
  std::fill(weights_.begin(), weights_.end(), 0.0f);
  std::fill(halves_.begin(), halves_.end(), 0.0f);
  row_ = 0;
  stage_ = Stage::kEdges;
}

int InkStrength::NoiseAt(int x, int y) const {
  const int row = y / kTile, column = x / kTile;
  const int usual = texture_.usual().row(row)[column];
  const int most = texture_.most().row(row)[column];
  const int threshold = thresholds_.row(row)[column];
  return std::clamp(kInk * (most - usual) / std::max(1, threshold - usual), 0, kInk);
}

int InkStrength::PaperAt(int x, int y) const {
  const int row = std::clamp(y / paper_factor_, 0, paper_.height - 1);
  return paper_.row(row)[std::clamp(x / paper_factor_, 0, paper_.width - 1)];
}

void InkStrength::FindPaper() {
  const int longer = std::max(picture_.width, picture_.height);
  paper_factor_ = (longer + kCoarseSide - 1) / kCoarseSide;
  GrayPicture coarse = Shrunk(picture_.view(), paper_factor_);
  if (IsLightOnDark(coarse)) {
    Invert(&coarse);
    Invert(&picture_);
  }
  const int shorter = std::min(coarse.width, coarse.height);
  const int window =
      longer <= kSmallCoarse ? 2 * longer : std::max(3, shorter / kWindowPart);
  paper_ = PaperOf(coarse, window);
  MeasureLight();
}

// Where there is less light, ink stands out by less.
void InkStrength::MeasureLight() {
  int64_t sum = 0;
  for (const uint8_t pixel : paper_.pixels) sum += pixel;
  const float mean = static_cast<float>(sum) / static_cast<float>(paper_.pixels.size());
  light_.assign(weights_.size(), 1.0f);
  for (size_t i = 0; mean > 0 && i < light_.size(); ++i) {
    const int column = static_cast<int>(i) % tile_columns_;
    const int row = static_cast<int>(i) / tile_columns_;
    const int x =
        std::min((column * kTile + kTile / 2) / paper_factor_, paper_.width - 1);
    const int y = std::min((row * kTile + kTile / 2) / paper_factor_, paper_.height - 1);
    light_[i] =
        std::clamp(static_cast<float>(paper_.row(y)[x]) / mean, kLeastLight, 1.0f);
  }
}

void InkStrength::DepthOfRows(int begin, int end) {
  Enlarged paper(paper_, paper_factor_, picture_.width);
  for (int y = begin; y < end; ++y) {
    const uint16_t* white = paper.Row(y);
    const uint8_t* row = picture_.row(y);
    uint8_t* depth = depth_.row(y);
    for (int x = 0; x < picture_.width; ++x) {
      depth[x] = static_cast<uint8_t>(std::max(0, (white[x] >> 8) - int{row[x]}));
    }
  }
}

void InkStrength::MeasureNoise() {
  int noise = MedianDifference(picture_, kNoiseStep);
  const int longer = std::max(picture_.width, picture_.height);
  if (longer >= kLeastNoisy) {
    for (int i = 0; i < kMostSmoothing &&
                    ((i == 0 && longer >= kLeastSmoothed) || noise > kMostNoise);
         ++i) {
      Smooth(&picture_);
      noise = MedianDifference(picture_, kNoiseStep);
    }
  }
  noise_edge_ = kNoiseFactor * noise;
}

void InkStrength::PlanTiles() {
  tile_columns_ = (picture_.width + kTile - 1) / kTile;
  const int tile_rows = (picture_.height + kTile - 1) / kTile;
  weights_.assign(static_cast<size_t>(tile_columns_) * tile_rows, 0.0f);
  halves_ = weights_;
}

void InkStrength::EdgesOfRows(int begin, int end) {
  const int width = picture_.width;
  std::vector<uint8_t> lows(static_cast<size_t>(width)), highs(lows.size());
  const int least_edge =
      std::max(noise_edge_, static_cast<int>(kLeastEdge * kLeastLight));
  for (int y = begin; y < end; ++y) {
    const uint8_t* row = depth_.row(y);
    const uint8_t* above = depth_.row(std::max(y - 1, 0));
    const uint8_t* below = depth_.row(std::min(y + 1, picture_.height - 1));
    for (int x = 0; x < width; ++x) {
      lows[static_cast<size_t>(x)] = std::min({row[x], above[x], below[x]});
      highs[static_cast<size_t>(x)] = std::max({row[x], above[x], below[x]});
    }
    for (int x = 0; x < width; ++x) {
      const int left = row[std::max(x - 1, 0)];
      const int right = row[std::min(x + 1, width - 1)];
      const int low = std::min({int{lows[static_cast<size_t>(x)]}, left, right});
      const int high = std::max({int{highs[static_cast<size_t>(x)]}, left, right});
      const int edge = high - low;
      if (edge < least_edge) continue;
      const auto tile =
          static_cast<size_t>(y / kTile) * static_cast<size_t>(tile_columns_) +
          static_cast<size_t>(x / kTile);
      if (static_cast<float>(edge) < kLeastEdge * light_[tile]) continue;
      const auto weight = static_cast<float>(edge * edge);
      weights_[tile] += weight;
      halves_[tile] += weight * static_cast<float>(high + low) * 0.5f;
    }
  }
}

void InkStrength::FindThresholds() {
  float weight = 0, half = 0;
  for (size_t i = 0; i < weights_.size(); ++i) {
    weight += weights_[i];
    half += halves_[i];
  }
  const float edge = std::max(kLeastEdge, static_cast<float>(noise_edge_));
  const float fewest = kFewestEdges * edge * edge;
  has_ink_ = weight >= fewest;
  const float mean = has_ink_ ? half / weight : 255;
  const int rows = static_cast<int>(weights_.size()) / tile_columns_;
  for (int pass = 0; pass < kBlurPasses; ++pass) {
    BlurTiles(&weights_, tile_columns_, rows);
    BlurTiles(&halves_, tile_columns_, rows);
  }
  thresholds_.width = tile_columns_;
  thresholds_.height = rows;
  thresholds_.pixels.resize(weights_.size());
  for (size_t i = 0; i < weights_.size(); ++i) {
    const float usual = mean * light_[i];
    // An edge's height is about twice its middle.
    const float prior = kPriorPixels * 4 * usual * usual;
    const float threshold = (halves_[i] + prior * usual) / (weights_[i] + prior);
    const float least = std::max(
        {kLeastShare * usual,
         std::max(kLeastEdge * light_[i], static_cast<float>(noise_edge_)) * 0.5f,
         static_cast<float>(texture_.least_ink().pixels[i]), 1.0f});
    thresholds_.pixels[i] =
        static_cast<uint8_t>(std::clamp(threshold, std::min(least, 255.0f), 255.0f));
  }
}

// The paper's usual depth is no ink.
void InkStrength::StrengthOfRows(int begin, int end) {
  Enlarged thresholds(thresholds_, kTile, picture_.width);
  Enlarged usual_depths(texture_.usual(), kTile, picture_.width);
  for (int y = begin; y < end; ++y) {
    const uint8_t* depth = depth_.row(y);
    uint8_t* row = picture_.row(y);
    if (!has_ink_) {
      std::fill_n(row, picture_.width, uint8_t{0});
      continue;
    }
    const uint16_t* threshold = thresholds.Row(y);
    const uint16_t* usual = usual_depths.Row(y);
    for (int x = 0; x < picture_.width; ++x) {
      const int above = 256 * int{depth[x]} - int{usual[x]};
      if (above <= 0) {
        row[x] = 0;
        continue;
      }
      const int most = std::max(int{threshold[x]} - int{usual[x]}, 256);
      const float share = static_cast<float>(above) / static_cast<float>(most);
      row[x] = static_cast<uint8_t>(std::min(share * static_cast<float>(kInk), 255.0f));
    }
  }
}

}  // namespace digitpad
