// Numbers as they were read and corrected, and the files that they are saved as. Pure
// functions over plain values.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/base/geometry.h"
#include "core/result.h"

namespace digitpad {

struct ReadNumber {
  Result result;
  Box box;  // around its digits
  // Typed by the reader of the page; that of a reading itself confirms it.
  std::optional<std::string> correction;

  bool settled() const { return correction.has_value() || result.accepted; }
  // What stands: the correction, else the reading, "?" while that is not accepted.
  std::string text() const;
};

ReadNumber MakeReadNumber(const Result& result);

// CSV (RFC 4180) with the columns number, text, read, confidence, x, y, w, h: `text` is
// what stands, `read` the best guess.
std::string FormatCsv(std::span<const ReadNumber> numbers);

// A JSON array of Results, each with "corrected" as its last key: a text or null.
std::string FormatJson(std::span<const ReadNumber> numbers);

}  // namespace digitpad
