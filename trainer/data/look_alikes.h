// Omniglot characters that look like digits, as some Greek letters are zeros. They are
// neither digits nor a proof that something is none, so they are left out wherever
// drawings stand for "no digit", in training and in judging alike.
#pragma once

#include <string_view>

namespace digitpad {

// label: "Script/characterNN" as Omniglot's strokes file has it. False for all else.
bool LooksLikeDigit(std::string_view label);

}  // namespace digitpad
