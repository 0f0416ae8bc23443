// Confidence intervals of measured shares.
#pragma once

#include <span>

namespace digitpad {

struct Interval {
  double low = 0;
  double high = 0;
};

// The 95 % interval of a share of `correct` in `count` after Wilson, "Probable inference,
// the law of succession, and statistical inference", J. Am. Stat. Assoc. 22 (1927). It
// takes every example as a draw of its own.
// REQUIRES: 0 <= correct <= count, count >= 1.
Interval WilsonInterval(int correct, int count);

// The mean of the writers' shares and its 95 % interval after Student, "The probable
// error of a mean", Biometrika 6 (1908), cut to 0..1. It says what to expect of a new
// writer's part, which the many digits of few writers alone do not.
struct MeanInterval {
  double mean = 0;
  Interval interval;
};
// REQUIRES: !shares.empty(). The interval is 0..1 where there is but one.
MeanInterval StudentInterval(std::span<const double> shares);

// The 97.5 % quantile of Student's t distribution. REQUIRES: degrees >= 1.
double StudentQuantile(int degrees);

}  // namespace digitpad
