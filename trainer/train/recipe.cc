#include "trainer/train/recipe.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace digitpad {

double Shortest(float value) {
  char text[32];
  const char* end = std::to_chars(text, text + sizeof text, value).ptr;
  double result = 0;
  std::from_chars(text, end, result);
  return result;
}

namespace {

nlohmann::ordered_json ToJson(const OwnDataOptions& own) {
  nlohmann::ordered_json weights = nlohmann::ordered_json::array();
  for (const DataSource& source : own.sources) weights.push_back(source.weight);
  return {{"weights", weights},
          {"validation", own.validation},
          {"split_by", own.split_by == SplitBy::kWriter ? "writer" : "part"}};
}

}  // namespace

nlohmann::ordered_json ToJson(const Recipe& recipe) {
  nlohmann::ordered_json json = {{"architecture", recipe.architecture},
                                 {"channels", recipe.channels},
                                 {"epochs", recipe.epochs},
                                 {"calm_epochs", recipe.calm_epochs},
                                 {"quantized_epochs", recipe.quantized_epochs},
                                 {"batch", recipe.batch},
                                 {"learning_rate", Shortest(recipe.learning_rate)},
                                 {"weight_decay", Shortest(recipe.weight_decay)},
                                 {"label_smoothing", Shortest(recipe.label_smoothing)},
                                 {"seed", recipe.seed},
                                 {"validation_images", recipe.data.validation_images},
                                 {"validation_writers", recipe.data.validation_writers},
                                 {"excluded_writers", recipe.data.excluded_writers},
                                 {"strokes_repeat", recipe.data.strokes_repeat},
                                 {"validation_groups", recipe.data.validation_groups},
                                 {"excluded_groups", recipe.data.excluded_groups},
                                 {"negatives", recipe.data.negatives},
                                 {"negative_pictures", recipe.data.negative_pictures},
                                 {"limit", recipe.data.limit}};
  if (recipe.schedule != RateSchedule::kOneCycle) {
    const bool falls = recipe.schedule == RateSchedule::kCosine;
    json["schedule"] = falls ? "cosine" : "constant";
  }
  if (recipe.average_decay != kAverageDecay) json["ema"] = recipe.average_decay;
  if (recipe.augment != 1) json["augment"] = Shortest(recipe.augment);
  if (recipe.train_last > 0) json["train_last"] = recipe.train_last;
  if (recipe.epoch_steps > 0) json["epoch_steps"] = recipe.epoch_steps;
  if (recipe.max_seconds > 0) json["max_seconds"] = recipe.max_seconds;
  if (recipe.patience > 0) json["patience"] = recipe.patience;
  if (!recipe.data.own.sources.empty()) json["own_data"] = ToJson(recipe.data.own);
  return json;
}

nlohmann::ordered_json ToJson(const Dataset& dataset) {
  nlohmann::ordered_json files = nlohmann::ordered_json::array();
  for (const DataFile& file : dataset.files) {
    files.push_back({{"file", file.name}, {"sha256", file.sha256}});
  }
  return files;
}

}  // namespace digitpad
