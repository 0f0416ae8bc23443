#include "trainer/exchange/quantize_network.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "trainer/net/float_model.h"
#include "trainer/train/quantizer.h"

namespace digitpad {
namespace {

std::vector<float> ChooseStepsFrom(const FoldedNetwork& folded, const Dataset& dataset,
                                   const PrepSpec& prep) {
  const size_t input_size = InputShape(prep).size();
  std::vector<uint8_t> inputs;
  for (const Source& source : dataset.training) {
    const size_t share = kStepSamples / dataset.training.size() + 1;
    const PreparedSource prepared = Prepare(source, prep, share);
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
  std::vector<float> steps = ChooseStepsFrom(folded, dataset, prep);
  if (!std::ranges::all_of(steps, [](float step) { return std::isfinite(step); })) {
    return Status::Invalid("its activations grow beyond what a float holds");
  }
  const Quantizer quantizer(folded.network, std::move(steps));
  const Exporter exporter(quantizer, dataset.labels, prep, validation, nullptr, pool);
  return exporter.Export(folded, std::move(card), exported);
}

}  // namespace digitpad
