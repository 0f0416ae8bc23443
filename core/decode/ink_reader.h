// InkReader: a drawing -> the digits of a number, left to right. Owns what the decoder
// needs and remembers what the network said of earlier drawings. Not thread-safe.
#pragma once

#include <span>
#include <vector>

#include "core/decode/decoder.h"
#include "core/decode/ink_source.h"
#include "core/ink/cells.h"
#include "core/ink/ink.h"
#include "core/nn/network.h"

namespace digitpad {

class InkReader {
 public:
  // Keeps a reference to the network.
  explicit InkReader(Network* network)
      : source_(network), none_(network->model().none_of_these()) {}

  // False where it is no number, see Decoder; `with_signs`: likewise.
  // REQUIRES: ValidateInk(ink) is ok, !IsEmpty(ink).
  bool Read(const Ink& ink, bool with_signs);

  const Decoder& decoder() const { return decoder_; }

  // Whether the ink that was read without signs is likelier with them: a comma that
  // passes for a 1, a minus for a part of a digit.
  bool seems_signed() const { return seems_signed_; }

  // The strokes of a glyph of decoder().glyphs(), ascending; the ink is as it was.
  void StrokesOf(const Glyph& glyph, std::vector<int>* strokes) const;

  // What the network saw as a glyph of decoder().glyphs(); valid until the next call, and
  // the ink is as it was.
  const Ink& InkOf(const Glyph& glyph);

  // Each cell as one symbol: what the network says of the strokes in it, and their boxes;
  // no scores for an empty cell. REQUIRES: as for Read; a cell.
  void ReadCells(const Ink& ink, std::span<const Box> cells);
  const ReadingGraph& cells() const { return cells_; }
  const std::vector<int>& cell_of_stroke() const { return cell_of_stroke_; }
  // As InkOf, of a cell; null where it is empty or not there.
  const Ink* InkOfCell(size_t cell);

 private:
  void GroupCell(int cell);
  bool ReadDigits(const Ink& ink, bool with_signs);
  bool ChooseStrokes(const Ink& ink);
  bool SeemsSigned();

  InkSource source_;
  Decoder decoder_;
  Decoder signed_decoder_;  // the same ink, signs allowed
  bool seems_signed_ = false;
  int none_;
  std::vector<bool> to_cut_;
  ReadingGraph cells_;  // an arc a cell
  std::vector<int> cell_of_stroke_;
  std::vector<int> group_;
};

}  // namespace digitpad
