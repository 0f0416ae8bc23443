// A float network that was trained elsewhere as a model file: quantised and calibrated
// with data, judged on the part of it that validates.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/base/prep_spec.h"
#include "core/base/status.h"
#include "trainer/net/folding.h"
#include "trainer/train/dataset.h"
#include "trainer/train/export.h"
#include "trainer/train/worker_pool.h"

namespace digitpad {

// `card` gets what Exporter adds. Activation steps come from the first examples that
// train, in equal parts of all sources. Invalid where its
// activations are not finite, or the core refuses it.
// REQUIRES: dataset.labels are as many as the network's outputs, in their order; there is
// something to train on.
Status QuantizeNetwork(const FoldedNetwork& folded, const Dataset& dataset,
                       const PrepSpec& prep, nlohmann::ordered_json card,
                       WorkerPool& pool, ExportedModel* exported);

}  // namespace digitpad
