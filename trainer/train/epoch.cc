#include "trainer/train/epoch.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/nn/model.h"
#include "trainer/net/float_model.h"

namespace digitpad {
namespace {

// What a random sequence is for, so that no two are the same.
constexpr uint64_t kForOrder = 1;
constexpr uint64_t kForDrawing = 2;
constexpr uint64_t kForTurns = 3;

}  // namespace

Epoch::Epoch(const std::vector<Source>& sources, const NegativeSource* negatives,
             const PrepSpec& prep, float plain_share, uint64_t seed, int number,
             int threads)
    : sources_(sources), negatives_(negatives), seed_(seed), number_(number) {
  for (uint32_t s = 0; s < sources.size(); ++s) {
    const auto examples = static_cast<uint32_t>(sources[s].labels.size());
    const auto copies = static_cast<uint32_t>(sources[s].repeat);
    for (uint32_t copy = 0; copy < copies; ++copy) {
      for (uint32_t example = 0; example < examples; ++example) {
        order_.push_back({s, example, copy});
      }
    }
    AddShare(s, sources[s].repeat - copies, copies);
  }
  const auto made = static_cast<uint32_t>(negatives == nullptr ? 0 : negatives->size());
  for (uint32_t i = 0; i < made; ++i) order_.push_back({kNegatives, i, 0});
  Random random({seed, kForOrder, static_cast<uint64_t>(number)});
  for (size_t i = order_.size(); i > 1; --i) {  // Fisher-Yates
    std::swap(order_[i - 1], order_[random.Below(static_cast<uint32_t>(i))]);
  }
  const size_t input_size = InputShape(prep).size();
  drawers_.assign(threads,
                  {Augmenter(prep, plain_share), std::vector<uint8_t>(input_size)});
}

// The next ones of an order that stays the same, so that each has its turn.
void Epoch::AddShare(uint32_t source, double share, uint32_t copy) {
  const size_t examples = sources_[source].labels.size();
  const auto count =
      static_cast<size_t>(std::lround(share * static_cast<double>(examples)));
  if (count == 0) return;
  std::vector<uint32_t> turns(examples);
  std::iota(turns.begin(), turns.end(), 0);
  Random random({seed_, kForTurns, source});
  for (size_t i = examples; i > 1; --i) {
    std::swap(turns[i - 1], turns[random.Below(static_cast<uint32_t>(i))]);
  }
  const size_t first = static_cast<size_t>(number_) * count;
  for (size_t i = first; i < first + count; ++i) {
    order_.push_back({source, turns[i % examples], copy});
  }
}

int Epoch::Draw(size_t place, int thread, std::span<float> input) {
  const Item item = order_[place];
  Random random({seed_, kForDrawing, static_cast<uint64_t>(number_), item.source,
                 item.example, item.copy});
  Drawer& drawer = drawers_[thread];
  int label = 0;
  if (item.source == kNegatives) {
    negatives_->Draw(item.example, &random, &drawer.augmenter, drawer.bytes);
    label = negatives_->label();
  } else {
    const Source& source = sources_[item.source];
    drawer.augmenter.DrawVaried(source.set, source.set.examples[item.example], &random,
                                drawer.bytes);
    label = source.labels[item.example];
  }
  std::ranges::transform(drawer.bytes, input.begin(), InputValue);
  return label;
}

}  // namespace digitpad
