// Answer: what the app shows of a reading.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/read_options.h"
#include "core/result.h"

namespace digitpad {

enum class AnswerState {
  kEmpty,    // no ink
  kReading,  // the pen is down, or ink came after the last reading
  kAccepted,
  kUnsure,    // a number, but which one is not sure enough
  kRejected,  // no number at all
};

inline constexpr const char* kAnswerStateNames[] = {"empty", "reading", "accepted",
                                                    "unsure", "rejected"};

struct AnswerDigit {
  std::string label;      // the best guess
  int confidence = 0;     // ten-thousandths
  bool sure = false;      // it would be accepted by itself
  Box box;                // in ink units
  std::vector<int> bars;  // ten-thousandths, one a bar
  int place = 0;          // in the number, or of its cell; from 0 on

  bool operator==(const AnswerDigit& other) const;
};

// A bar as it is shown: how likely the chosen digit is this label.
struct Bar {
  std::string label;
  int confidence = -1;  // ten-thousandths; -1 without a reading
  bool best = false;    // the one to stand out

  bool operator==(const Bar&) const = default;
};

struct Answer {
  AnswerState state = AnswerState::kEmpty;
  // The judgement of the last reading, which stands while the pen is down: never
  // kReading.
  AnswerState verdict = AnswerState::kEmpty;
  std::string text;  // "?" while not accepted, empty without ink
  // The best guess, also where it is not accepted; "_" for an empty cell between digits.
  std::string guess;
  int confidence = 0;               // of the guess, ten-thousandths
  int strokes = 0;                  // how many finished strokes this answer includes
  std::vector<AnswerDigit> digits;  // left to right; none of an empty cell
  int empty_cells = 0;              // for which the answer waits
  // The rule that the guess breaks, as BrokenRule names it, where every digit is sure.
  std::string broken_rule;
  int chosen = -1;  // the digit whose bars are shown; -1: there is none
  // To choose from where the answer is unsure; see by_hand.h.
  std::vector<std::string> candidates;
  bool by_hand = false;  // typed, or a candidate that was taken

  // The bars of the chosen digit; empty without one.
  const std::vector<int>& bars() const;
  // The chosen digit's label; empty without one.
  const std::string& chosen_label() const;

  bool operator==(const Answer&) const = default;
};

// How many digits' room the best guess takes: other symbols are wider.
int WidthInDigits(const Answer& answer);

// What a reading says, with the least sure digit chosen. `bar_labels`: what the bars
// stand for; `min_confidence`: from which confidence on a digit is sure; `rules`: by
// which it was read. Knows nothing of pen and strokes.
Answer MakeAnswer(const Result& result, const std::vector<std::string>& bar_labels,
                  int min_confidence, const NumberRules& rules);

// The bars of the chosen digit in the order of `bar_labels`; of more labels than `most`
// the likeliest, best first.
std::vector<Bar> BarsOf(const Answer& answer, const std::vector<std::string>& bar_labels,
                        size_t most);

}  // namespace digitpad
