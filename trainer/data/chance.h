// Small random choices that drawings are made of.
#pragma once

#include <cmath>
#include <cstdint>

#include "core/base/geometry.h"
#include "trainer/data/random.h"

namespace digitpad {

inline constexpr float kPi = static_cast<float>(M_PI);

// Uniform in least .. most, both included.
inline int Between(int least, int most, Random* random) {
  return least + static_cast<int>(random->Below(static_cast<uint32_t>(most - least + 1)));
}

inline bool Coin(Random* random) { return random->Below(2) == 0; }
inline float Sign(Random* random) { return Coin(random) ? -1.0f : 1.0f; }
inline float AnyAngle(Random* random) { return random->Uniform(0, 2 * kPi); }

// In the square of half width `reach` around the origin.
inline Vec2 Anywhere(float reach, Random* random) {
  const float x = random->Uniform(-reach, reach);
  return {x, random->Uniform(-reach, reach)};
}

// Of length 1; angles grow clockwise, 0 is to the right.
inline Vec2 Direction(float angle) { return {std::cos(angle), std::sin(angle)}; }

}  // namespace digitpad
