#include "core/formats/printable.h"

#include <cstdint>

namespace digitpad {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
// Begins the two bytes of U+0080 to U+00BF in UTF-8, whose second byte is the character.
constexpr uint8_t kLatin = 0xC2;

// The bytes of the control character that `text` begins with, 0 where it begins with
// none.
size_t ControlSize(std::string_view text) {
  const auto byte = static_cast<uint8_t>(text[0]);
  if (byte < 0x20 || byte == 0x7F) return 1;
  if (byte != kLatin || text.size() < 2) return 0;
  const auto next = static_cast<uint8_t>(text[1]);
  return next >= 0x80 && next < 0xA0 ? 2 : 0;
}

std::string Escaped(std::string_view text, bool keeps_line_ends) {
  std::string result;
  while (!text.empty()) {
    const size_t size = ControlSize(text);
    if (size == 0 || (keeps_line_ends && text[0] == '\n')) {
      result += text[0];
      text.remove_prefix(1);
      continue;
    }
    const auto control = static_cast<uint8_t>(text[size - 1]);
    result += "\\u00";
    result += kDigits[control >> 4];
    result += kDigits[control & 15];
    text.remove_prefix(size);
  }
  return result;
}

}  // namespace

bool HasControl(std::string_view text) {
  for (; !text.empty(); text.remove_prefix(1)) {
    if (ControlSize(text) > 0) return true;
  }
  return false;
}

std::string Printable(std::string_view text) { return Escaped(text, false); }

std::string PrintableLines(std::string_view text) { return Escaped(text, true); }

}  // namespace digitpad
