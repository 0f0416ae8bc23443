// Checks of option values that several subcommands share. For CLI11: the message for a
// value that will not do, empty for one that will.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

namespace digitpad {

// For CLI11: a whole number within these bounds, written in decimal. What it takes for
// octal or hexadecimal, as 010, is refused.
CLI::Validator WholeNumber(int64_t least, int64_t most);

// Likewise, as large as an int can be.
CLI::Validator WholeNumberFrom(int least);

// CLI11's ranges let NaN pass, and its minima infinity: refuses what a float cannot hold.
// What is no number at all is left to CLI11.
std::string CheckFinite(const std::string& text);

// A finite number above 0, which CLI11's own check takes 300 digits to say.
std::string CheckPositive(const std::string& text);

// A finite number from 0 on, likewise.
std::string CheckNonNegative(const std::string& text);

std::string CheckNotEmpty(const std::string& text);

// A seed: in decimal, at most 18 digits. CLI11 would let what is negative or larger wrap
// around, and take 010 for eight.
std::string CheckSeed(const std::string& text);

}  // namespace digitpad
