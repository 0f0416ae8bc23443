#include "trainer/cli/picture_output.h"

#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>

#include "trainer/eval/html.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::string PicturesJson(const PictureTable& table, const std::string& model) {
  Json rows;
  for (const PictureRow& row : table.rows) {
    rows[row.damage] = {{"digits", row.digits},
                        {"digits_right", row.digits_right},
                        {"digit_accuracy", row.digit_accuracy()},
                        {"numbers", row.numbers},
                        {"numbers_right", row.numbers_right},
                        {"number_accuracy", row.number_accuracy()},
                        {"accepted", row.accepted},
                        {"accepted_wrong", row.accepted_wrong},
                        {"empty_pages", row.empty_pages},
                        {"empty_right", row.empty_right}};
  }
  const Json json = {{"pictures", rows}, {"kernel", table.kernel}, {"model", model}};
  return json.dump();
}

void PrintPictures(const PictureTable& table, const std::string& model) {
  std::cout << "model " << model << ", kernel " << table.kernel
            << "\n\npictures     digits    right           numbers    right"
               "           accepted  wrong of these  nothing read of nothing\n";
  for (const PictureRow& row : table.rows) {
    std::cout << std::left << std::setw(11) << row.damage << std::right << std::setw(8)
              << row.digits << std::setw(9) << row.digits_right << std::setw(9)
              << PercentText(row.digit_accuracy()) << std::setw(9) << row.numbers
              << std::setw(9) << row.numbers_right << std::setw(9)
              << PercentText(row.number_accuracy()) << std::setw(10) << row.accepted
              << std::setw(16) << row.accepted_wrong << std::setw(15) << row.empty_right
              << " of " << row.empty_pages << '\n';
  }
}

}  // namespace digitpad
