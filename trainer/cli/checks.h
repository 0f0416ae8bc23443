// Checks of option values that several subcommands share. For CLI11: the message for a
// value that will not do, empty for one that will.
#pragma once

#include <string>

namespace digitpad {

// CLI11's ranges let NaN pass, and its minima infinity: refuses what a float cannot hold.
// What is no number at all is left to CLI11.
std::string CheckFinite(const std::string& text);

// A finite number above 0, which CLI11's own check takes 300 digits to say.
std::string CheckPositive(const std::string& text);

// A finite number from 0 on, likewise.
std::string CheckNonNegative(const std::string& text);

std::string CheckNotEmpty(const std::string& text);

// A seed: digits alone, at most 18 of them. CLI11 would let what is negative or larger
// wrap around.
std::string CheckSeed(const std::string& text);

}  // namespace digitpad
