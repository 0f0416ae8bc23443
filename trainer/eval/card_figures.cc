#include "trainer/eval/card_figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "core/nn/model.h"
#include "trainer/eval/confidence.h"
#include "trainer/eval/evaluation.h"
#include "trainer/eval/intervals.h"
#include "trainer/eval/junk.h"
#include "trainer/eval/number_table.h"
#include "trainer/eval/picture_table.h"
#include "trainer/eval/read_set.h"
#include "trainer/eval/robustness.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

// The same junk for every model, so that figures compare.
constexpr JunkOptions kJunk = {.seed = 1, .count = 2000};
constexpr uint64_t kNumbersSeed = 1;

// Images on a sheet.
constexpr size_t kSheet = 100;

// Five decimals: a thousandth of a point, finer than any part here resolves.
double Rounded(double share) { return std::round(share * 1e5) / 1e5; }

Json ToJson(const Interval& interval) {
  return {Rounded(interval.low), Rounded(interval.high)};
}

Json AccuracyJson(const Tally& tally) {
  return {{"correct", tally.correct},
          {"accuracy", Rounded(tally.accuracy())},
          {"interval_95", ToJson(WilsonInterval(tally.correct, tally.count))}};
}

Json InUseJson(const Tally& tally) {
  Json json = AccuracyJson(tally);
  json["abstained"] = tally.abstained;
  json["wrong"] = tally.wrong();
  json["right_refused"] = tally.right_refused;
  json["right_refused_share"] =
      Rounded(double{1} * tally.right_refused / std::max(1, tally.right_guesses()));
  return json;
}

Json WritersJson(const std::map<std::string, Tally>& writers) {
  std::vector<double> shares;
  for (const auto& [writer, tally] : writers) shares.push_back(tally.accuracy());
  const MeanInterval mean = StudentInterval(shares);
  return {{"count", shares.size()},
          {"mean", Rounded(mean.mean)},
          {"interval_95", ToJson(mean.interval)}};
}

Json CoverageJson(const CoveragePoint& point) {
  return {{"threshold", point.threshold}, {"count", point.count},
          {"accepted", point.accepted},   {"coverage", Rounded(point.coverage())},
          {"wrong", point.wrong},         {"error", Rounded(point.risk())}};
}

Json RefusalJson(const Refusals& refusals) {
  return {{"count", refusals.count},
          {"not_accepted", refusals.not_accepted},
          {"share", Rounded(refusals.share())}};
}

Json RefusalsJson(const std::map<std::string, Refusals>& groups) {
  const Refusals all = Sum(groups);
  Json json = RefusalJson(all);
  json["taken_for"] = all.taken_for;
  for (const auto& [name, refusals] : groups) {
    json["groups"][name] = RefusalJson(refusals);
  }
  return json;
}

Json CellJson(const RobustnessCell& cell) {
  return {{"correct", cell.correct},
          {"accuracy", Rounded(cell.accuracy())},
          {"scale", Rounded(kScales[cell.scale])},
          {"rotation", kRotations[cell.rotation]},
          {"every_nth_point", kPointSteps[cell.point_step]},
          {"place", kPlaces[cell.place]}};
}

Json PictureJson(const PictureRow& row) {
  Json json = {{"count", row.digits},
               {"correct", row.digits_right},
               {"accuracy", Rounded(row.digit_accuracy())},
               {"numbers", row.numbers},
               {"numbers_right", row.numbers_right},
               {"in_use", {{"accepted", row.accepted}, {"wrong", row.accepted_wrong}}}};
  if (row.empty_pages > 0) {
    json["nothing"] = {{"pages", row.empty_pages}, {"right", row.empty_right}};
  }
  return json;
}

std::string Percent(const Json& share) {
  char text[16];
  std::snprintf(text, sizeof(text), "%.2f %%", 100 * share.get<double>());
  return text;
}

class SplitFigures {
 public:
  SplitFigures(std::span<const uint8_t> model_file, const Split& split,
               const FiguresOptions& options, Json* figures)
      : model_file_(model_file), split_(split), options_(options), figures_(*figures) {}

