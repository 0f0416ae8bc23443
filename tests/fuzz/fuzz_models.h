// Models for fuzzing, and what is read with one that came through a parser.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/recognizer.h"

namespace digitpad::fuzz {

// Networks that one run makes more multiplications of are only made, not run: with
// sanitizers those take a second, which says nothing of the parser.
inline constexpr int64_t kMostMacs = 2'000'000;

// Reads a drawing and a picture with it, looks inside, and notes all results.
void NoteReadings(Recognizer& recognizer);
void NoteResult(const Result& result);

// A small untrained network that knows "none of these".
const std::vector<uint8_t>& SmallModelFile();
// The same with labels that nobody would expect: several characters, none, the same
// twice.
const std::vector<uint8_t>& OddModelFile();
std::unique_ptr<Recognizer> MakeRecognizer(const std::vector<uint8_t>& file);
std::unique_ptr<Recognizer> SmallRecognizer();

}  // namespace digitpad::fuzz
