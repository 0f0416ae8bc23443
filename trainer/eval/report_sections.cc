#include "trainer/eval/report_sections.h"

#include <algorithm>
#include <map>
#include <vector>

#include "core/nn/softmax.h"
#include "trainer/eval/charts.h"
#include "trainer/eval/confidence.h"
#include "trainer/eval/evaluation.h"
#include "trainer/eval/html.h"
#include "trainer/eval/intervals.h"

namespace digitpad {
namespace {

// More labels than a matrix can show legibly, as those of whole numbers.
constexpr size_t kMostMatrixRows = 40;

std::string Section(const std::string& title, const std::string& lead,
                    const std::string& body) {
  return "<section>\n<h2>" + title + "</h2>\n<p class=\"soft\">" + lead + "</p>\n" +
         body + "</section>\n";
}

std::string Table(const std::string& style, const std::string& rows) {
  return "<div class=\"wide\"><table class=\"" + style + "\">\n" + rows +
         "</table></div>\n";
}

std::string Cell(const std::string& text, const std::string& style = {}) {
  if (style.empty()) return "<td>" + text + "</td>";
  return "<td class=\"" + style + "\">" + text + "</td>";
}

std::string Tile(const std::string& figure, const std::string& what,
                 const std::string& more) {
  return "<div class=\"tile\"><span>" + what + "</span><b>" + figure + "</b><span>" +
         more + "</span></div>\n";
}

std::string IntervalText(int correct, int count) {
  const Interval interval = WilsonInterval(correct, count);
  return "95 %: " + PercentText(interval.low) + " to " + PercentText(interval.high);
}

std::string Threshold(int ten_thousandths) {
  return PercentText(static_cast<double>(ten_thousandths) / kConfidenceOne);
}

std::string DigitTiles(const ReportContent& content) {
  const ReadSet& digits = content.digits;
  const Tally all = CountAnswers(digits.set, digits.answers, AcceptAll).total;
  const Tally in_use = CountAnswers(digits.set, digits.answers, AcceptAsInUse).total;
  const auto judged = JudgeAnswers(digits.set, digits.answers);
  const CoveragePoint strict = CoverageAt(content.strict, judged);
  std::string tiles = Tile(PercentText(all.accuracy()), "right, every answer accepted",
                           CountText(all.correct) + " of " + CountText(all.count) + "; " +
                               IntervalText(all.correct, all.count));
  tiles += Tile(PercentText(in_use.accuracy()), "right, as in use",
                CountText(in_use.abstained) + " not accepted (" +
                    CountText(in_use.right_refused) + " of them right), " +
                    CountText(in_use.wrong()) + " wrong");
  tiles += Tile(PercentText(strict.coverage()), "accepted at the strict setting",
                CountText(strict.wrong) + " wrong: " + PercentText(strict.risk(), 3) +
                    " of the accepted");
  tiles += Tile(PercentText(CalibrationError(ReliabilityBins(judged))),
                "calibration error", "how far confidence is from accuracy");
  return tiles;
}

std::string NoDigitTile(const ReadSet& no_digits) {
  const Refusals all =
      Sum(CountRefusals(no_digits.set, no_digits.answers, AcceptAsInUse));
  return Tile(PercentText(all.share()), "not accepted of what is no digit",
              CountText(all.not_accepted) + " of " + CountText(all.count));
}

std::string RobustnessTile(const RobustnessTable& table) {
  return Tile(PercentText(LowestAtOtherScales(table).accuracy()),
              "lowest cell of the robustness table",
              PercentText(LowestAtSmallestScale(table).accuracy()) + " at 5 % scale");
}

// What the label was taken for, most often first.
std::string Mistakes(const std::string& label,
                     const std::map<std::string, int>& answers) {
  std::vector<std::pair<int, std::string>> mistakes;
  for (const auto& [answer, count] : answers) {
    if (answer != label) mistakes.push_back({-count, answer});
  }
  std::ranges::sort(mistakes);
  std::string text;
  for (const auto& [negative_count, answer] : mistakes) {
    text += (text.empty() ? "" : ", ") + EscapeHtml(answer.empty() ? "no ink" : answer) +
            " &times; " + CountText(-negative_count);
  }
  return text;
}

}  // namespace

std::string SummarySection(const ReportContent& content) {
  std::string tiles;
  if (!content.digits.answers.empty()) tiles += DigitTiles(content);
  if (!content.no_digits.answers.empty()) tiles += NoDigitTile(content.no_digits);
  if (content.robustness != nullptr) tiles += RobustnessTile(*content.robustness);
  return "<div class=\"tiles\">\n" + tiles + "</div>\n";
}

std::string DigitsSection(const ReadSet& digits) {
  const Evaluation all = CountAnswers(digits.set, digits.answers, AcceptAll);
  const Evaluation in_use = CountAnswers(digits.set, digits.answers, AcceptAsInUse);
  const double begin = IntervalsBegin(all.labels);
  std::string rows =
      "<tr><th>label</th><th>examples</th><th>right</th><th></th>"
      "<th class=\"ends\"><span>" +
      PercentText(begin, 0) +
      "</span><span>100 %</span></th>"
      "<th>not accepted<br>in use</th><th>wrong<br>in use</th>"
      "<th class=\"left\">taken for</th></tr>\n";
  for (const auto& [label, tally] : all.labels) {
    const Tally& used = in_use.labels.at(label);
    rows += "<tr>" + Cell("<b>" + EscapeHtml(label) + "</b>") +
            Cell(CountText(tally.count)) + Cell(CountText(tally.correct)) +
            Cell(PercentText(tally.accuracy())) +
            Cell(IntervalBar(tally, begin), "bar-cell") +
            Cell(CountText(used.abstained)) + Cell(CountText(used.wrong())) +
            Cell(Mistakes(label, all.confusion.at(label)), "left") + "</tr>\n";
  }
  return Section("By label",
                 "With every answer accepted, and what the threshold in use makes of it. "
                 "Lines are 95 % intervals.",
                 Table("", rows));
}

std::string ConfusionSection(const ReadSet& digits) {
  const Evaluation all = CountAnswers(digits.set, digits.answers, AcceptAll);
  if (all.confusion.size() > kMostMatrixRows) return {};
  std::map<std::string, bool> columns;  // every label and every answer
  for (const auto& [label, answers] : all.confusion) {
    columns[label] = true;
    for (const auto& [answer, count] : answers) columns[answer] = true;
  }
  std::string rows = "<tr><th></th>";
  for (const auto& [answer, there] : columns) {
    rows += "<th>" + EscapeHtml(answer.empty() ? "no ink" : answer) + "</th>";
  }
  rows += "</tr>\n";
  for (const auto& [label, answers] : all.confusion) {
    rows += "<tr><th>" + EscapeHtml(label) + "</th>";
    for (const auto& [answer, there] : columns) {
      const auto found = answers.find(answer);
      if (found == answers.end()) {
        rows += "<td></td>";
      } else {
        rows +=
            Cell(CountText(found->second), answer == label ? "right-cell" : "wrong-cell");
      }
    }
    rows += "</tr>\n";
  }
  return Section("Confusion matrix",
                 "Rows: what it is. Columns: what it was read as, every answer accepted.",
                 Table("matrix", rows));
}

std::string CalibrationSection(const ReadSet& digits) {
  const auto bins = ReliabilityBins(JudgeAnswers(digits.set, digits.answers));
  return Section(
      "Calibration",
      "Of all answers with a confidence of 80 %, 80 % should be right. Bars "
      "reach to the share that is; red parts are too sure, pale ones less sure "
      "than they could be. "
      "ECE " +
          PercentText(CalibrationError(bins)) + ".",
      ReliabilityChart(bins));
}

std::string LearningSection(const Learning& learning) {
  std::string legend;
  for (size_t i = 0; i < learning.errors.size(); ++i) {
    const LearningCurve& curve = learning.errors[i];
    legend += "<li><i class=\"" + LineStyle(i) + "\"></i>" + EscapeHtml(curve.name) +
              ": " + PercentText(curve.values.back()) + " at the end</li>\n";
  }
  return "<div class=\"pair\">\n" +
         Section(
             "Loss",
             "Of the examples that were trained on, over the epochs, on a logarithmic "
             "scale. After the dashed line the epochs know of the integer rounding.",
             LossChart(learning.loss, learning.float_epochs)) +
         Section(
             "Errors",
             "The share of wrong answers. Examples that are trained on are varied, and "
             "harder than those that validate.",
             ErrorsChart(learning.errors, learning.float_epochs) +
                 "<ul class=\"legend\">\n" + legend + "</ul>\n") +
         "</div>\n";
}

std::string CoverageSection(const ReportContent& content) {
  const auto judged = JudgeAnswers(content.digits.set, content.digits.answers);
  const MarkedPoint marks[] = {{"in use", CoverageAt(content.accept, judged)},
                               {"strict", CoverageAt(content.strict, judged)}};
  std::string rows =
      "<tr><th>setting</th><th>confidence</th><th>accepted</th><th>wrong</th>"
      "<th>of the accepted</th></tr>\n";
  const auto add_row = [&rows](const std::string& name, const CoveragePoint& point) {
    rows += "<tr>" + Cell(name) + Cell("&ge; " + Threshold(point.threshold)) +
            Cell(PercentText(point.coverage())) + Cell(CountText(point.wrong)) +
            Cell(PercentText(point.risk(), 3)) + "</tr>\n";
  };
  add_row("all", CoverageAt(0, judged));
  for (const MarkedPoint& mark : marks) add_row(mark.name, mark.point);
  return Section("Risk and coverage",
                 "How many of the accepted answers are wrong, over how many are "
                 "accepted. Asking for more confidence moves to the left.",
                 CoverageChart(CoverageCurve(judged), marks) + Table("", rows));
}

std::string WritersSection(const ReadSet& digits) {
  const Evaluation all = CountAnswers(digits.set, digits.answers, AcceptAll);
  if (all.writers.size() < 2) return {};
  std::vector<double> shares;
  for (const auto& [writer, tally] : all.writers) shares.push_back(tally.accuracy());
  const MeanInterval mean = StudentInterval(shares);
  return Section(
      "By writer",
      "Mean of " + CountText(static_cast<int>(shares.size())) + " writers " +
          PercentText(mean.mean) + " (95 % over writers: " +
          PercentText(mean.interval.low) + " to " + PercentText(mean.interval.high) +
          ", the band). Lines are each writer&#39;s own interval. Every answer "
          "accepted.",
      WritersChart(all.writers));
}

std::string RobustnessSection(const RobustnessTable& table) {
  std::string rows = "<tr><th>size</th><th>points</th>";
  for (const float rotation : kRotations) {
    rows += "<th>" + NumberText(rotation) + "&deg;</th>";
  }
  rows += "</tr>\n";
  const RobustnessTable lowest = LowestOfPlaces(table);
  for (size_t scale = 0; scale < std::size(kScales); ++scale) {
    for (size_t step = 0; step < std::size(kPointSteps); ++step) {
      const std::string points =
          kPointSteps[step] == 1 ? "all" : "1 of " + std::to_string(kPointSteps[step]);
      rows += "<tr>" + Cell(PercentText(kScales[scale], 0)) + Cell(points);
      for (const RobustnessCell& cell : lowest.cells) {
        if (cell.scale != static_cast<int>(scale)) continue;
        if (cell.point_step != static_cast<int>(step)) continue;
        const bool is_lowest =
            cell.correct == LowestAtOtherScales(lowest).correct && cell.scale != 0;
        rows += Cell(PercentText(cell.accuracy()), is_lowest ? "lowest" : "");
      }
      rows += "</tr>\n";
    }
  }
  return Section(
      "Robustness",
      "The same drawings smaller and larger (longer side as a share of a canvas of 400 "
      "pixels), tilted, with fewer points, and on whole pixels; each in the middle and "
      "in all four corners, of which the lowest counts. Every answer accepted. " +
          CountText(static_cast<int>(table.readings)) + " readings, " +
          CountText(static_cast<int>(table.network_runs)) +
          " of them by the network: a shift by whole pixels leaves its input as it was, "
          "byte for byte.",
      Table("", rows));
}

}  // namespace digitpad
