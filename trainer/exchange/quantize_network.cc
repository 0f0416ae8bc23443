#include "trainer/exchange/quantize_network.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "trainer/net/float_model.h"
#include "trainer/train/quantizer.h"

namespace digitpad {
namespace {

// The first `count` examples, or as many as there are.
PreparedSource PrepareFirst(const Source& source, size_t count, const PrepSpec& prep) {
  Source first;
  first.name = source.name;
  count = std::min(count, source.labels.size());
  first.labels.assign(source.labels.begin(), source.labels.begin() + count);
  const auto& examples = source.set.examples;
  first.set.examples.assign(examples.begin(), examples.begin() + count);
  return Prepare(first, prep);
}

std::vector<float> ChooseStepsFrom(const FoldedNetwork& folded, const Dataset& dataset,
                                   const PrepSpec& prep) {
  const size_t input_size = InputShape(prep).size();
  std::vector<uint8_t> inputs;
  for (const Source& source : dataset.training) {
    const size_t share = kStepSamples / dataset.training.size() + 1;
    const PreparedSource prepared = PrepareFirst(source, share, prep);
    inputs.insert(inputs.end(), prepared.inputs.begin(), prepared.inputs.end());
  }
  return ChooseSteps(
      folded, inputs.size() / input_size, [&](size_t sample, std::span<float> input) {
        const uint8_t* bytes = inputs.data() + sample * input_size;
        std::transform(bytes, bytes + input_size, input.begin(), InputValue);
      });
}

}  // namespace

Status QuantizeNetwork(const FoldedNetwork& folded, const Dataset& dataset,
                       const PrepSpec& prep, nlohmann::ordered_json card,
                       WorkerPool& pool, ExportedModel* exported) {
  std::vector<PreparedSource> validation;
  for (const Source& source : dataset.validation) {
    validation.push_back(Prepare(source, prep));
  }
  const Quantizer quantizer(folded.network, ChooseStepsFrom(folded, dataset, prep));
  const Exporter exporter(quantizer, dataset.labels, prep, validation, nullptr, pool);
  return exporter.Export(folded, std::move(card), exported);
}

}  // namespace digitpad
