#include "trainer/data/augment.h"

#include <algorithm>
#include <array>

#include "trainer/data/digit_styles.h"
#include "trainer/data/vary_ink.h"
#include "trainer/data/vary_picture.h"

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

}  // namespace

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
  const bool plain = random->Uniform() < plain_share_;
  if (example.is_picture && plain) {
    SpreadPicture(set.Picture(example), prep_, input);
    return;
  }
  if (plain) {
    DrawWithAnyPen(example.ink, random, input);
    return;
  }
  if (example.is_picture) {
    DrawVariedPicture(set.Picture(example), random, input);
    return;
  }
  styled_ = example.ink;
  ChangeStyle(example.label, random, &styled_);
  VaryInk(styled_, random, &ink_);
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
