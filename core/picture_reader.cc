#include "core/picture_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/picture/shrink.h"

namespace digitpad {
namespace {

constexpr int kLeastSide = 3;  // pixels; smaller components are specks

constexpr int kRuledPage = 3;  // a page of so many lines is ruled

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
        groups_ =
            GroupNumbers(components_, ink_.strength().width, ink_.strength().height);
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

void PictureReader::ReadNumber(const NumberGroup& group) {
  Result number;
  if (!number_.Read(ink_.strength().view(), components_, group, &number)) return;
  if (ruling_.count() >= kRuledPage && number.digits.size() == 1) {
    // What is left of a ruling looks like an uncertain 1, or is at the picture's edge.
    const PixelBox& box = group.box;
    const GrayPicture& strength = ink_.strength();
    const bool is_at_edge = box.left == 0 || box.top == 0 ||
                            box.right == strength.width - 1 ||
                            box.bottom == strength.height - 1;
    if (!number.accepted || is_at_edge) return;
  }
  const auto scale = static_cast<float>(factor_);
  for (Digit& digit : number.digits) {
    Box& box = digit.box;
    box = {box.x * scale, box.y * scale, box.w * scale, box.h * scale};
  }
  results_.push_back(std::move(number));
}

}  // namespace digitpad
