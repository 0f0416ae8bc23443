// Labels of data of one's own: any short text. They become the classes of a network.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/status.h"

namespace digitpad {

// In bytes of UTF-8: what a bar of the page and a line of an answer have room for.
inline constexpr size_t kMaxLabelBytes = 32;

// Invalid for no text, a text longer than that, what is not UTF-8, and control
// characters.
Status CheckLabel(std::string_view label);

// Of a network from elsewhere, whose labels may be empty or longer: they are printed.
// Invalid for control characters.
Status CheckNetworkLabels(std::span<const std::string> labels);

// The order of the classes: whole numbers by value, then all other texts by their bytes.
bool IsLabelBefore(const std::string& a, const std::string& b);

}  // namespace digitpad
