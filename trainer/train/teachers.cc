#include "trainer/train/teachers.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "trainer/net/loss.h"
#include "trainer/train/model_origin.h"

namespace digitpad {

Teachers::Teachers()
    : cards_(std::make_shared<nlohmann::ordered_json>(nlohmann::ordered_json::array())) {}

Status Teachers::Load(std::span<const std::string> paths, Shape input, int classes) {
  std::vector<FloatModel> models(paths.size());
  auto cards = std::make_shared<nlohmann::ordered_json>(nlohmann::ordered_json::array());
  for (size_t i = 0; i < paths.size(); ++i) {
    DIGITPAD_RETURN_IF_ERROR(LoadAsTrained(paths[i], &models[i]));
    if (models[i].input_shape() != input || models[i].classes() != classes) {
      return Status::Invalid(paths[i] +
                             ": a teacher must have the network's input and classes");
    }
    DIGITPAD_RETURN_IF_ERROR(DescribeOrigin(paths[i], &cards->emplace_back()));
  }
  models_ = std::move(models);
  cards_ = std::move(cards);
  return Status::Ok();
}

TeacherRun::TeacherRun(const Teachers& teachers, int capacity)
    : classes_(teachers.models().front().classes()) {
  for (const FloatModel& model : teachers.models()) {
    auto run = std::make_unique<NetworkRun>(model.network(), capacity, Precision::kMixed);
    run->Use(model.parameters(), {}, nullptr, /*with_backward=*/false);
    runs_.push_back(std::move(run));
  }
}

std::span<const float> TeacherRun::Answer(std::span<const float> inputs, int count) {
  sum_.assign(count * classes_, 0);
  for (const std::unique_ptr<NetworkRun>& run : runs_) {
    std::ranges::copy(inputs, run->input().begin());
    const std::span<const float> logits = run->Forward(count);
    probabilities_.assign(logits.begin(), logits.end());
    Softmax(classes_, probabilities_);
    for (size_t i = 0; i < sum_.size(); ++i) {
      sum_[i] += probabilities_[i] / static_cast<float>(runs_.size());
    }
  }
  return sum_;
}

}  // namespace digitpad
