// What `digitpad eval --pictures` and `--sheets` write to stdout: one line of JSON, or a
// table.
#pragma once

#include <string>

#include "trainer/eval/picture_table.h"

namespace digitpad {

std::string PicturesJson(const PictureTable& table, const std::string& model);
void PrintPictures(const PictureTable& table, const std::string& model);

}  // namespace digitpad
