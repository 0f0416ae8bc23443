#include "core/picture_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/nn/softmax.h"
#include "core/picture/shrink.h"
#include "core/picture_fragments.h"

namespace digitpad {
namespace {

constexpr int kLeastSide = 3;  // pixels; smaller components are specks

Status CheckSize(const GrayView& picture) {
  const std::string size =
      std::to_string(picture.width) + "x" + std::to_string(picture.height);
  if (picture.width <= 0 || picture.height <= 0) {
    return Status::Invalid("a picture of " + size + " pixels");
  }
  if (picture.width > kMaxPictureSide || picture.height > kMaxPictureSide ||
      int64_t{picture.width} * picture.height > kMaxPicturePixels) {
    return Status::Invalid("a picture of " + size + " pixels is too large");
  }
  return Status::Ok();
}

}  // namespace

Status PictureReader::Start(const GrayView& picture) {
  results_.clear();
  components_.clear();
  groups_.clear();
  stage_ = Stage::kDone;
  progress_ = 100;
  DIGITPAD_RETURN_IF_ERROR(CheckSize(picture));
  factor_ = ShrinkFactor(picture.width, picture.height);
  ink_.Start(Shrunk(picture, factor_));
  stage_ = Stage::kStrength;
  progress_ = 0;
  return Status::Ok();
}

bool PictureReader::Step() {
  switch (stage_) {
    case Stage::kStrength:
      if (!ink_.Step()) {
        ruling_.Start(&ink_.strength());
        stage_ = ink_.has_ink() ? Stage::kRuling : Stage::kDone;
      }
      progress_ = ink_.progress() * 30 / 1000;
      break;
    case Stage::kRuling:
      if (!ruling_.Step()) {
        finder_.Start(ink_.strength().view());
        stage_ = Stage::kComponents;
      }
      progress_ = 30 + ruling_.progress() * 30 / 1000;
      break;
    case Stage::kComponents:
      if (!finder_.Step()) {
        components_ = finder_.Components(kLeastSide);
        groups_ = GroupNumbers(components_, ink_.strength().width, ink_.strength().height);
        next_group_ = 0;
        stage_ = groups_.empty() ? Stage::kDone : Stage::kNumbers;
      }
      progress_ = 60 + finder_.progress() * 10 / 1000;
      break;
    case Stage::kNumbers:
      ReadNumber(groups_[next_group_]);
      ++next_group_;
      progress_ = 70 + static_cast<int>(30 * next_group_ / groups_.size());
      if (next_group_ == groups_.size()) stage_ = Stage::kDone;
      break;
    case Stage::kDone:
      break;
  }
  if (stage_ == Stage::kDone) progress_ = 100;
  return stage_ != Stage::kDone;
}

Status PictureReader::ReadSingle(const GrayView& picture, Result* result) {
  result->Clear();
  DIGITPAD_RETURN_IF_ERROR(CheckSize(picture));
  uint8_t input[kInputSize * kInputSize];
  if (!symbol_.Prepare(picture, recognizer_.model().prep, input)) return Status::Ok();
  recognizer_.ReadPicture(input, result);
  result->digits.front().box = symbol_.box();
  return Status::Ok();
}

void PictureReader::ReadGlyph(const std::vector<const Component*>& parts, Result* result) {
  GrayPicture patch;
  GlyphCutter(ink_.strength().view()).Cut(parts, &patch);
  uint8_t input[kInputSize * kInputSize];
  normalizer_.Normalize(patch.view(), recognizer_.model().prep, input);
  recognizer_.ReadPicture(input, result);
  PixelBox box;
  for (const Component* part : parts) box.Add(part->box);
  result->digits.front().box = ScaledBox(box, factor_);
}

// The one place that decides which components make a digit.
void PictureReader::ReadNumber(const NumberGroup& group) {
  Result number;
  number.accepted = true;
  number.confidence = kConfidenceOne;
  std::vector<const Component*> parts;
  PixelBox box;
  const auto finish = [&] {
    Result glyph;
    ReadGlyph(parts, &glyph);
    number.text += glyph.text;
    number.accepted &= glyph.accepted;
    number.confidence = number.confidence * glyph.confidence / kConfidenceOne;
    number.digits.push_back(std::move(glyph.digits.front()));
    parts.clear();
  };
  for (const int i : group.components) {
    const Component& component = components_[static_cast<size_t>(i)];
    const int overlap = std::min(box.right, component.box.right) -
                        std::max(box.left, component.box.left) + 1;
    const int narrow = std::min(box.width(), component.box.width());
    if (!parts.empty() && 2 * overlap < narrow) {
      finish();
      box = PixelBox();
    }
    parts.push_back(&component);
    box.Add(component.box);
  }
  finish();
  results_.push_back(std::move(number));
}

}  // namespace digitpad
