// Answer: what the app shows of a reading.
#pragma once

#include <string>
#include <vector>

namespace digitpad {

enum class AnswerState {
  kEmpty,    // no ink
  kReading,  // the pen is down, or ink came after the last reading
  kAccepted,
  kUnsure,    // a digit, but which one is not sure enough
  kRejected,  // no digit at all
};

inline constexpr const char* kAnswerStateNames[] = {"empty", "reading", "accepted",
                                                    "unsure", "rejected"};

struct Answer {
  AnswerState state = AnswerState::kEmpty;
  // The judgement of the last reading, which stands while the pen is down: never
  // kReading.
  AnswerState verdict = AnswerState::kEmpty;
  std::string text;       // "?" while not accepted, empty without ink
  std::string guess;      // the best guess, also where it is not accepted
  int confidence = 0;     // of the guess, ten-thousandths
  int strokes = 0;        // how many finished strokes this answer includes
  std::vector<int> bars;  // ten-thousandths, one a bar

  bool operator==(const Answer&) const = default;
};

}  // namespace digitpad
