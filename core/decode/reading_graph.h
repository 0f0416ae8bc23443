// ReadingGraph: every plausible way to read fragments as a number, and the search for the
// likeliest of them in turn. Decoder makes it. Plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "core/decode/glyph.h"

namespace digitpad {

// How much surer the choice among ways is than its costs say: the network calls half of a
// digit "none of these", and that it might be a digit after all is as good as ruled out
// where the whole is one. Chosen on composed numbers of the validation writers, so that
// confidence there is what is right.
inline constexpr int64_t kSharpness = 10;

// A glyph at its place in a number. Costs are in units of 2^-16 bit.
struct ReadingArc {
  Glyph glyph;
  int digit = -1;     // the arc of the last digit up to here, this one included
  int from = -1;      // the first arc of those that may come before; -1: none
  int next = -1;      // another arc that may stand before the same ones
  int before = -1;    // the one before on the best way here; of a link the only one
  int64_t own = 0;    // of this glyph, read as its best label
  int64_t cost = 0;   // of the best way up to here
  int64_t total = 0;  // of all ways together, sharpened
};

struct ReadingGraph {
  std::vector<ReadingArc> arcs;
  int last = -1;      // the first arc of those that end a number
  float height = 1;   // of a digit
  int none = -1;      // the class "none of these"
  int64_t total = 0;  // of all readings, sharpened

  const ReadingArc& At(int arc) const { return arcs[static_cast<size_t>(arc)]; }
};

// Of `right` after the arc `left`.
int64_t CostBetween(const ReadingGraph& graph, int left, const Glyph& right);

// One way to read everything: glyphs left to right, each with its label.
struct Reading {
  std::vector<Glyph> glyphs;
  int64_t cost = 0;  // -log2 of its probability
};

// The readings in order, the best first: those that the ink supports, each label with a
// probability of at least 1 in 100. A* search backwards through the graph, which knows
// the exact cost of the rest (as in Soong, Huang: A Tree-Trellis Based Fast Search for
// Finding the N Best Sentence Hypotheses, 1991).
class ReadingSearch {
 public:
  // Keeps a reference to the graph.
  explicit ReadingSearch(const ReadingGraph& graph);

  // False where there is no further one, or too much has been searched: there may not be
  // a single one where many are as good as each other.
  bool Next(Reading* reading);

 private:
  // The end of a number, from one arc on.
  struct Suffix {
    int arc = -1;
    int label = -1;
    int rest = -1;       // the suffix after it
    int64_t cost = 0;    // of the suffix
    int64_t labels = 0;  // of this, what labels cost beyond the best ones
    int64_t estimate = 0;
  };

  void PushLabels(int arc, int rest, int64_t cost, int64_t labels);
  void Push(const Suffix& suffix);
  void Finish(int suffix, Reading* reading) const;
  bool IsLater(int a, int b) const;

  const ReadingGraph& graph_;
  std::vector<Suffix> suffixes_;
  std::vector<int> heap_;
  int64_t best_ = INT64_MAX;
};

}  // namespace digitpad
