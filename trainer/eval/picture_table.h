// How well pictures of numbers are read: pages of picture_pages.h for each kind of
// damage, pages with no ink on them, and MNIST digits tiled as sheets.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "trainer/data/examples.h"
#include "trainer/eval/reading.h"

namespace digitpad {

struct PictureRow {
  std::string damage;
  int digits = 0;
  int digits_right = 0;  // in the best alignment of what was read with what was written
  int numbers = 0;
  int numbers_right = 0;  // from end to end, accepted or not
  int accepted = 0;  // results that count as read, and of them those that are no number
  int accepted_wrong = 0;  // of the page
  int empty_pages = 0;
  int empty_right = 0;  // pages of nothing that gave nothing

  double digit_accuracy() const {
    return digits == 0 ? 0 : double{1} * digits_right / digits;
  }
  double number_accuracy() const {
    return numbers == 0 ? 0 : double{1} * numbers_right / numbers;
  }
};

struct PictureTable {
  std::string kernel;
  std::vector<PictureRow> rows;  // of kDamages, then "touching"; or one, of sheets
};

struct PictureTableOptions {
  uint64_t seed = 1;
  int pages = 50;  // of each kind, with three numbers each, and as many empty ones
};

// Each page depends on the seed, its kind, its number and `digits` alone. Invalid where
// the model or the digits will not do.
Status MeasurePictures(std::span<const uint8_t> model_file, const ExampleSet& digits,
                       const ReadingOptions& reading, const PictureTableOptions& options,
                       PictureTable* table);

// 28x28 pictures side by side, ten rows of ten a sheet, each row a number: one row of a
// table. What does not fill a sheet is left out. Invalid where nothing fills one.
Status MeasureSheets(std::span<const uint8_t> model_file, const ExampleSet& digits,
                     const ReadingOptions& reading, PictureTable* table);

// How many characters of `text` are those of `label` in an alignment of least edits
// (Levenshtein 1966), of these one with the most.
int MatchesOf(const std::string& label, const std::string& text);

}  // namespace digitpad
