// Files as bytes: the one place where the native tools open files. Errors name the path.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"

namespace digitpad {

// The path that means standard input.
inline constexpr char kStandardInput[] = "-";

// The path of `name` in `folder`.
std::string JoinPath(const std::string& folder, std::string_view name);

// The whole file. Invalid where it cannot be opened or read, or is larger than
// `max_size`.
Status ReadFile(const std::string& path, size_t max_size, std::vector<uint8_t>* bytes);

// Written beside `path` and renamed over it, so that a reader never sees half a file,
// and neither a killed process nor a power cut leaves one. Links are followed, also where
// their end is not there yet. The file keeps its mode. What processes that were killed
// have left of the same path goes (replacement.h).
Status WriteFileAtomically(const std::string& path, std::span<const uint8_t> bytes);

// Whether WriteFileAtomically could write `path` now, so that long work does not end in
// vain. Invalid where it is a folder or read-only, or its own folder is not there or
// read-only. Leaves no trace.
Status CheckWritable(const std::string& path);

// Adds `line` and a line end to the file, which is made where there is none. Where that
// fails, the file stays as it is.
Status AppendLine(const std::string& path, const std::string& line);

}  // namespace digitpad
