#include "trainer/train/export.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "trainer/net/float_model.h"
#include "trainer/train/calibration.h"
#include "trainer/train/learner.h"

namespace digitpad {
namespace {

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

}  // namespace

int CountRight(const FloatNetwork& network, std::span<const float> parameters,
               std::span<const float> statistics, const FakeQuantization* quantization,
               const PreparedSource& source, const std::vector<std::string>& labels,
               WorkerPool& pool) {
  const std::vector<int> answers = FloatAnswers(
      network, parameters, statistics, quantization, source, ClassesOf(labels), pool);
  return Compare(source, answers, answers).float_correct;
}

Status ExportModel(const FoldedNetwork& folded, const Quantizer& quantizer,
                   const std::vector<std::string>& labels, const PrepSpec& prep,
                   const std::vector<PreparedSource>& validation,
                   nlohmann::ordered_json card, WorkerPool& pool,
                   ExportedModel* exported) {
  Model model;
  model.labels = labels;
  model.prep = prep;
  model.layers = quantizer.Export(folded.parameters);
  DIGITPAD_RETURN_IF_ERROR(ValidateModel(&model));
  const std::vector<uint8_t> uncalibrated = SerializeModel(model);

  const Classes classes = ClassesOf(labels);
  ExportedModel result;
  std::vector<int32_t> all_logits;
  std::vector<int> all_labels;
  for (const PreparedSource& source : validation) {
    std::vector<int32_t> logits;
    DIGITPAD_RETURN_IF_ERROR(RunIntegerNetwork(uncalibrated, source, pool, &logits));
    result.validation.push_back(Compare(source,
                                        FloatAnswers(folded.network, folded.parameters,
                                                     {}, nullptr, source, classes, pool),
                                        BestGuesses(logits, source.labels, classes)));
    all_logits.insert(all_logits.end(), logits.begin(), logits.end());
    all_labels.insert(all_labels.end(), source.labels.begin(), source.labels.end());
  }
  model.calibration =
      Calibrate(all_logits, all_labels, classes, quantizer.LogitUnit(folded.parameters));
  result.calibration = model.calibration;

  card["parameters"] = CountParameters(model);
  card["macs"] = CountMacs(model);
  card["accept"] = model.calibration.accept;
  card["accept_1_in_1000"] = model.calibration.accept_1_in_1000;
  card["validation"] = ToJson(result.validation);
  model.card = card.dump();  // compact: it travels with the page
  result.file = SerializeModel(model);
  *exported = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