  Status Measure() {
    DIGITPAD_RETURN_IF_ERROR(ParseModel(model_file_, &model_));
    ReadSet mnist;
    DIGITPAD_RETURN_IF_ERROR(LoadMnist(split_, options_.data_folder, &mnist.set));
    DIGITPAD_RETURN_IF_ERROR(AddDigits("mnist", &mnist));
    ReadSet pen;
    DIGITPAD_RETURN_IF_ERROR(LoadPenDigits(split_, options_.data_folder, &pen.set));
    DIGITPAD_RETURN_IF_ERROR(AddDigits("pen", &pen));
    AddBoth(mnist, pen);
    ReadSet omniglot;
    DIGITPAD_RETURN_IF_ERROR(LoadNoDigits(split_, options_.data_folder, &omniglot.set));
    DIGITPAD_RETURN_IF_ERROR(AddNoDigits("omniglot", &omniglot));
    ReadSet junk;
    DIGITPAD_RETURN_IF_ERROR(MakeJunk(pen.set, kJunk, &junk.set));
    DIGITPAD_RETURN_IF_ERROR(AddNoDigits("junk", &junk));
    At("junk")["seed"] = kJunk.seed;
    DIGITPAD_RETURN_IF_ERROR(AddNumbers(pen.set));
    DIGITPAD_RETURN_IF_ERROR(AddPictures(pen.set));
    DIGITPAD_RETURN_IF_ERROR(AddMnistPictures(mnist.set));
    return options_.with_robustness ? AddRobustness(pen.set) : Status::Ok();
  }

 private:
  Json& At(const std::string& name) { return figures_[name + '_' + split_.name]; }
  void Say(const std::string& name, const std::string& what) {
    options_.say(name + '_' + split_.name + ": " + what);
  }

  Status Read(ReadSet* part, const ReadingOptions& options) {
    Readings readings;
    DIGITPAD_RETURN_IF_ERROR(ReadExamples(model_file_, part->set, options, &readings));
    part->answers = std::move(readings.answers);
    return Status::Ok();
  }

  Status AddDigits(const std::string& name, ReadSet* part) {
    DIGITPAD_RETURN_IF_ERROR(Read(part, options_.reading));
    const Evaluation all = CountAnswers(part->set, part->answers, AcceptAll);
    const Evaluation in_use = CountAnswers(part->set, part->answers, AcceptAsInUse);
    const auto judged = JudgeAnswers(part->set, part->answers);
    Json& json = At(name);
    json = {{"count", all.total.count}};
    json.update(AccuracyJson(all.total));
    if (options_.reading.float_model != nullptr) {
      json["float_correct"] = all.total.float_correct;
      json["differ"] = all.total.differ;
    }
    if (!all.writers.empty()) json["writers"] = WritersJson(all.writers);
    json["ece"] = Rounded(CalibrationError(ReliabilityBins(judged)));
    json["in_use"] = InUseJson(in_use.total);
    Say(name, std::to_string(all.total.correct) + " of " +
                  std::to_string(all.total.count) + " right, " +
                  std::to_string(in_use.total.right_refused) + " of them refused");
    return Status::Ok();
  }

  // MNIST and pen digits together: what thresholds refuse and let through.
  void AddBoth(const ReadSet& mnist, const ReadSet& pen) {
    auto judged = JudgeAnswers(mnist.set, mnist.answers);
    const auto others = JudgeAnswers(pen.set, pen.answers);
    judged.insert(judged.end(), others.begin(), others.end());
    int right = 0;
    int refused = 0;
    for (const ReadSet* part : {&mnist, &pen}) {
      const Tally tally = CountAnswers(part->set, part->answers, AcceptAsInUse).total;
      right += tally.right_guesses();
      refused += tally.right_refused;
    }
    Json& json = At("digits");
    json = {{"in_use", CoverageJson(CoverageAt(model_.calibration.accept, judged))},
            {"strict",
             CoverageJson(CoverageAt(model_.calibration.accept_1_in_1000, judged))}};
    json["in_use"]["right_refused"] = refused;
    json["in_use"]["right_refused_share"] =
        Rounded(double{1} * refused / std::max(1, right));
    Say("digits", Percent(json["in_use"]["right_refused_share"]) +
                      " of right answers refused; strict: coverage " +
                      Percent(json["strict"]["coverage"]) + ", error " +
                      Percent(json["strict"]["error"]));
  }

  Status AddNoDigits(const std::string& name, ReadSet* part) {
    ReadingOptions options = options_.reading;
    options.mode = ReadMode::kSingle;  // whatever they are called
    options.float_model = nullptr;     // has no say in what is accepted
    DIGITPAD_RETURN_IF_ERROR(Read(part, options));
    Json& json = At(name);
    json = RefusalsJson(CountRefusals(part->set, part->answers, AcceptAsInUse));
    Say(name, Percent(json["share"]) + " of " + json["count"].dump() + " not accepted");
    return Status::Ok();
  }

