// The paper under the ink: whether ink is darker or lighter than it, and how light it is
// everywhere. The second step of reading a picture. Stateless.
//
// The paper is the morphological closing of the picture (Serra, "Image Analysis and
// Mathematical Morphology", 1982): what is dark and narrower than a window vanishes,
// while slopes of light and the edges of shadows stay as they are.
#pragma once

#include <vector>

#include "core/base/gray_picture.h"

namespace digitpad {

// Whether the ink of `picture` is lighter than what it is on. Where light and dark lie
// close together there is ink, and less of it than of paper. REQUIRES: it is not empty.
bool IsLightOnDark(const GrayPicture& picture);

void Invert(GrayPicture* picture);

// The paper of a picture with dark ink, of the same size; no pen is as wide as `window`
// pixels. REQUIRES: window >= 1, the picture is not empty.
GrayPicture PaperOf(const GrayPicture& picture, int window);

// A coarse picture looked up at every pixel of a finer one, between its pixels' centers.
class Enlarged {
 public:
  // REQUIRES: coarse outlives this; each of its pixels covers factor x factor finer ones.
  Enlarged(const GrayPicture& coarse, int factor, int width);

  // The values of row y, `width` of them in 256ths of a grey level.
  const uint16_t* Row(int y);

 private:
  const GrayPicture& coarse_;
  int factor_;
  std::vector<int> left_;          // per fine column: the coarse pixel before it
  std::vector<uint16_t> share_;    // and how far on to the next, in 256ths
  std::vector<uint16_t> between_;  // a coarse row
  std::vector<uint16_t> row_;
};

}  // namespace digitpad
