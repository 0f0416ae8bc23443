#include "trainer/train/export.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/golden_answers.h"
#include "trainer/net/float_model.h"
#include "trainer/train/learner.h"
#include "trainer/train/model_origin.h"

namespace digitpad {
namespace {

// Of all that people draw where a digit is asked for, how much is none: a guess on the
// safe side. Training shows far more of it, to learn from.
constexpr double kShareInUse = 0.05;

std::vector<int> FloatAnswers(const FloatNetwork& network,
                              std::span<const float> parameters,
                              std::span<const float> statistics,
                              const FakeQuantization* quantization,
                              const PreparedSource& source, Classes classes,
                              WorkerPool& pool) {
  const auto draw = [&](size_t item, int, std::span<float> input) {
    const auto bytes =
        std::span(source.inputs).subspan(item * input.size(), input.size());
    std::ranges::transform(bytes, input.begin(), InputValue);
    return source.labels[item];
  };
  const std::vector<float> logits = Answer(network, parameters, statistics, quantization,
                                           source.labels.size(), draw, pool);
  return BestGuesses(logits, source.labels, classes);
}

Agreement Compare(const PreparedSource& source, std::span<const int> float_answers,
                  std::span<const int> int8_answers) {
  Agreement result;
  result.name = source.name;
  result.count = static_cast<int>(source.labels.size());
  for (size_t i = 0; i < source.labels.size(); ++i) {
    result.float_correct += float_answers[i] == source.labels[i];
    result.int8_correct += int8_answers[i] == source.labels[i];
    result.differ += float_answers[i] != int8_answers[i];
  }
  return result;
}

nlohmann::ordered_json ToJson(const std::vector<Agreement>& validation) {
  nlohmann::ordered_json parts = nlohmann::ordered_json::array();
  for (const Agreement& part : validation) {
    parts.push_back({{"part", part.name},
                     {"count", part.count},
                     {"correct", part.int8_correct},
                     {"float_correct", part.float_correct},
                     {"float_differs", part.differ}});
  }
  return parts;
}

double LogOdds(double share) { return std::log(share / (1 - share)); }

}  // namespace

int CountRight(const FloatNetwork& network, std::span<const float> parameters,
               std::span<const float> statistics, const FakeQuantization* quantization,
               const PreparedSource& source, const std::vector<std::string>& labels,
               WorkerPool& pool) {
  const std::vector<int> answers = FloatAnswers(
      network, parameters, statistics, quantization, source, ClassesOf(labels), pool);
  return Compare(source, answers, answers).float_correct;
}

Status ReadCalibration(const std::string& path, GivenCalibration* given) {
  nlohmann::ordered_json card;
  DIGITPAD_RETURN_IF_ERROR(ReadCard(path, &card));
  const auto number = [&card](const char* key) {
    return card.contains(key) && card[key].is_number() ? card[key].get<double>() : -1;
  };
  GivenCalibration result;
  result.logit_scale = number("logit_scale");
  result.none_shift = card.contains("none_shift") ? number("none_shift") : 0;
  result.accept = static_cast<int>(number("accept"));
  result.accept_1_in_1000 = static_cast<int>(number("accept_1_in_1000"));
  if (result.logit_scale <= 0 || result.accept < 0 || result.accept_1_in_1000 < 0) {
    return Status::Invalid(path + ": its card has no calibration to take over");
  }
  *given = result;
  return Status::Ok();
}

Exporter::Exporter(const Quantizer& quantizer, const std::vector<std::string>& labels,
                   const PrepSpec& prep, const std::vector<PreparedSource>& validation,
                   const GivenCalibration* given, WorkerPool& pool)
    : quantizer_(quantizer),
      labels_(labels),
      classes_(ClassesOf(labels)),
      prep_(prep),
      validation_(validation),
      given_(given),
      pool_(pool) {}

// The integer network, not yet calibrated.
Status Exporter::Build(const FoldedNetwork& folded, Model* model) const {
  model->labels = labels_;
  model->prep = prep_;
  model->layers = quantizer_.Export(folded.parameters);
  return ValidateModel(model);
}

Status Exporter::Run(const Model& model, Answers* answers) const {
  const std::vector<uint8_t> file = SerializeModel(model);
  for (const PreparedSource& source : validation_) {
    std::vector<int32_t> logits;
    DIGITPAD_RETURN_IF_ERROR(RunIntegerNetwork(file, source, pool_, &logits));
    answers->logits.insert(answers->logits.end(), logits.begin(), logits.end());
    answers->labels.insert(answers->labels.end(), source.labels.begin(),
                           source.labels.end());
  }
  return Status::Ok();
}

double Exporter::FindScale(const Answers& answers, double unit) const {
  if (given_ != nullptr) return given_->logit_scale;
  if (answers.labels.empty()) return 1;
  return FindTemperature(answers.logits, answers.labels, classes_, unit) / unit;
}

Status Exporter::CorrectPrior(double training_share, FoldedNetwork* folded,
                              double* none_shift) const {
  *none_shift = 0;
  if (classes_.none < 0 || (given_ == nullptr && validation_.empty())) {
    return Status::Ok();
  }
  if (given_ != nullptr) {
    *none_shift = given_->none_shift;
  } else {
    Model model;
    DIGITPAD_RETURN_IF_ERROR(Build(*folded, &model));
    Answers answers;
    DIGITPAD_RETURN_IF_ERROR(Run(model, &answers));
    const double scale = FindScale(answers, quantizer_.LogitUnit(folded->parameters));
    *none_shift = (LogOdds(kShareInUse) - LogOdds(training_share)) / scale;
  }
  folded->parameters[folded->network.last_bias() + classes_.none] +=
      static_cast<float>(*none_shift);
  return Status::Ok();
}

std::vector<Agreement> Exporter::CompareAll(const FoldedNetwork& folded,
                                            const Answers& answers) const {
  std::vector<Agreement> agreements;
  size_t first = 0;
  for (const PreparedSource& source : validation_) {
    const auto logits =
        std::span(answers.logits)
            .subspan(first * classes_.count, source.labels.size() * classes_.count);
    first += source.labels.size();
    agreements.push_back(Compare(source,
                                 FloatAnswers(folded.network, folded.parameters, {},
                                              nullptr, source, classes_, pool_),
                                 BestGuesses(logits, source.labels, classes_)));
  }
  return agreements;
}

Status Exporter::Export(const FoldedNetwork& folded, nlohmann::ordered_json card,
                        ExportedModel* exported) const {
  Model model;
  DIGITPAD_RETURN_IF_ERROR(Build(folded, &model));
  Answers answers;
  DIGITPAD_RETURN_IF_ERROR(Run(model, &answers));
  const double unit = quantizer_.LogitUnit(folded.parameters);
  const double scale = FindScale(answers, unit);
  ExportedModel result;
  result.validation = CompareAll(folded, answers);
  if (given_ == nullptr) {
    model.calibration = Calibrate(answers.logits, answers.labels, classes_, scale * unit);
  } else {
    model.calibration = Calibrate({}, {}, classes_, scale * unit);
    model.calibration.accept = given_->accept;
    model.calibration.accept_1_in_1000 = given_->accept_1_in_1000;
  }
  result.calibration = model.calibration;

  card["parameters"] = CountParameters(model);
  card["macs"] = CountMacs(model);
  card["logit_scale"] = scale;
  card["accept"] = model.calibration.accept;
  card["accept_1_in_1000"] = model.calibration.accept_1_in_1000;
  card["validation"] = ToJson(result.validation);
  model.card = card.dump();  // compact: it travels with the page
  AddGoldenAnswers(&model);
  result.file = SerializeModel(model);
  *exported = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
