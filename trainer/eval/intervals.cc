#include "trainer/eval/intervals.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace digitpad {
namespace {

constexpr double kZ = 1.959963984540054;  // the normal distribution's 97.5 % quantile

}  // namespace

Interval WilsonInterval(int correct, int count) {
  const double n = count;
  const double share = correct / n;
  const double z2 = kZ * kZ;
  const double center = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half =
      kZ / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  return {std::max(0.0, center - half), std::min(1.0, center + half)};
}

MeanInterval StudentInterval(std::span<const double> shares) {
  const auto n = static_cast<double>(shares.size());
  MeanInterval result;
  result.mean = std::accumulate(shares.begin(), shares.end(), 0.0) / n;
  result.interval = {0, 1};
  if (shares.size() == 1) return result;
  double squares = 0;
  for (const double share : shares) {
    squares += (share - result.mean) * (share - result.mean);
  }
  const double half = StudentQuantile(static_cast<int>(shares.size()) - 1) *
                      std::sqrt(squares / (n - 1) / n);
  result.interval = {std::max(0.0, result.mean - half),
                     std::min(1.0, result.mean + half)};
  return result;
}

double StudentQuantile(int degrees) {
  // Closed forms for one and two degrees, then the expansion around the normal quantile
  // (Abramowitz, Stegun: Handbook of Mathematical Functions, 26.7.5), within 0.2 %.
  if (degrees == 1) return 12.706204736;
  if (degrees == 2) return 4.302652730;
  const double n = degrees;
  const double z2 = kZ * kZ;
  const double g1 = kZ * (z2 + 1) / 4;
  const double g2 = kZ * ((5 * z2 + 16) * z2 + 3) / 96;
  const double g3 = kZ * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  const double g4 = kZ * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
  return kZ + (g1 + (g2 + (g3 + g4 / n) / n) / n) / n;
}

}  // namespace digitpad
