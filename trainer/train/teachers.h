// Teachers: networks trained before, whose probabilities a smaller network learns to give
// on the very same varied drawings (Beyer et al., "Knowledge distillation: a good teacher
// is patient and consistent", 2022). Shared by all threads; a TeacherRun is one thread's.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "trainer/net/float_model.h"
#include "trainer/net/network_run.h"

namespace digitpad {

class Teachers {
 public:
  Teachers();

  // Trained models, whose float files lie beside them as training leaves them. Invalid,
  // naming the file, where one is bad or has another input or other classes.
  Status Load(std::span<const std::string> paths, Shape input, int classes);

  bool empty() const { return models_.empty(); }
  const std::vector<FloatModel>& models() const { return models_; }
  // How each was made, see DescribeOrigin.
  const nlohmann::ordered_json& cards() const { return *cards_; }

 private:
  std::vector<FloatModel> models_;
  std::shared_ptr<const nlohmann::ordered_json> cards_;
};

class TeacherRun {
 public:
  // REQUIRES: `teachers` outlives this and is not empty; capacity >= 1.
  TeacherRun(const Teachers& teachers, int capacity);

  // The teachers' mean probabilities, [count][classes]. inputs: [count][h][w][c].
  std::span<const float> Answer(std::span<const float> inputs, int count);

 private:
  size_t classes_;
  std::vector<std::unique_ptr<NetworkRun>> runs_;
  std::vector<float> probabilities_;
  std::vector<float> sum_;
};

}  // namespace digitpad
