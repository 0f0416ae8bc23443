// Negatives: drawings that are no digit, for the class "none of these". People draw
// letters, words, doodles, scribbles, parts of digits and two digits in one box; what a
// network is to refuse it must have seen the like of, so every drawing here is another
// one. Drawings that a person could read as a digit are left out: they would cost right
// answers.
//
// Safe to use from several threads at once, each with its own Random.
#pragma once

#include <vector>

#include "core/ink/ink.h"
#include "trainer/data/random.h"

namespace digitpad {

enum class NegativeKind {
  kSymbol,    // a character of another script
  kSymbols,   // several of them, or of signs: words
  kSign,      // letters and signs of a table
  kDoodle,    // everyday things
  kScene,     // compositions of simple parts
  kShape,     // polygons, stars, arrows, ...
  kScribble,  // lines that wander
  kDots,
  kPart,    // of a digit
  kPair,    // digits in one box
  kSpoilt,  // digits with a stroke too much, mirrored or turned
};
inline constexpr int kNegativeKinds = 11;

class Negatives {
 public:
  // What to draw from, all of the training split: the ink of digits with their labels
  // (0..9) and of symbols that are none. Both may be empty: their kinds are then left
  // out. REQUIRES: the ink outlives this; digits and labels are equally many.
  Negatives(std::vector<const Ink*> digits, std::vector<int> digit_labels,
            std::vector<const Ink*> symbols);

  // A drawing of a random kind. Never empty; follows from *random alone.
  void DrawInk(Random* random, Ink* ink) const;

  // One of this kind. REQUIRES: the material for it is there.
  void DrawInk(NegativeKind kind, Random* random, Ink* ink) const;

 private:
  bool Try(NegativeKind kind, Random* random, Ink* ink) const;
  void DrawSymbol(Random* random, Ink* ink) const;
  void DrawRow(Random* random, Ink* ink) const;

  std::vector<const Ink*> digits_;
  std::vector<int> digit_labels_;
  std::vector<const Ink*> symbols_;
};

}  // namespace digitpad
