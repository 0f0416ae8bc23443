// What `digitpad eval --numbers` writes to stdout: one line of JSON, or a table.
#pragma once

#include <string>

#include "trainer/eval/number_table.h"

namespace digitpad {

std::string NumbersJson(const NumberTable& table, const std::string& model);
void PrintNumbers(const NumberTable& table, const std::string& model);

}  // namespace digitpad
