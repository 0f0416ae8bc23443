// InkReader: a drawing -> the digits of a number, left to right. Owns what the decoder
// needs and remembers what the network said of earlier drawings. Not thread-safe.
#pragma once

#include <span>
#include <vector>

#include "core/decode/decoder.h"
#include "core/decode/ink_source.h"
#include "core/ink/ink.h"
#include "core/nn/network.h"

namespace digitpad {

class InkReader {
 public:
  // Keeps a reference to the network. `none`: the class "none of these", or -1.
  InkReader(Network* network, int none) : source_(network), none_(none) {}

  // Whether ink is in few enough pieces to be a number at all.
  static bool MayBeNumber(const Ink& ink);

  // REQUIRES: ValidateInk(ink) is ok, !IsEmpty(ink), MayBeNumber(ink).
  void Read(const Ink& ink);

  std::span<const Glyph> glyphs() const { return decoder_.glyphs(); }
  // How likely these are the glyphs, whatever they are read as, in ten-thousandths.
  int confidence() const { return decoder_.confidence(); }
  // The strokes of a glyph of the last reading, which has not changed since, ascending.
  void StrokesOf(const Glyph& glyph, std::vector<int>* strokes) const;

 private:
  bool ChooseStrokes(const Ink& ink);
  bool IsDoubtful(const Glyph& glyph) const;

  InkSource source_;
  Decoder decoder_;
  int none_;
  std::vector<bool> to_cut_;
};

}  // namespace digitpad
