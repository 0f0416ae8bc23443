#include "trainer/data/look_alikes.h"

#include <algorithm>

namespace digitpad {
namespace {

// Looked through by eye for the eight scripts of the file; Balinese has none.
constexpr std::string_view kLookAlikes[] = {
    "Early_Aramaic/character02",
    "Early_Aramaic/character03",
    "Early_Aramaic/character04",
    "Early_Aramaic/character06",
    "Early_Aramaic/character10",
    "Early_Aramaic/character12",
    "Early_Aramaic/character14",
    "Early_Aramaic/character16",
    "Early_Aramaic/character17",
    "Early_Aramaic/character20",
    "Greek/character04",
    "Greek/character08",
    "Greek/character09",
    "Greek/character15",
    "Greek/character18",
    "Japanese_(katakana)/character24",
    "Japanese_(katakana)/character27",
    "Japanese_(katakana)/character37",
    "Japanese_(katakana)/character42",
    "Japanese_(katakana)/character43",
    "Korean/character19",
    "Korean/character21",
    "Korean/character22",
    "Korean/character24",
    "Korean/character27",
    "Korean/character28",
    "Korean/character33",
    "Latin/character02",  // b
    "Latin/character07",  // g
    "Latin/character09",  // i
    "Latin/character12",  // l
    "Latin/character15",  // o
    "Latin/character17",  // q
    "Latin/character19",  // s
    "Latin/character25",  // y
    "Latin/character26",  // z
    "Sanskrit/character11",
    "Sanskrit/character13",
    "Sanskrit/character37",
    "Tagalog/character03",
    "Tagalog/character16",
    "Tagalog/character17",
};

}  // namespace

bool LooksLikeDigit(std::string_view label) {
  return std::ranges::find(kLookAlikes, label) != std::end(kLookAlikes);
}

}  // namespace digitpad
