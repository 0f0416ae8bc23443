#include "trainer/data/sound_model.h"

#include <utility>

#include "core/golden_answers.h"
#include "trainer/data/label_text.h"

namespace digitpad {

Status ParseSoundModel(std::span<const uint8_t> file, const std::string& place,
                       Model* model) {
  Model parsed;
  DIGITPAD_RETURN_IF_ERROR(ParseModel(file, &parsed).WithPrefix(place));
  DIGITPAD_RETURN_IF_ERROR(CheckNetworkLabels(parsed.labels).WithPrefix(place));
  DIGITPAD_RETURN_IF_ERROR(CheckGoldenAnswers(parsed).WithPrefix(place));
  *model = std::move(parsed);
  return Status::Ok();
}

}  // namespace digitpad
