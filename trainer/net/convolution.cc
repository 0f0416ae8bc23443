#include "trainer/net/convolution.h"

#include "trainer/net/amx_convolution.h"
#include "trainer/net/float_convolution.h"
#include "trainer/net/tile_products_amx.h"

namespace digitpad {

std::unique_ptr<Convolution> MakeConvolution(const LayerSpec& spec, Precision precision) {
#ifdef DIGITPAD_AMX
  if (precision == Precision::kMixed && HasMixedPrecision()) {
    return std::make_unique<AmxConvolution>(spec);
  }
#else
  static_cast<void>(precision);
#endif
  return std::make_unique<FloatConvolution>(spec);
}

bool HasMixedPrecision() {
#ifdef DIGITPAD_AMX
  static const bool has = RequestTiles();
  return has;
#else
  return false;
#endif
}

}  // namespace digitpad
