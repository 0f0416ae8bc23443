#include "core/base/prep_spec.h"

#include <string>

#include "core/base/value_text.h"

namespace digitpad {
namespace {

std::string Milli(int value) { return NumberText(value) + "/1000"; }

}  // namespace

Status ValidatePrep(const PrepSpec& spec) {
  if (spec.version != kNormalizerVersion) {
    return Status::Unsupported("normaliser version " + NumberText(spec.version));
  }
  if (spec.channels != 1 && spec.channels != kMaxInputChannels) {
    return Status::Invalid(NumberText(spec.channels) + " input channels");
  }
  if (spec.box_milli < 1000 || spec.box_milli > kInputSize * 1000) {
    return Status::Invalid("box of " + Milli(spec.box_milli) + " pixels");
  }
  if (spec.pen_width_milli < 100 || spec.pen_width_milli > spec.box_milli / 2) {
    return Status::Invalid("pen width of " + Milli(spec.pen_width_milli) + " pixels");
  }
  return Status::Ok();
}

}  // namespace digitpad
