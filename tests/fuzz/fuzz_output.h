// Values as the bytes that FuzzInput takes them from.
#pragma once

#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "core/ink/ink.h"
#include "tests/fuzz/fuzz_target.h"

namespace digitpad::fuzz {

class FuzzOutput {
 public:
  void U8(int value) { bytes_.push_back(static_cast<uint8_t>(value)); }
  void U16(int value) {
    U8(value & 0xFF);
    U8(value >> 8);
  }
  void U32(int value) {
    U16(value & 0xFFFF);
    U16(value >> 16);
  }
  void Below(int count, int value) {
    FUZZ_EXPECT(value >= 0 && value < count);
    if (count <= 256) return U8(value);
    U16(value);
  }
  // Rounded to halves, within +-2047.
  void Coordinate(float value) {
    const int twice = static_cast<int>(std::abs(value) * 2 + 0.5F);
    U8(twice >> 8 | (value < 0 ? 0x80 : 0));
    U8(twice & 0xFF);
  }
  void Text(std::string_view text) {
    U8(static_cast<int>(text.size()));
    for (const char c : text) U8(c);
  }
  void Ink(const digitpad::Ink& ink, int most_strokes, int most_points) {
    Below(most_strokes + 1, static_cast<int>(ink.size()));
    for (const Stroke& stroke : ink) {
      Below(most_points + 1, static_cast<int>(stroke.size()));
      for (const Point& point : stroke) {
        Coordinate(point.x);
        Coordinate(point.y);
      }
    }
  }

  std::vector<uint8_t> Finish() { return std::move(bytes_); }

 private:
  std::vector<uint8_t> bytes_;
};

}  // namespace digitpad::fuzz
