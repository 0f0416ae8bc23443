// The bytes of a fuzzer as values, one after the other; zeros once they are used up.
// Never take two in one list of arguments: compilers differ in which they look at first.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>

#include "core/ink/ink.h"

namespace digitpad::fuzz {

class FuzzInput {
 public:
  explicit FuzzInput(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  bool empty() const { return bytes_.empty(); }

  uint8_t U8() {
    if (bytes_.empty()) return 0;
    const uint8_t value = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return value;
  }
  uint32_t U16() {
    const uint32_t low = U8();
    return low | uint32_t{U8()} << 8;
  }
  uint32_t U32() {
    const uint32_t low = U16();
    return low | U16() << 16;
  }
  // 0 <= value < count, where 1 <= count <= 65536.
  int Below(int count) {
    const uint32_t value = count <= 256 ? U8() : U16();
    return static_cast<int>(value % static_cast<uint32_t>(count));
  }

  // Any float: not a number, without end, too small to be normal.
  float AnyFloat() {
    const uint32_t bits = U32();
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  // Mostly one within +-2048, now and then any.
  float Coordinate() {
    const uint8_t kind = U8();
    if (kind >= 0xF8) return AnyFloat();
    const int whole = static_cast<int>(kind & 0x0F) * 256 + U8();
    return static_cast<float>(kind & 0x80 ? -whole : whole) / 2;
  }

  std::span<const uint8_t> Bytes(size_t most) {
    const auto taken = bytes_.first(most < bytes_.size() ? most : bytes_.size());
    bytes_ = bytes_.subspan(taken.size());
    return taken;
  }
  // Up to 255 bytes that a length stands before.
  std::string Text() {
    const auto bytes = Bytes(U8());
    return {bytes.begin(), bytes.end()};
  }
  // Mostly what somebody may type as a number; else any.
  std::string Typed() {
    constexpr const char* kTexts[] = {"", "7", "12", "-1.5", "000000000000000000000000"};
    const int which = Below(7);
    return which < 5 ? kTexts[which] : Text();
  }

  // `most` points a stroke at most; the pen moves from where it was last.
  Stroke TakeStroke(int most) {
    Stroke stroke(static_cast<size_t>(Below(most + 1)));
    for (Point& point : stroke) {
      point.x = Coordinate();
      point.y = Coordinate();
    }
    return stroke;
  }
  Ink TakeInk(int most_strokes, int most_points) {
    Ink ink(static_cast<size_t>(Below(most_strokes + 1)));
    for (Stroke& stroke : ink) stroke = TakeStroke(most_points);
    return ink;
  }

 private:
  std::span<const uint8_t> bytes_;
};

}  // namespace digitpad::fuzz
