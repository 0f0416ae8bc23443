#include "trainer/cli/eval_output.h"

#include <cmath>
#include <iomanip>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/formats/printable.h"
#include "trainer/eval/confidence.h"
#include "trainer/eval/html.h"
#include "trainer/eval/intervals.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

Json IntervalJson(const Interval& interval) { return {interval.low, interval.high}; }

Json WritersJson(const std::map<std::string, Tally>& writers) {
  Json json;
  std::vector<double> shares;
  for (const auto& [writer, tally] : writers) {
    shares.push_back(tally.accuracy());
    json["by_writer"][writer] = {{"count", tally.count}, {"correct", tally.correct}};
  }
  const MeanInterval mean = StudentInterval(shares);
  json["mean"] = mean.mean;
  json["interval_95"] = IntervalJson(mean.interval);
  return json;
}

Json RefusalJson(const Refusals& refusals) {
  return {{"count", refusals.count},
          {"not_accepted", refusals.not_accepted},
          {"share", refusals.share()},
          {"taken_for", refusals.taken_for}};
}

std::map<std::string, Refusals> RefusalsOf(const EvalOutput& output) {
  const ReadSet& read = output.content.no_digits;
  return CountRefusals(read.set, read.answers,
                       output.accept_all ? AcceptAll : AcceptAsInUse);
}

Json NoDigitsJson(const EvalOutput& output) {
  const auto groups = RefusalsOf(output);
  Json json = RefusalJson(Sum(groups));
  for (const auto& [name, group] : groups) json["groups"][name] = RefusalJson(group);
  return json;
}

Json CoverageJson(const CoveragePoint& point) {
  return {{"min_confidence", point.threshold},
          {"accepted", point.accepted},
          {"coverage", point.coverage()},
          {"wrong", point.wrong},
          {"error", point.risk()}};
}

Json RobustnessJson(const RobustnessTable& table) {
  Json cells = Json::array();
  for (const RobustnessCell& cell : table.cells) {
    cells.push_back({{"scale", std::round(kScales[cell.scale] * 100) / 100},
                     {"rotation", kRotations[cell.rotation]},
                     {"every_nth_point", kPointSteps[cell.point_step]},
                     {"place", kPlaces[cell.place]},
                     {"count", cell.count},
                     {"correct", cell.correct}});
  }
  return {{"lowest", LowestAtOtherScales(table).accuracy()},
          {"lowest_at_5_percent", LowestAtSmallestScale(table).accuracy()},
          {"readings", table.readings},
          {"network_runs", table.network_runs},
          {"cells", cells}};
}

void AddDigits(const EvalOutput& output, Json* json) {
  const ReadSet& digits = output.content.digits;
  if (digits.answers.empty()) return;
  const auto judged = JudgeAnswers(digits.set, digits.answers);
  (*json)["ece"] = CalibrationError(ReliabilityBins(judged));
  (*json)["in_use"] = CoverageJson(CoverageAt(output.content.accept, judged));
  (*json)["strict"] = CoverageJson(CoverageAt(output.content.strict, judged));
}

// What is counted as right, in all.
int Correct(const EvalOutput& output) {
  return output.not_digits ? output.all.total.abstained : output.all.total.correct;
}

void PrintTotal(const EvalOutput& output) {
  const Tally& total = output.all.total;
  if (output.not_digits) return;
  std::cout << total.correct << " of " << total.count << " right, "
            << PercentText(total.accuracy()) << ", ";
  if (output.accept_all) {
    std::cout << "all accepted\n";
  } else {
    std::cout << total.abstained << " not accepted\n";
  }
  if (output.with_float) {
    std::cout << "float network: " << total.float_correct << " right, " << total.differ
              << " answers differ\n";
  }
}

