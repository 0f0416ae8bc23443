#include "trainer/cli/number_output.h"

#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>

#include "trainer/eval/html.h"
#include "trainer/eval/intervals.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::string NumbersJson(const NumberTable& table, const std::string& model) {
  Json rows;
  for (const NumberRow& row : table.rows) {
    const Interval interval = WilsonInterval(row.right, row.count);
    rows[row.spacing] = {{"count", row.count},
                         {"correct", row.right},
                         {"accuracy", row.accuracy()},
                         {"interval_95", {interval.low, interval.high}},
                         {"right_length", row.right_length},
                         {"accepted", row.accepted},
                         {"accepted_wrong", row.accepted_wrong}};
  }
  const Json json = {
      {"numbers", rows},
      {"singles", {{"count", table.singles}, {"same", table.singles_same}}},
      {"kernel", table.kernel},
      {"model", model}};
  return json.dump();
}

void PrintNumbers(const NumberTable& table, const std::string& model) {
  std::cout << "model " << model << ", kernel " << table.kernel
            << "\n\nnumbers       count    right              accepted  wrong of these\n";
  for (const NumberRow& row : table.rows) {
    std::cout << std::left << std::setw(12) << row.spacing << std::right << std::setw(7)
              << row.count << std::setw(9) << row.right << std::setw(10)
              << PercentText(row.accuracy()) << std::setw(9) << row.accepted
              << std::setw(16) << row.accepted_wrong << '\n';
  }
  std::cout << "\nsingle digits read alike as number and as one symbol: "
            << table.singles_same << " of " << table.singles << '\n';
}

}  // namespace digitpad
