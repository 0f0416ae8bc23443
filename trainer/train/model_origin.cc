#include "trainer/train/model_origin.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "core/nn/model.h"
#include "trainer/data/file.h"
#include "trainer/data/sha256.h"
#include "trainer/data/sound_model.h"

namespace digitpad {
namespace {

constexpr size_t kMaxFloatFile = size_t{1} << 28;

}  // namespace

std::string FloatPath(const std::string& model_path) { return model_path + ".float"; }

Status LoadAsTrained(const std::string& path, FloatModel* model) {
  FloatModel loaded;
  DIGITPAD_RETURN_IF_ERROR(loaded.Load(FloatPath(path)));
  nlohmann::ordered_json card;
  DIGITPAD_RETURN_IF_ERROR(ReadCard(path, &card));
  if (card.contains("none_shift") && card["none_shift"].is_number()) {
    std::vector<float> parameters(loaded.parameters().begin(), loaded.parameters().end());
    const FloatNetwork& network = loaded.network();
    // "None of these" is the last class, see LoadDataset.
    parameters[network.last_bias() + network.classes() - 1] -=
        card["none_shift"].get<float>();
    loaded = FloatModel(network, std::move(parameters));
  }
  *model = std::move(loaded);
  return Status::Ok();
}

Status ReadCard(const std::string& path, nlohmann::ordered_json* card) {
  std::vector<uint8_t> file;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(path, kMaxModelBytes, &file));
  Model model;
  DIGITPAD_RETURN_IF_ERROR(ParseSoundModel(file, path, &model));
  auto parsed = nlohmann::ordered_json::parse(model.card, nullptr, false);
  if (!parsed.is_object()) return Status::Invalid(path + ": its card is no JSON object");
  *card = std::move(parsed);
  return Status::Ok();
}

Status DescribeOrigin(const std::string& path, nlohmann::ordered_json* origin) {
  nlohmann::ordered_json card;
  DIGITPAD_RETURN_IF_ERROR(ReadCard(path, &card));
  std::vector<uint8_t> float_file;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(FloatPath(path), kMaxFloatFile, &float_file));
  *origin = {{"float_sha256", Sha256Hex(float_file)}};
  for (const char* key :
       {"recipe", "data", "teachers", "commit", "parameters", "macs", "validation"}) {
    if (card.contains(key)) (*origin)[key] = card[key];
  }
  return Status::Ok();
}

}  // namespace digitpad
