// Ruled and squared paper: finds its long thin lines in the ink and takes them out, but
// for where a digit's stroke crosses or covers them. Between ink strength and components.
// Works in small steps; borrows the picture.
//
// Lines are found by the Hough transform of the thin runs across them (Duda and Hart,
// "Use of the Hough transformation to detect lines and curves in pictures", 1972), within
// some degrees of the picture's axes, the strongest first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/gray_picture.h"

namespace digitpad {

class RulingRemover {
 public:
  // `strength` as InkStrength leaves it; outlives the work, and loses its ruling.
  void Start(GrayPicture* strength);

  // Works a little; false once all is done.
  bool Step();
  int progress() const;  // 0..1000

  // How many lines were taken out, once Step was false.
  int count() const { return static_cast<int>(lines_.size()); }

 private:
  enum class Stage { kRuns, kVotes, kPeaks, kErase, kRestore, kDone };

  // The picture seen so that lines run along it: as it is, or turned over its diagonal.
  struct Plane {
    uint8_t* data = nullptr;
    int length = 0;   // along the lines
    int breadth = 0;  // across them
    ptrdiff_t along = 1;
    ptrdiff_t across = 1;
    uint8_t& At(int u, int v) const { return data[u * along + v * across]; }
  };
  // Across the lines: pixels first .. last at place u.
  struct ThinRun {
    int u = 0;
    int first = 0;
    int last = 0;
  };
  // v = middle + slope * (u - length / 2).
  struct Line {
    Plane plane;
    float slope = 0;
    float middle = 0;
    int thickness = 0;
  };
  struct LineRun {
    int u = 0;
    int first = 0;
    int last = 0;
    int ink = 0;  // the sum of strengths across it
  };
  struct Erased {
    Plane plane;
    int u = 0;
    int first = 0;
    std::vector<uint8_t> old;
  };

  void Enter(bool upright);
  void FindRuns();
  void Vote(int slope_index);
  bool TakePeak();
  int PlacesWithin(float slope, float middle) const;
  float SlopeOf(int index) const;
  void FindUsualSlope();
  bool Support(float slope, float middle, Line* line);
  void KeepRulings();
  std::vector<LineRun> Follow(const Line& line) const;
  static std::vector<int> UsualInk(const std::vector<LineRun>& runs, size_t part);
  void Erase(const Line& line);
  void EraseRun(const Plane& plane, const LineRun& run);
  bool IsCrossed(const Erased& erased) const;

  GrayPicture* picture_ = nullptr;
  Stage stage_ = Stage::kDone;
  bool upright_ = false;  // which lines are looked for now
  Plane plane_;
  int stride_ = 1;  // between the places that are looked at
  int samples_ = 0;
  int thickest_ = 0;
  int slopes_ = 0;  // on either side of 0
  int bins_ = 0;
  bool has_slope_ = false;  // of most lines of this direction, an index:
  int usual_slope_ = 0;
  int next_ = 0;  // slope, line or erased run to be worked on
  std::vector<ThinRun> runs_;
  std::vector<uint16_t> votes_;   // [2 * slopes_ + 1][bins_]
  std::vector<Line> candidates_;  // of this direction
  std::vector<Line> lines_;
  std::vector<Erased> erased_;
};

}  // namespace digitpad
