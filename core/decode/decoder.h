// Decoder: chooses how fragments make up a number. It weighs every plausible way of
// sharing them out among digits by what the network says of each glyph and by how the
// glyphs lie to each other, so that no threshold on gaps decides. Serves ink and pictures
// alike, through FragmentSource. Keeps scratch memory; not thread-safe.
//
// Costs are -log2 of a likelihood in whole units of 2^-16 bit, so that every build
// chooses the same. The search is dynamic programming over a graph of glyphs; the method
// is known as recognition-based segmentation (Casey, Lecolinet: A Survey of Methods and
// Strategies in Character Segmentation, 1996).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/decode/fragment_source.h"
#include "core/decode/glyph.h"
#include "core/decode/glyph_graph.h"
#include "core/decode/reading_graph.h"

namespace digitpad {

// Ink in more pieces than this is no number of 20 digits.
inline constexpr int kMostFragments = 200;

class Decoder {
 public:
  // False, with nothing read, where the ways to share out the fragments are too many: a
  // scribble has more than any number. `none`: the class "none of these", or -1.
  // `with_signs`: some fragments may be a point, a comma or a minus. REQUIRES: 1 to
  // kMostFragments fragments.
  bool Decode(FragmentSource& source, int none, bool with_signs);

  // The best way's digits, left to right; their fragments are the source's, ascending.
  std::span<const Glyph> glyphs() const { return best_; }
  // -log2 of their likelihood, units of 2^-16 bit.
  int64_t cost() const { return cost_; }
  // How likely these are the glyphs, whatever they are read as, in ten-thousandths.
  int confidence() const { return confidence_; }

  // All ways, for rules to choose among. Glyphs in it know fragments by their order;
  // Translate gives them the source's.
  const ReadingGraph& readings() const { return readings_; }
  void Translate(Glyph* glyph) const;

 private:
  struct State {
    SharedOut left;
    int last_arc = -1;  // of those that end here
  };

  bool Expand(FragmentSource& source, size_t state);
  bool Weigh(FragmentSource& source, Glyph* glyph);
  bool IsSure(FragmentSource& source, std::span<const int16_t> fragments);
  bool AreTwoDigits(FragmentSource& source, const Glyph& glyph);
  void AddDigit(const State& from, const Glyph& glyph, State* to);
  void AddGlyph(const State& from, const Glyph& glyph, int64_t own, State* to);
  void AddSigns(const State& from, const Glyph& glyph, State* to);
  void AddLink(const State& from, const Glyph& glyph, State* to);
  void Append(ReadingArc arc, State* to);
  State* FindState(const SharedOut& left);
  void Finish(const State& end);

  GlyphGraph graph_;
  bool with_signs_ = false;
  std::vector<State> states_;
  ReadingGraph readings_;
  std::vector<Glyph> groups_;
  std::vector<int> group_;
  std::vector<int64_t> costs_;
  std::vector<Glyph> best_;
  int64_t cost_ = 0;
  int confidence_ = 0;
};

}  // namespace digitpad
