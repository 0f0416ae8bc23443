#include "trainer/net/model_units.h"

#include <cmath>

namespace digitpad {

double FactorOf(int32_t mantissa, int shift) { return std::ldexp(mantissa, -shift); }

std::vector<double> UnitsOf(const Layer& layer, const Calibration& calibration) {
  const double logit = FactorOf(calibration.mantissa, calibration.shift);
  std::vector<double> units(layer.out_channels, std::ldexp(logit * M_LN2, -16));
  for (size_t c = 0; c < layer.mantissa_i32.size(); ++c) {
    units[c] = kFreeStep * FactorOf(layer.mantissa_i32[c], layer.shift_u8[c]);
  }
  return units;
}

// Ours multiplies the sum over the plane, an average divides it by the number of places.
double PooledStep(const Layer& layer, double step) {
  const double places = layer.in_shape.h * layer.in_shape.w;
  return step / (places * FactorOf(layer.mantissa_i32[0], layer.shift_u8[0]));
}

}  // namespace digitpad