void PrintDigits(const EvalOutput& output) {
  const ReadSet& digits = output.content.digits;
  if (digits.answers.empty()) return;
  const Evaluation evaluation = CountAnswers(
      digits.set, digits.answers, output.accept_all ? AcceptAll : AcceptAsInUse);
  std::cout << "\nlabel      count  correct  not accepted  mistaken for\n";
  for (const auto& [label, tally] : evaluation.labels) {
    std::cout << std::left << std::setw(8) << Printable(label) << std::right
              << std::setw(8) << tally.count << std::setw(9) << tally.correct
              << std::setw(14) << tally.abstained << ' ';
    for (const auto& [answer, count] : evaluation.confusion.at(label)) {
      if (answer == label || answer == kAbstained) continue;
      std::cout << ' ' << Printable(answer) << ':' << count;
    }
    std::cout << '\n';
  }
}

void PrintRefusals(const std::string& name, const Refusals& refusals) {
  std::cout << std::left << std::setw(20) << Printable(name) << std::right << std::setw(7)
            << refusals.count << std::setw(14) << refusals.not_accepted << std::setw(11)
            << PercentText(refusals.share()) << ' ';
  for (const auto& [answer, count] : refusals.taken_for) {
    std::cout << ' ' << Printable(answer) << ':' << count;
  }
  std::cout << '\n';
}

void PrintNoDigits(const EvalOutput& output) {
  if (output.content.no_digits.answers.empty()) return;
  const auto groups = RefusalsOf(output);
  std::cout << "\nno digits            count  not accepted             taken for\n";
  for (const auto& [name, refusals] : groups) PrintRefusals(name, refusals);
  if (groups.size() > 1) PrintRefusals("in all", Sum(groups));
}

void PrintRobustness(const RobustnessTable& table) {
  std::cout << "\nsize   points ";
  for (const float rotation : kRotations) {
    std::cout << std::setw(9) << NumberText(rotation) << "°";
  }
  const int rotations = std::size(kRotations);
  for (const RobustnessCell& cell : LowestOfPlaces(table).cells) {
    if (cell.rotation == 0) {
      std::cout << '\n'
                << std::setw(5) << PercentText(kScales[cell.scale], 0) << "  1 of "
                << kPointSteps[cell.point_step] << "  ";
    }
    std::cout << std::setw(9) << PercentText(cell.accuracy())
              << (cell.rotation + 1 < rotations ? " " : "");
  }
  std::cout << "\nlowest: " << PercentText(LowestAtOtherScales(table).accuracy()) << "; "
            << PercentText(LowestAtSmallestScale(table).accuracy()) << " at 5 % size ("
            << table.readings << " readings, " << table.network_runs
            << " of them not the same after a shift)\n";
}

}  // namespace

std::string EvalJson(const EvalOutput& output) {
  const Tally& total = output.all.total;
  const int correct = Correct(output);
  Json json = {{"count", total.count},
               {"correct", correct},
               {"accuracy", static_cast<double>(correct) / std::max(1, total.count)},
               {"abstained", total.abstained},
               {"kernel", output.content.kernel},
               {"model", output.content.model},
               {"accept_all", output.accept_all}};
  if (output.with_float) {
    json["float_correct"] = total.float_correct;
    json["differ"] = total.differ;
  }
  if (total.count > 0) {
    json["interval_95"] = IntervalJson(WilsonInterval(correct, total.count));
  }
  AddDigits(output, &json);
  if (!output.content.no_digits.answers.empty()) json["no_digits"] = NoDigitsJson(output);
  if (output.content.robustness != nullptr) {
    json["robustness"] = RobustnessJson(*output.content.robustness);
  }
  if (output.not_digits) return json.dump();
  if (!output.all.writers.empty()) json["writers"] = WritersJson(output.all.writers);
  for (const auto& [label, tally] : output.all.labels) {
    json["labels"][label] = {{"count", tally.count},
                             {"correct", tally.correct},
                             {"abstained", tally.abstained}};
  }
  json["confusion"] = output.all.confusion;
  return json.dump();
}

void PrintEvalTables(const EvalOutput& output) {
  PrintTotal(output);
  std::cout << "model " << output.content.model << ", kernel " << output.content.kernel
            << '\n';
  PrintDigits(output);
  PrintNoDigits(output);
  if (output.content.robustness != nullptr) PrintRobustness(*output.content.robustness);
}

}  // namespace digitpad
