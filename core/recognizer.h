// Recognizer: the front door. Ink or a 28x28 picture in, Result out. Owns its model,
// network and scratch memory, and remembers what the network said of the parts of earlier
// drawings. A warm call, into the Result of an earlier reading, allocates only where its
// ink is longer than all before or new to it. Not thread-safe: one a thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/decode/ink_reader.h"
#include "core/decode/rule_choice.h"
#include "core/ink/ink.h"
#include "core/inside.h"
#include "core/nn/model.h"
#include "core/nn/network.h"
#include "core/prep/normalizer.h"
#include "core/read_options.h"
#include "core/result.h"

namespace digitpad {

class Recognizer {
 public:
  // From a model file's bytes (copied). `kernel`: a name of kernels.h's list, or empty
  // for the best one. Invalid for a bad model or one that does not give its own golden
  // answers, Unsupported for a kernel that cannot run
  // here; then *recognizer is left as it was.
  static Status Create(std::span<const uint8_t> model_file, std::string_view kernel,
                       std::unique_ptr<Recognizer>* recognizer);

  // Invalid where ValidateInk or ValidateOptions says so; *result is then cleared. A
  // number that keeps no rule is not accepted, nor one that seems to have signs which
  // were not asked for. In mode kBoxes there is a digit for each
  // cell, one without label for an empty one, and then the whole is not accepted.
  Status Read(const Ink& ink, const ReadOptions& options, Result* result);
  Status Read(const Ink& ink, ReadMode mode, Result* result);

  // A 28x28 grey picture, white on black, as one symbol; channels that only ink can fill
  // are zero. REQUIRES: picture.size() == 28 * 28.
  void ReadPicture(std::span<const uint8_t> picture, Result* result);

  // What the decoder has read, all but the strokes; rules, where there are any, choose
  // among its readings. The glyphs that stand, valid until the next call.
  // REQUIRES: ValidateRules(rules) is ok.
  std::span<const Glyph> Describe(const Decoder& decoder, const NumberRules& rules,
                                  Result* result);

  // Runs the network again on the very glyph of a digit of the last Read. False, with
  // *inside as it was, for what it has not seen: a sign, an empty cell, a digit that is
  // not there. Leaves the reading as it is.
  // REQUIRES: the ink of the last Read still lives and has not changed.
  bool LookInside(size_t digit, Inside* inside);

  // From which confidence on a reading is accepted, in ten-thousandths; at first the
  // model's default. It never lets through where "none of these" wins.
  // REQUIRES: 0 <= min_confidence <= kConfidenceOne + 1, which accepts nothing.
  void set_min_confidence(int min_confidence) { min_confidence_ = min_confidence; }
  int min_confidence() const { return min_confidence_; }

  // The logits of the last reading, one per class: of a number, those of the digit that
  // is least sure.
  std::span<const int32_t> logits() const { return logits_; }
  // The network input of the last reading as one symbol.
  std::span<const uint8_t> input() const { return input_; }
  // The probability of each class, ten-thousandths, that belongs to logits().
  std::span<const int32_t> probabilities() const { return probabilities_; }

  const Model& model() const { return network_.model(); }
  const char* kernel() const { return network_.kernels().name; }

 private:
  // What the last reading took the ink for.
  enum class ReadAs { kNothing, kSymbol, kNumber, kCells };

  Recognizer(std::shared_ptr<const Model> model, const Kernels& kernels);
  void ReadSymbol(const Ink& ink, Result* result);
  void ReadCells(const Ink& ink, const ReadOptions& options, Result* result);
  void FillDigit(std::span<const int32_t> logits, Digit* digit);
  void FillDigits(std::span<const Glyph> glyphs, int confidence, Result* result);
  const Ink* InkOf(size_t digit);
  void FillGlyph(const Glyph& glyph, Digit* digit);
  void Conclude(int confidence, Result* result);
  void ConcludeByRules(Result* result);
  void KeepLeastSure(const Result& result, std::span<const Glyph> glyphs);

  Network network_;
  Normalizer normalizer_;
  InkReader ink_reader_;
  int min_confidence_;
  std::vector<uint8_t> input_;
  std::vector<int32_t> logits_;
  std::vector<int32_t> probabilities_;
  std::vector<int> order_;
  Choice choice_;  // of the last reading by rules
  ReadAs read_as_ = ReadAs::kNothing;
  std::span<const Glyph> glyphs_;  // of the last reading as a number
};

}  // namespace digitpad
