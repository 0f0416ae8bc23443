// GlyphGraph: which fragments may be a glyph. Fragments in order of the middles of their
// boxes; a state says which are still to be shared out, a group is what the next glyph to
// the right may take of them. Keeps scratch memory; not thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/decode/fragment_source.h"
#include "core/decode/glyph.h"

namespace digitpad {

// A glyph takes from no more fragments than this, counted from its first.
inline constexpr int kWindow = 24;

// All fragments from `first` on are still to be shared out, but those whose bit is set:
// bit k stands for fragment first + k. Bit 0 is never set.
struct SharedOut {
  int first = 0;
  uint32_t used = 0;
  bool operator==(const SharedOut&) const = default;
};

class GlyphGraph {
 public:
  // REQUIRES: at least one fragment.
  void Prepare(const FragmentSource& source);

  int count() const { return static_cast<int>(places_.size()); }
  // How high a digit is here, as far as the fragments tell; > 0.
  float height() const { return height_; }
  // Place and number within the source of a fragment, which glyphs know by its order.
  const FragmentPlace& place(int fragment) const {
    return places_[static_cast<size_t>(fragment)];
  }
  int number(int fragment) const { return numbers_[static_cast<size_t>(fragment)]; }

  // The plausible groups that begin with `from.first`, as glyphs without costs. A link
  // alone is one of them, to be left out. False where there are so many, or so many had
  // to be tried since Prepare, that this is no row of digits.
  bool FindGroups(const SharedOut& from, std::vector<Glyph>* groups);
  // What is left after a glyph of FindGroups(from).
  static SharedOut After(const SharedOut& from, const Glyph& glyph);

 private:
  // Of pieces_, all of one stroke.
  struct Range {
    size_t first = 0;
    size_t last = 0;
  };

  void SortPlaces(const FragmentSource& source);
  void EstimateHeight();
  void MeasureDistances(const FragmentSource& source);
  void SortPieces();
  float Distance(int a, int b) const;
  bool IsFree(const SharedOut& from, int fragment) const;
  bool Add(size_t stroke, const Range& range, Glyph* glyph) const;
  void Extend(const SharedOut& from, const Glyph& glyph, size_t next_stroke, int strokes,
              std::vector<Glyph>* groups);
  void AddAll(std::vector<Glyph>* groups) const;
  float WidestJoin(const Glyph& glyph, float limit) const;

  std::vector<FragmentPlace> places_;  // in order
  std::vector<int> numbers_;           // of places_, in the source
  std::vector<float> distances_;       // [fragment][the next kWindow ones]
  std::vector<int16_t> pieces_;        // fragments stroke by stroke, each in its order
  std::vector<size_t> stroke_begins_;  // in pieces_, and the end
  std::vector<Box> clusters_;
  std::vector<int16_t> of_number_;
  float height_ = 1;
  int tried_ = 0;  // groups, plausible or not
};

}  // namespace digitpad
