#include "trainer/eval/charts.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "trainer/eval/html.h"
#include "trainer/eval/intervals.h"
#include "trainer/eval/svg.h"

namespace digitpad {
namespace {

constexpr double kWidth = 360;  // of every chart
constexpr double kRight = kWidth - 20;
constexpr double kTextRise = 4;  // from a text's middle to its base line

// Steps of 1, 2 or 5 times a power of ten, three to six of them.
double NiceStep(double range) {
  const double power = std::pow(10, std::floor(std::log10(range)));
  for (const double step : {0.2, 0.5, 1.0}) {
    if (range / (step * power) <= 6) return step * power;
  }
  return power * 2;
}

// The whole steps within the axis; zero is plain zero.
std::vector<double> StepsOf(const Axis& axis, double step) {
  std::vector<double> steps;
  const double last = axis.high / step + 1e-6;
  for (double k = std::ceil(axis.low / step - 1e-6); k <= last; ++k) {
    steps.push_back(k == 0 ? 0 : k * step);
  }
  return steps;
}

// As many decimals as the step of an axis of shares needs.
int DecimalsOf(double step) {
  return std::clamp(static_cast<int>(std::ceil(-std::log10(step * 100) - 1e-9)), 0, 3);
}

void DrawVerticalGrid(const Axis& x, double top, double bottom, Svg* svg) {
  const double step = NiceStep(x.high - x.low);
  for (const double at : StepsOf(x, step)) {
    svg->Line(x.At(at), top, x.At(at), bottom, "grid");
    svg->Text(x.At(at), bottom + 14, PercentText(at, DecimalsOf(step)), "middle");
  }
}

void DrawHorizontalGrid(const Axis& y, double left, Svg* svg) {
  const double step = NiceStep(y.high - y.low);
  for (const double at : StepsOf(y, step)) {
    svg->Line(left, y.At(at), kRight, y.At(at), "grid");
    svg->Text(left - 6, y.At(at) + kTextRise, PercentText(at, DecimalsOf(step)), "end");
  }
}

// How many answers the bins have, below the diagram.
void DrawCounts(std::span<const ReliabilityBin> bins, const Axis& x, double top,
                double height, Svg* svg) {
  int most = 1;
  for (const ReliabilityBin& bin : bins) most = std::max(most, bin.count);
  const Axis y{0, std::log10(1.0 + most), top + height, top};
  const double width = (x.end - x.begin) / static_cast<double>(bins.size());
  for (size_t i = 0; i < bins.size(); ++i) {
    if (bins[i].count == 0) continue;
    const double at = y.At(std::log10(1.0 + bins[i].count));
    svg->Rectangle(x.begin + width * static_cast<double>(i) + 1, at, width - 2,
                   top + height - at, "quiet", CountText(bins[i].count) + " answers");
  }
  svg->Line(x.begin, top + height, x.end, top + height, "axis");
}

std::string Share(int part, int count) {
  return CountText(part) + " of " + CountText(count);
}

// Numbers by value, before all other names by letter.
bool ComesBefore(const std::string& a, const std::string& b) {
  const auto is_number = [](const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  };
  if (is_number(a) != is_number(b)) return is_number(a);
  if (is_number(a) && a.size() != b.size()) return a.size() < b.size();
  return a < b;
}

// Where an axis of shares begins that must show all of `lowest` and end at 1.
double RoundedDown(double lowest) {
  for (const double begin : {0.99, 0.98, 0.95, 0.9, 0.8, 0.5}) {
    if (lowest >= begin) return begin;
  }
  return 0;
}

// The marks of thresholds, each with its name at the upper left, or higher where another
// name stands already.
void DrawMarks(std::span<const MarkedPoint> marks, const Axis& x, const Axis& y,
               Svg* svg) {
  constexpr double kNameWidth = 60, kNameHeight = 13;
  std::vector<std::pair<double, double>> names;
  for (const MarkedPoint& mark : marks) {
    const CoveragePoint& point = mark.point;
    const double at_x = x.At(point.coverage());
    const double at_y = y.At(point.risk());
    svg->Circle(at_x, at_y, 4.5, "mark",
                mark.name + ": " + PercentText(point.coverage()) + " accepted, " +
                    PercentText(point.risk(), 3) + " of them wrong");
    double name_y = at_y - 8;
    const auto is_taken = [&](const std::pair<double, double>& other) {
      return std::abs(other.first - at_x) < kNameWidth &&
             std::abs(other.second - name_y) < kNameHeight;
    };
    while (std::ranges::any_of(names, is_taken)) name_y -= kNameHeight;
    names.emplace_back(at_x, name_y);
    svg->Text(at_x - 6, name_y, mark.name, "end", "name");
  }
}

}  // namespace

std::string ReliabilityChart(std::span<const ReliabilityBin> bins) {
  constexpr double kLeft = 46, kTop = 8, kBottom = 258, kCountTop = 286;
  constexpr double kCountHeight = 44;
  Svg svg(kWidth, 350, "Accuracy over confidence");
  const Axis x{0, 1, kLeft, kRight};
  const Axis y{0, 1, kBottom, kTop};
  DrawHorizontalGrid(y, kLeft, &svg);
  DrawVerticalGrid(x, kTop, kBottom, &svg);
  const double width = (x.end - x.begin) / static_cast<double>(bins.size());
  for (size_t i = 0; i < bins.size(); ++i) {
    const ReliabilityBin& bin = bins[i];
    if (bin.count == 0) continue;
    const double left = x.begin + width * static_cast<double>(i) + 1;
    const std::string hint = CountText(bin.count) + " answers, " +
                             PercentText(bin.confidence) + " sure, " +
                             PercentText(bin.accuracy) + " right";
    const double high = std::max(bin.accuracy, bin.confidence);
    const double low = std::min(bin.accuracy, bin.confidence);
    svg.Rectangle(left, y.At(low), width - 2, kBottom - y.At(low), "bar", hint);
    svg.Rectangle(left, y.At(high), width - 2, y.At(low) - y.At(high),
                  bin.accuracy < bin.confidence ? "gap" : "spare", hint);
  }
  svg.Line(x.begin, y.begin, x.end, y.end, "ideal");
  DrawCounts(bins, x, kCountTop, kCountHeight, &svg);
  svg.Text(x.begin, kCountTop + kCountHeight + 14, "how many answers (log scale)",
           "start");
  return svg.Finish();
}

std::string CoverageChart(std::span<const CoveragePoint> curve,
                          std::span<const MarkedPoint> marks) {
  constexpr double kLeft = 52, kTop = 12, kBottom = 226;
  // A margin beside the marks, so that they stand within the curve.
  double least = 1;
  for (const MarkedPoint& mark : marks) least = std::min(least, mark.point.coverage());
  const Axis x{RoundedDown(least - 0.02), 1, kLeft, kRight};
  double most = 0.0005;  // errors; at least half a grid of thousandths
  for (const CoveragePoint& point : curve) {
    if (point.coverage() >= x.low) most = std::max(most, point.risk());
  }
  const Axis y{0, most * 1.15, kBottom, kTop};
  Svg svg(kWidth, 250, "Errors among the accepted over the share that is accepted");
  DrawHorizontalGrid(y, kLeft, &svg);
  DrawVerticalGrid(x, kTop, kBottom, &svg);
  std::string points;
  for (const CoveragePoint& point : curve) {
    if (point.coverage() < x.low) continue;
    points +=
        NumberText(x.At(point.coverage())) + ',' + NumberText(y.At(point.risk())) + ' ';
  }
  svg.Polyline(points, "curve");
  DrawMarks(marks, x, y, &svg);
  return svg.Finish();
}

double IntervalsBegin(const std::map<std::string, Tally>& tallies) {
  double least = 1;
  for (const auto& [name, tally] : tallies) {
    least = std::min(least, WilsonInterval(tally.correct, tally.count).low);
  }
  return RoundedDown(least);
}

std::string IntervalBar(const Tally& tally, double begin) {
  constexpr double kLength = 160, kHeight = 16, kMargin = 6;
  const Axis x{begin, 1, kMargin, kLength - kMargin};
  const Interval interval = WilsonInterval(tally.correct, tally.count);
  Svg svg(kLength, kHeight, PercentText(tally.accuracy()));
  svg.Line(x.begin, kHeight / 2, x.end, kHeight / 2, "grid");
  svg.Line(x.At(interval.low), kHeight / 2, x.At(interval.high), kHeight / 2, "interval");
  svg.Circle(x.At(tally.accuracy()), kHeight / 2, 4.5, "mark",
             "95 %: " + PercentText(interval.low) + " to " + PercentText(interval.high));
  return svg.Finish();
}

std::string WritersChart(const std::map<std::string, Tally>& writers) {
  constexpr double kLeft = 64, kTop = 8, kRow = 22;
  std::vector<std::pair<std::string, Tally>> rows(writers.begin(), writers.end());
  std::ranges::sort(rows, ComesBefore, &std::pair<std::string, Tally>::first);
  std::vector<double> shares;
  for (const auto& [writer, tally] : rows) shares.push_back(tally.accuracy());
  const MeanInterval mean = StudentInterval(shares);
  const double bottom = kTop + kRow * static_cast<double>(rows.size());
  const double begin = std::min(IntervalsBegin(writers), RoundedDown(mean.interval.low));
  const Axis x{begin, 1, kLeft, kRight};
  Svg svg(kWidth, bottom + 24, "Accuracy of each writer");
  svg.Rectangle(x.At(mean.interval.low), kTop,
                x.At(mean.interval.high) - x.At(mean.interval.low), bottom - kTop, "band",
                "95 % interval of the mean over writers");
  DrawVerticalGrid(x, kTop, bottom, &svg);
  svg.Line(x.At(mean.mean), kTop, x.At(mean.mean), bottom, "ideal");
  double y = kTop + kRow / 2;
  for (const auto& [writer, tally] : rows) {
    const Interval interval = WilsonInterval(tally.correct, tally.count);
    // Names of any length end at the edge; the hint has them whole.
    constexpr size_t kLongestName = 9;
    svg.Text(kLeft - 8, y + kTextRise, writer.substr(0, kLongestName), "end");
    svg.Line(x.At(interval.low), y, x.At(interval.high), y, "interval");
    svg.Circle(x.At(tally.accuracy()), y, 4.5, "mark",
               "writer " + writer + ": " + PercentText(tally.accuracy()) + ", " +
                   Share(tally.correct, tally.count));
    y += kRow;
  }
  return svg.Finish();
}

}  // namespace digitpad
