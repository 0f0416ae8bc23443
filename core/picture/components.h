// Connected pieces of ink: runs of pixels a row, joined where they touch, corners
// included. The step between ink strength and digits. Components are values; the finder
// owns its scratch memory and works in bands of rows.
//
// The classical two passes over runs with union-find (Rosenfeld and Pfaltz, "Sequential
// operations in digital picture processing", 1966).
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/gray_picture.h"

namespace digitpad {

// Pixels left .. right of a row, both included.
struct Run {
  int32_t y = 0;
  int32_t left = 0;
  int32_t right = 0;
  int width() const { return right - left + 1; }
};

// Pixel bounds, both ends included.
struct PixelBox {
  int left = 0, top = 0, right = -1, bottom = -1;
  int width() const { return right - left + 1; }
  int height() const { return bottom - top + 1; }
  void Add(const PixelBox& other);
};

// In pixels `factor` times smaller.
Box ScaledBox(const PixelBox& box, int factor);

struct Component {
  PixelBox box;
  int area = 0;           // pixels
  std::vector<Run> runs;  // by row, then from the left
};

class ComponentFinder {
 public:
  // `strength`: ink where it is kInk or more; outlives the search.
  void Start(const GrayView& strength);

  // Works through some rows; false once all is done.
  bool Step();
  int progress() const;  // 0..1000

  // Once Step was false: all with at least `least_side` pixels in one direction, in the
  // order of their first runs.
  std::vector<Component> Components(int least_side);

 private:
  void FindRuns(int y);
  void JoinRows();
  int Root(int run);
  void Join(int a, int b);

  GrayView strength_;
  int row_ = 0;
  std::vector<Run> runs_;
  std::vector<int32_t> parents_;  // of each run
  size_t above_begin_ = 0;        // runs of the row above the last
  size_t last_begin_ = 0;         // runs of the last row
};

}  // namespace digitpad
