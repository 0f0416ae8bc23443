// Ruled and squared paper: takes its lines out of the ink, but for where a digit's stroke
// crosses or covers them. Between ink strength and components. Works in small steps;
// borrows the picture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/picture/line_finder.h"

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
  // Between its lines, pixels: the less of both directions; 0 where it is no ruling.
  int spacing() const;
  bool is_squared() const { return spacings_[0] > 0 && spacings_[1] > 0; }

 private:
  enum class Stage { kAcross, kDown, kErase, kRestore, kDone };

  struct LineRun {
    int u = 0;
    int first = 0;
    int last = 0;
    int ink = 0;  // the sum of strengths across it
  };
  struct Erased {
    LinePlane plane;
    int u = 0;
    int first = 0;
    std::vector<uint8_t> old;
  };

  void TakeLines(bool upright);
  std::vector<LineRun> Follow(const RuledLine& line) const;
  static std::vector<int> UsualInk(const std::vector<LineRun>& runs, size_t part);
  void Erase(const RuledLine& line);
  void EraseRun(const LinePlane& plane, const LineRun& run);
  bool IsCrossed(const Erased& erased) const;

  GrayPicture* picture_ = nullptr;
  Stage stage_ = Stage::kDone;
  LineFinder finder_;
  int next_ = 0;  // line or erased run to be worked on
  std::vector<RuledLine> lines_;
  int spacings_[2] = {};  // across, down
  std::vector<Erased> erased_;
};

}  // namespace digitpad
