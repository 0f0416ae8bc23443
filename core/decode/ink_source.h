// InkSource: the fragments of a drawing, and what the network says of them. Whole strokes
// at first; a stroke that may hold several digits can be cut. Remembers what it has asked
// the network. Not thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/decode/fragment_source.h"
#include "core/decode/score_cache.h"
#include "core/ink/cuts.h"
#include "core/ink/ink.h"
#include "core/nn/network.h"
#include "core/prep/normalizer.h"

namespace digitpad {

class InkSource : public FragmentSource {
 public:
  // Keeps a reference to the network.
  explicit InkSource(Network* network);

  // Each stroke with points is a fragment. Keeps a reference to the ink.
  // REQUIRES: ValidateInk(ink) is ok, !IsEmpty(ink).
  void Open(const Ink& ink);
  // Cuts strokes where they may be cut, all whose flag is set. False where none of these
  // can be cut, or where they would be more than `most` fragments; nothing changes then.
  bool Cut(const std::vector<bool>& strokes, int most);

  std::span<const FragmentPlace> places() const override { return places_; }
  float DistanceBetween(int a, int b) const override;
  GlyphScores ScoresOf(std::span<const int> group) override;
  // These fragments as the network sees them, but for the normaliser: in strokes, pieces
  // that follow each other in one. Valid until the next call.
  const Ink& InkOf(std::span<const int> group);

 private:
  void FragmentsChanged();
  uint64_t KeyOf(std::span<const int> group) const;

  Network* network_;
  Normalizer normalizer_;
  ScoreCache cache_;
  const Ink* ink_ = nullptr;
  std::vector<Fragment> fragments_;
  std::vector<Fragment> cut_;
  std::vector<FragmentPlace> places_;
  std::vector<uint64_t> hashes_;
  FragmentDistances distances_;
  Ink glyph_;
  std::vector<uint8_t> input_;
  std::vector<int32_t> logits_;
  int runs_left_ = 0;  // of the network, before it is too much
};

}  // namespace digitpad
