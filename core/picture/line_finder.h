// Finds the long straight thin lines of a picture's ink that run through without a break:
// the ruling of ruled and squared paper, one direction at a time. Works in small steps;
// borrows the picture, which it does not change.
//
// The Hough transform of the thin runs across the lines (Duda and Hart, "Use of the Hough
// transformation to detect lines and curves in pictures", 1972), within some degrees of
// the picture's axes, the strongest first. What it finds can also be strokes of digits
// below each other: those have blank paper between them, a ruling has none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/gray_picture.h"

namespace digitpad {

// Ruling is often fainter than ink: the strength from which on it counts.
inline constexpr int kFaint = 64;

// A picture seen so that lines run along it: as it is, or turned over its diagonal.
struct LinePlane {
  uint8_t* data = nullptr;
  int length = 0;   // along the lines
  int breadth = 0;  // across them
  ptrdiff_t along = 1;
  ptrdiff_t across = 1;
  uint8_t& At(int u, int v) const { return data[u * along + v * across]; }
};

// v = middle + slope * (u - length / 2).
struct RuledLine {
  LinePlane plane;
  float slope = 0;
  float middle = 0;
  int thickness = 0;  // pixels
  int first = 0;      // where it is seen along it
  int last = 0;
};

class LineFinder {
 public:
  // `strength` as InkStrength leaves it; outlives the work. `upright`: lines down the
  // picture instead of across it.
  void Start(GrayPicture* strength, bool upright);

  // Works a little; false once all is done.
  bool Step();
  int progress() const;  // 0..1000

  // Once Step was false.
  const std::vector<RuledLine>& lines() const { return lines_; }
  // Likewise: long lines that end within the picture and are too few for ruling.
  const std::vector<RuledLine>& short_lines() const { return short_lines_; }

 private:
  enum class Stage { kRuns, kVotes, kPeaks, kDone };

  // Across the lines: pixels first .. last at place u.
  struct ThinRun {
    int u = 0;
    int first = 0;
    int last = 0;
  };
  struct Candidate {
    RuledLine line;
    bool reaches_ends = false;  // of the picture
  };

  void FindRuns();
  void Vote(int slope_index);
  bool TakePeak();
  int PlacesWithin(float slope, float middle) const;
  float SlopeOf(int index) const;
  void FindUsualSlope();
  bool Support(float slope, float middle, Candidate* candidate);
  void KeepRulings();

  Stage stage_ = Stage::kDone;
  LinePlane plane_;
  int stride_ = 1;  // between the places that are looked at
  int samples_ = 0;
  int thickest_ = 0;
  int slopes_ = 0;  // on either side of 0
  int bins_ = 0;
  bool has_slope_ = false;  // of most lines, an index:
  int usual_slope_ = 0;
  int next_slope_ = 0;  // to be voted for
  int peaks_ = 0;       // tried
  std::vector<ThinRun> runs_;
  std::vector<uint16_t> votes_;  // [2 * slopes_ + 1][bins_]
  std::vector<Candidate> candidates_;
  std::vector<RuledLine> lines_;
  std::vector<RuledLine> short_lines_;
};

}  // namespace digitpad
