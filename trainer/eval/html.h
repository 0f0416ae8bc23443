// Text for the report's page: everything that comes from a file goes through EscapeHtml.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace digitpad {

// & < > " and ' as entities, good within elements and quoted attributes. Bytes that are
// no UTF-8, and control characters, become U+FFFD.
std::string EscapeHtml(std::string_view text);

// RFC 4648, with padding.
std::string Base64(std::span<const uint8_t> bytes);

// 0.99331 as "99.33 %"; fixed decimals.
std::string PercentText(double share, int decimals = 2);
// 12345 as "12,345".
std::string CountText(int count);
// Two decimals at most, for coordinates.
std::string NumberText(double value);

}  // namespace digitpad
