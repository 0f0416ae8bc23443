// Constants of the model file that reader and writer share; the format is
// weights/FORMAT.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace digitpad::model_format {

// Like PNG's: a byte above 127, both line ends and an end-of-file mark show a file that
// went through a text conversion.
inline constexpr uint8_t kMagic[8] = {0x89, 'D', 'P', 'M', '\r', '\n', 0x1A, '\n'};
inline constexpr uint16_t kMajor = 1;
inline constexpr uint16_t kMinor = 1;

inline constexpr size_t kHeaderSize = 24;
inline constexpr size_t kFileCrcOffset = 20;  // the CRC leaves its own four bytes out
inline constexpr size_t kSectionNameSize = 12;
inline constexpr size_t kSectionEntrySize = kSectionNameSize + 12;
inline constexpr size_t kMaxSections = 64;
inline constexpr size_t kAlign = 4;  // sections and tensors begin at multiples of it

inline constexpr std::string_view kAnswers = "answers";  // since 1.1; may be missing

inline constexpr uint16_t kNoResidualWord = 0xFFFF;

constexpr size_t AlignUp(size_t size) { return (size + kAlign - 1) / kAlign * kAlign; }

}  // namespace digitpad::model_format
