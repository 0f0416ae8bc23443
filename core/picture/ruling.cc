#include "core/picture/ruling.h"

#include <algorithm>

namespace digitpad {
namespace {

constexpr size_t kFewestOfRuling = 3;  // lines of a direction
constexpr int kMostRounds = 3;

}  // namespace

void RulingRemover::Start(InkStrength* ink) {
  ink_ = ink;
  round_ = 0;
  count_ = 0;
  for (auto& places : places_) places.clear();
  for (int& spacing : spacings_) spacing = 0;
  StartRound();
}

void RulingRemover::StartRound() {
  lines_.clear();
  next_ = 0;
  finder_.Start(&ink_->strength(), false);
  stage_ = Stage::kAcross;
}

int RulingRemover::progress() const {
  if (stage_ == Stage::kDone) return 1000;
  int part = 0;  // of the round
  switch (stage_) {
    case Stage::kAcross:
      part = finder_.progress() * 3 / 10;
      break;
    case Stage::kDown:
      part = 300 + finder_.progress() * 3 / 10;
      break;
    case Stage::kErase:
      part = 600 + static_cast<int>(200 * next_ / lines_.size());
      break;
    case Stage::kStrength:
      part = 800 + ink_->progress() / 5;
      break;
    case Stage::kDone:
      break;
  }
  return (1000 * round_ + part) / kMostRounds;
}

void RulingRemover::TakeLines(bool upright) {
  const std::vector<RuledLine>& found = finder_.lines();
  lines_.insert(lines_.end(), found.begin(), found.end());
  count_ += static_cast<int>(found.size());
  std::vector<float>& places = places_[upright ? 1 : 0];
  for (const RuledLine& line : found) places.push_back(line.middle);
  if (places.size() < kFewestOfRuling) return;
  std::sort(places.begin(), places.end());
  std::vector<float> gaps;
  for (size_t i = 1; i < places.size(); ++i) gaps.push_back(places[i] - places[i - 1]);
  const auto median = gaps.begin() + static_cast<ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), median, gaps.end());
  spacings_[upright ? 1 : 0] = static_cast<int>(*median);
}

int RulingRemover::spacing() const {
  if (is_squared()) return std::min(spacings_[0], spacings_[1]);
  return std::max(spacings_[0], spacings_[1]);
}

bool RulingRemover::Step() {
  switch (stage_) {
    case Stage::kAcross:
      if (finder_.Step()) break;
      TakeLines(false);
      finder_.Start(&ink_->strength(), true);
      stage_ = Stage::kDown;
      break;
    case Stage::kDown:
      if (finder_.Step()) break;
      TakeLines(true);
      stage_ = lines_.empty() ? Stage::kDone : Stage::kErase;
      break;
    case Stage::kErase:
      eraser_.Erase(lines_[next_++], ink_);
      if (next_ < lines_.size()) break;
      ink_->DepthChanged();
      stage_ = Stage::kStrength;
      break;
    case Stage::kStrength:
      if (ink_->Step()) break;
      if (++round_ < kMostRounds) {
        StartRound();
      } else {
        stage_ = Stage::kDone;
      }
      break;
    case Stage::kDone:
      break;
  }
  return stage_ != Stage::kDone;
}

}  // namespace digitpad
