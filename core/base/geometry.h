// Plain geometry shared by ink, preparation and layout. Coordinates grow to the right and
// downwards; pixel i covers [i, i+1). Only + - * / and sqrt are used, so that every build
// computes the same bits (the core is compiled with -ffp-contract=off).
#pragma once

#include <cmath>

namespace digitpad {

struct Vec2 {
  float x = 0;
  float y = 0;
};

inline Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
inline Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
inline Vec2 operator*(Vec2 a, float s) { return {a.x * s, a.y * s}; }
inline float Length(Vec2 v) { return std::sqrt(v.x * v.x + v.y * v.y); }

// A rectangle given by its top left corner and its size; sizes are never negative.
struct Box {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;
};

// The smallest box around both.
inline Box Union(const Box& a, const Box& b) {
  const float x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
  const float right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
  const float bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
  return {x, y, right - x, bottom - y};
}

// How far the boxes share the same x; negative: how far they lie apart.
inline float OverlapOfWidths(const Box& a, const Box& b) {
  const float right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
  return right - (a.x > b.x ? a.x : b.x);
}

}  // namespace digitpad
