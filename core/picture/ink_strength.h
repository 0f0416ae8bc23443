// How much ink lies on every pixel of a picture: 0 none, kInk half, from which on it
// counts as ink, 255 full. The local threshold of the way from a picture to its digits,
// worked through in bands of rows so that a page stays alive. Owns its picture.
//
// Depth is how much darker a pixel is than its paper. The threshold is the mean, over the
// edges nearby, of what lies halfway up each edge, weighted by the edge's height squared:
// the mean of histograms at edges of Weszka and Rosenfeld ("Histogram modification for
// threshold selection", 1979), which thin and thick pens give alike. Edges that the
// picture's own noise explains do not count; where there are no others there is no ink.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/picture/paper_texture.h"

namespace digitpad {

inline constexpr int kInk = 128;

class InkStrength {
 public:
  // `picture`: any polarity, not empty.
  void Start(GrayPicture picture);

  // Works through some rows; false once all is done.
  bool Step();
  // 0..1000.
  int progress() const;

  // Of each pixel, once Step was false; all 0 where there is no ink.
  GrayPicture& strength() { return picture_; }
  const GrayPicture& strength() const { return picture_; }
  bool has_ink() const { return has_ink_; }

  // The strength around a pixel that the paper's own texture and noise hardly reach.
  int NoiseAt(int x, int y) const;

  // How much darker than its paper each pixel is, grey levels, and the paper's own level.
  // Whoever changes the depth calls DepthChanged, and Step until all is done once more.
  GrayPicture& depth() { return depth_; }
  // Beyond the picture's edge the paper goes on as it is there.
  int PaperAt(int x, int y) const;
  void DepthChanged();

 private:
  enum class Stage { kPaper, kDepth, kEdges, kThreshold, kStrength, kDone };

  void MeasureNoise();
  void PlanTiles();
  void FindPaper();
  void MeasureLight();
  void DepthOfRows(int begin, int end);
  void EdgesOfRows(int begin, int end);
  void FindThresholds();
  void StrengthOfRows(int begin, int end);

  Stage stage_ = Stage::kDone;
  int row_ = 0;
  GrayPicture picture_;  // grey; then strength
  GrayPicture depth_;
  GrayPicture paper_;
  int paper_factor_ = 1;
  int noise_edge_ = 0;  // of noise no edge is as high
  int tile_columns_ = 0;
  std::vector<float> light_;  // on each tile, as a share of the picture's mean; at most 1
  PaperTexture texture_;
  std::vector<float> weights_;  // of each tile's edges
  std::vector<float> halves_;   // and what lies halfway up them, weighted
  GrayPicture thresholds_;      // of each tile
  bool has_ink_ = false;
};

}  // namespace digitpad
