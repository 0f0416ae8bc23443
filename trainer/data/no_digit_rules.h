// What of a digit is no digit any more, digit by digit: shared by what is drawn with ink
// and what is made from pictures. In doubt a rule says no: a drawing that a person still
// reads as a digit would teach the network to refuse right answers. Labels are 0..9.
#pragma once

namespace digitpad {

// With left and right exchanged. 0, 1 and 8 stay what they are, 2 and 5 look like each
// other, a 4 is still told, a 6 may be a 2.
inline bool IsNoDigitMirrored(int label) {
  return label == 3 || label == 7 || label == 9;
}

// Turned by a quarter. 0 stays, 4 and 5 look like each other, 6 and 9 lying are still
// told, 8 is written askew by some.
inline bool IsNoDigitLying(int label) {
  return label == 1 || label == 2 || label == 3 || label == 7;
}

// Turned by a half: a 4 may be a 9, a 7 a 2, the rest stay or become each other.
inline bool IsNoDigitUpsideDown(int label) { return label == 3; }

// With a line across. A 0 with a slash, a 2, 4 or 7 with a bar are digits, a 1 with one
// is near a 7.
inline bool IsNoDigitStruckThrough(int label) {
  return label == 3 || label == 5 || label == 6 || label == 8 || label == 9;
}

// One above the other: two rings are an 8, a 1 below a ring is a 9.
inline bool IsNoDigitStacked(int upper, int lower) {
  const auto is_round = [](int label) {
    return label == 0 || label == 6 || label == 8 || label == 9;
  };
  if (upper == 1 || lower == 1) return false;
  return !(is_round(upper) && is_round(lower));
}

// One over the other, moved to the side: a 1 hides in most, and two of a kind are one
// drawn twice.
inline bool IsNoDigitOverlaid(int one, int other) {
  return one != 1 && other != 1 && one != other;
}

}  // namespace digitpad
