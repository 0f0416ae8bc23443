// PictureSource: one number of a picture as the decoder's fragments, and what the network
// says of them. The picture's counterpart of InkSource: whole components at first; those
// that may hold several digits can be cut. Not thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/decode/fragment_source.h"
#include "core/decode/score_cache.h"
#include "core/picture/components.h"
#include "core/prep/picture_normalizer.h"
#include "core/recognizer.h"

namespace digitpad {

class PictureSource : public FragmentSource {
 public:
  // Keeps a reference to the recogniser.
  explicit PictureSource(Recognizer& recognizer);

  // `strength` outlives the reading; `height`: of a usual digit, pixels.
  // REQUIRES: pieces is not empty.
  void Open(const GrayView& strength, int height, std::vector<Component> pieces);
  // Cuts the components of the flagged fragments, where they are still whole. False where
  // nothing changes.
  bool Cut(const std::vector<bool>& fragments, int most);

  std::span<const FragmentPlace> places() const override { return places_; }
  float DistanceBetween(int a, int b) const override;
  GlyphScores ScoresOf(std::span<const int> group) override;

 private:
  struct Fragment {
    Component piece;
    int component = 0;
    bool is_whole = true;
    uint64_t key = 0;
  };

  void FragmentsChanged();

  Recognizer& recognizer_;
  PictureNormalizer normalizer_;
  ScoreCache cache_;
  GrayView strength_;
  int height_ = 1;
  int runs_left_ = 0;  // of the network, for this number
  uint64_t next_key_ = 1;
  std::vector<Fragment> fragments_;
  std::vector<FragmentPlace> places_;
  std::vector<const Component*> parts_;
  GrayPicture patch_;
  uint8_t input_[kInputSize * kInputSize] = {};
  Result symbol_;  // what the recogniser makes of a glyph; not used
};

}  // namespace digitpad
