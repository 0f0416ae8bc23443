#include "core/picture_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/value_text.h"
#include "core/nn/softmax.h"
#include "core/picture/shrink.h"

namespace digitpad {
namespace {

constexpr int kLeastSide = 3;  // pixels; smaller components are specks

// What is left of a ruling is no higher than the way between its lines, and most of it
// far lower. Digits on squared paper fill a square about, those on a line a third of it:
// below these shares a number must be surer.
constexpr float kLeastOfSquare = 0.8f;
constexpr float kLeastOfLine = 0.3f;
// On ruled paper a single digit this much smaller than the highest of the page's numbers
// is what the ruling has left of another.
constexpr float kLeastOfHighest = 0.45f;
// A lone digit of a ruled page, lower than this share of the way between its lines, is
// left of it as well.
constexpr float kLeastLone = 0.6f;
// On paper with lines, the least confidence of a number that may be shown, in 100ths:
// below it are chains of specks.
constexpr int kLeastPercent = 3;
// Nor is any of a ruled page's numbers one where none is as sure as this, in 100ths, nor
// one that is lower than they are.
constexpr int kLeastBest = 30;
constexpr int kSmallPicture = 256;  // pixels; its digit may fill it
constexpr int kEdge = 3;            // pixels; ink so near the picture's edge is cut off
// As far from a number, in its heights, ink may be of it.
constexpr float kNearby = 2;
// Of two pieces of one number, the most that the one is higher.
constexpr float kMostRatio = 3.2f;

Status CheckSize(const GrayView& picture) {
  const std::string size = NumberText(picture.width) + "x" + NumberText(picture.height);
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

Status PictureReader::Start(const GrayView& picture, const NumberRules& rules) {
  results_.clear();
  components_.clear();
  groups_.clear();
  found_.clear();
  unread_.clear();
  stage_ = Stage::kDone;
  progress_ = 100;
  DIGITPAD_RETURN_IF_ERROR(CheckSize(picture));
  DIGITPAD_RETURN_IF_ERROR(ValidateRules(rules));
  rules_ = rules;
  rules_.decimal = false;
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
        ruling_.Start(&ink_);
        stage_ = ink_.has_ink() ? Stage::kRuling : Stage::kDone;
      }
      progress_ = ink_.progress() * 30 / 1000;
      break;
    case Stage::kRuling:
      if (!ruling_.Step()) {
        mender_.Start(&ink_);
        stage_ = Stage::kMend;
      }
      progress_ = 30 + ruling_.progress() * 30 / 1000;
      break;
    case Stage::kMend:
      if (!mender_.Step()) {
        finder_.Start(ink_.strength().view());
        stage_ = Stage::kComponents;
      }
      break;
    case Stage::kComponents:
      if (!finder_.Step()) {
        components_ = finder_.Components(kLeastSide);
        groups_ =
            GroupNumbers(components_, ink_.strength().width, ink_.strength().height);
        DivideByCells();
        next_group_ = 0;
        highest_ = 0;
        for (const NumberGroup& group : groups_) {
          if (!IsCutOff(group.box)) highest_ = std::max(highest_, group.height);
        }
        FindInkAtEdge();
        stage_ = groups_.empty() ? Stage::kDone : Stage::kNumbers;
      }
      progress_ = 60 + finder_.progress() * 10 / 1000;
      break;
    case Stage::kNumbers:
      ReadNumber(groups_[next_group_]);
      ++next_group_;
      progress_ = 70 + static_cast<int>(30 * next_group_ / groups_.size());
      if (next_group_ < groups_.size()) break;
      DropLowScraps();
      DoubtNeighbors();
      stage_ = Stage::kDone;
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

// What lines divide into cells of a table is a number in each.
void PictureReader::DivideByCells() {
  std::vector<NumberGroup> divided;
  std::vector<Box> boxes;
  for (const NumberGroup& group : groups_) {
    boxes.clear();
    for (const int i : group.components) {
      boxes.push_back(ScaledBox(components_[static_cast<size_t>(i)].box, 1));
    }
    const std::vector<bool> begins = ruling_.BeginsOfCells(boxes);
    for (size_t i = 0; i < boxes.size(); ++i) {
      if (i == 0 || begins[i]) divided.push_back({{}, {}, group.height});
      NumberGroup& cell = divided.back();
      cell.components.push_back(group.components[i]);
      cell.box.Add(components_[static_cast<size_t>(group.components[i])].box);
    }
  }
  groups_ = std::move(divided);
}

void PictureReader::ReadNumber(const NumberGroup& group) {
  Result number;
  if (!number_.Read(ink_.strength().view(), components_, group, &number)) {
    unread_.push_back(group.box);
    return;
  }
  // What the picture's edge cuts off may be anything; of ruled paper, a line.
  const bool is_cut_off = IsCutOff(group.box);
  const bool is_scrap = !number.accepted || number.digits.size() == 1;
  if (ruling_.spacing() > 0 && is_cut_off && is_scrap) {
    unread_.push_back(group.box);
    return;
  }
  number.accepted &= !is_cut_off;
  if (ruling_.count() > 0 && number.confidence < kConfidenceOne / 100 * kLeastPercent) {
    unread_.push_back(group.box);
    return;
  }
  if (ruling_.spacing() > 0 && IsRulingLeft(group, number)) {
    if (number.digits.size() > 1) unread_.push_back(group.box);
    return;
  }
  if (!number.accepted) unread_.push_back(group.box);
  const bool is_low = IsLow(group);
  const bool is_sure = number.accepted && (number.digits.size() > 1 || !is_low);
  found_.push_back({group.box, is_low, is_sure, number.confidence});
  if (!rules_.empty()) {
    number_.ChooseByRules(rules_, &number);
    number.accepted &= !is_cut_off;
  }
  const auto scale = static_cast<float>(factor_);
  for (Digit& digit : number.digits) {
    Box& box = digit.box;
    box = {box.x * scale, box.y * scale, box.w * scale, box.h * scale};
  }
  results_.push_back(std::move(number));
}

bool PictureReader::IsCutOff(const PixelBox& box) const {
  const GrayPicture& strength = ink_.strength();
  const bool is_small = std::max(strength.width, strength.height) <= kSmallPicture;
  if (is_small && ruling_.count() == 0) return false;
  return box.left < kEdge || box.top < kEdge || box.right >= strength.width - kEdge ||
         box.bottom >= strength.height - kEdge;
}

// Beside the way between the lines of a ruling.
bool PictureReader::IsLow(const NumberGroup& group) const {
  const float share = ruling_.is_squared() ? kLeastOfSquare : kLeastOfLine;
  return static_cast<float>(group.height) < share * static_cast<float>(ruling_.spacing());
}

bool PictureReader::IsRulingLeft(const NumberGroup& group, const Result& number) const {
  const auto height = static_cast<float>(group.height);
  const auto spacing = static_cast<float>(ruling_.spacing());
  const auto of_lines =
      std::count_if(number.digits.begin(), number.digits.end(),
                    [&](const Digit& digit) { return ruling_.IsWithinLine(digit.box); });
  const bool is_line =
      height <= spacing && 2 * static_cast<size_t>(of_lines) > number.digits.size();
  if (is_line) return true;
  if (number.digits.size() == 1) {  // uncertain, or small beside others
    return !number.accepted || height < kLeastOfHighest * static_cast<float>(highest_);
  }
  return IsLow(group) && !number.accepted &&
         number.confidence < kConfidenceOne / 100 * kLeastBest;
}

// Low ones are no numbers where none of the page is a sure one: accepted, and of several
// digits or not low.
void PictureReader::DropLowScraps() {
  const bool has_sure = std::any_of(found_.begin(), found_.end(),
                                    [](const Found& found) { return found.is_sure; });
  if (has_sure) return;
  for (size_t i = results_.size(); i-- > 0;) {
    if (!found_[i].is_low) continue;
    results_.erase(results_.begin() + static_cast<ptrdiff_t>(i));
    found_.erase(found_.begin() + static_cast<ptrdiff_t>(i));
  }
}

// What grouping has passed by, as too large or too small for a digit.
void PictureReader::FindInkAtEdge() {
  std::vector<bool> is_grouped(components_.size());
  for (const NumberGroup& group : groups_) {
    for (const int i : group.components) is_grouped[static_cast<size_t>(i)] = true;
  }
  for (size_t i = 0; i < components_.size(); ++i) {
    const PixelBox& box = components_[i].box;
    if (!is_grouped[i] && IsCutOff(box)) unread_.push_back(box);
  }
}

// Whether ink beside a number may be a digit of it that could not be read: the ruling, or
// the picture's edge, has left too little of it.
bool PictureReader::MayBeOf(const PixelBox& number, const PixelBox& ink) const {
  const auto height = static_cast<float>(number.height());
  const int reach = static_cast<int>(kNearby * height);
  if (ink.left > number.right + reach || ink.right < number.left - reach ||
      ink.top > number.bottom || ink.bottom < number.top) {
    return false;
  }
  if (!IsCutOff(ink)) return ruling_.spacing() > 0;
  // A shadow is higher.
  return static_cast<float>(ink.height()) <= kMostRatio * height;
}

void PictureReader::DoubtNeighbors() {
  int best = 0;
  for (const Found& found : found_) best = std::max(best, found.confidence);
  const bool is_lone = results_.size() == 1 && results_[0].digits.size() == 1 &&
                       static_cast<float>(found_[0].box.height()) <
                           kLeastLone * static_cast<float>(ruling_.spacing());
  if (ruling_.spacing() > 0 && (is_lone || best < kConfidenceOne / 100 * kLeastBest)) {
    results_.clear();
    found_.clear();
  }
  for (size_t i = 0; i < results_.size(); ++i) {
    for (const PixelBox& ink : unread_) {
      if (MayBeOf(found_[i].box, ink)) results_[i].accepted = false;
    }
  }
}

}  // namespace digitpad