  Status AddNumbers(const ExampleSet& pen) {
    NumberTable table;
    DIGITPAD_RETURN_IF_ERROR(
        MeasureNumbers(model_file_, pen, WithoutFloat(),
                       {.seed = kNumbersSeed, .count = options_.numbers}, &table));
    Json& json = At("numbers");
    std::string said;
    for (const NumberRow& row : table.rows) {
      json[row.spacing] = {
          {"count", row.count},
          {"correct", row.right},
          {"accuracy", Rounded(row.accuracy())},
          {"right_length", row.right_length},
          {"in_use", {{"accepted", row.accepted}, {"wrong", row.accepted_wrong}}}};
      said += row.spacing + ' ' + Percent(json[row.spacing]["accuracy"]) + ", ";
    }
    json["single_digits"] = {{"count", table.singles},
                             {"same_as_single", table.singles_same}};
    json["seed"] = kNumbersSeed;
    Say("numbers", said + std::to_string(table.singles_same) + " of " +
                       std::to_string(table.singles) + " single digits the same");
    return Status::Ok();
  }

  Status AddPictures(const ExampleSet& pen) {
    PictureTable table;
    DIGITPAD_RETURN_IF_ERROR(
        MeasurePictures(model_file_, pen, WithoutFloat(),
                        {.seed = kNumbersSeed, .pages = options_.picture_pages}, &table));
    Json& json = At("pictures");
    const PictureRow* worst = &table.rows.front();
    for (const PictureRow& row : table.rows) {
      json[row.damage] = PictureJson(row);
      if (row.digit_accuracy() < worst->digit_accuracy()) worst = &row;
    }
    json["seed"] = kNumbersSeed;
    Say("pictures", "fewest digits right with " + worst->damage + ", " +
                        Percent(json[worst->damage]["accuracy"]));
    return Status::Ok();
  }

  // MNIST's images, each through the picture path, and tiled as sheets.
  Status AddMnistPictures(const ExampleSet& mnist) {
    ReadSet normalized;
    DIGITPAD_RETURN_IF_ERROR(LoadMnist(split_, options_.data_folder, &normalized.set,
                                       PictureMode::kNormalize, model_.prep));
    DIGITPAD_RETURN_IF_ERROR(Read(&normalized, WithoutFloat()));
    const Tally all = CountAnswers(normalized.set, normalized.answers, AcceptAll).total;
    Json& json = At("mnist_pictures");
    json["normalized"] = {{"count", all.count}};
    json["normalized"].update(AccuracyJson(all));
    std::string said = "normalized " + Percent(json["normalized"]["accuracy"]);
    if (mnist.examples.size() >= kSheet) {
      PictureTable table;
      DIGITPAD_RETURN_IF_ERROR(MeasureSheets(model_file_, mnist, WithoutFloat(), &table));
      json["sheets"] = PictureJson(table.rows.front());
      said += ", on sheets " + Percent(json["sheets"]["accuracy"]);
    }
    Say("mnist_pictures", said);
    return Status::Ok();
  }

  // The float network has no say in numbers and pictures.
  ReadingOptions WithoutFloat() const {
    ReadingOptions reading = options_.reading;
    reading.float_model = nullptr;
    return reading;
  }

  Status AddRobustness(const ExampleSet& pen) {
    RobustnessTable table;
    DIGITPAD_RETURN_IF_ERROR(
        MeasureRobustness(model_file_, pen, options_.reading, &table));
    Json& json = At("robustness");
    json = {{"count", pen.examples.size()},
            {"cells", table.cells.size()},
            {"lowest", CellJson(LowestAtOtherScales(table))},
            {"lowest_at_5_percent", CellJson(LowestAtSmallestScale(table))}};
    Say("robustness", "lowest cell " + Percent(json["lowest"]["accuracy"]) +
                          ", at 5 % scale " +
                          Percent(json["lowest_at_5_percent"]["accuracy"]));
    return Status::Ok();
  }

  std::span<const uint8_t> model_file_;
  const Split& split_;
  const FiguresOptions& options_;
  Json& figures_;
  Model model_;
};

}  // namespace

Status MeasureSplit(std::span<const uint8_t> model_file, const Split& split,
                    const FiguresOptions& options, Json* figures) {
  return SplitFigures(model_file, split, options, figures).Measure();
}

}  // namespace digitpad
