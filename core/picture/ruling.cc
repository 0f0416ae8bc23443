#include "core/picture/ruling.h"

#include <algorithm>

namespace digitpad {
namespace {

constexpr size_t kFewestOfRuling = 3;  // lines of a direction
constexpr int kMostRounds = 3;
constexpr float kLeastCell = 1.5f;  // the width of a table's cell, in a digit's heights
constexpr float kMostRatio = 1.3f;  // between the spacings of squares
constexpr float kStrip =
    5;  // pixels outside a line that taking it out changes: LineEraser

// Where a line down the page is at the height of a box's middle.
float PlaceBeside(const RuledLine& line, const Box& box) {
  const float along = box.y + 0.5f * (box.h - static_cast<float>(line.plane.length));
  return line.middle + line.slope * along;
}

}  // namespace

void RulingRemover::Start(InkStrength* ink) {
  ink_ = ink;
  round_ = 0;
  count_ = 0;
  upright_.clear();
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
  for (const RuledLine& line : finder_.lines()) Take(line, upright);
  short_[upright ? 1 : 0] = finder_.short_lines();
  MeasureSpacing(upright);
}

void RulingRemover::Take(const RuledLine& line, bool upright) {
  lines_.push_back(line);
  ++count_;
  places_[upright ? 1 : 0].push_back(line.middle);
  if (upright) upright_.push_back(line);
}

// Lines that go through all of the ruling across them are of a table.
void RulingRemover::TakeCrossing(bool upright) {
  const int spacing = spacings_[upright ? 0 : 1];
  if (spacing == 0) return;
  const std::vector<float>& crossed = places_[upright ? 0 : 1];
  const auto [first, last] = std::minmax_element(crossed.begin(), crossed.end());
  const float slack = 0.5f * static_cast<float>(spacing);
  for (const RuledLine& line : short_[upright ? 1 : 0]) {
    if (static_cast<float>(line.first) > *first + slack) continue;
    if (static_cast<float>(line.last) < *last - slack) continue;
    Take(line, upright);
  }
  MeasureSpacing(upright);
}

void RulingRemover::MeasureSpacing(bool upright) {
  std::vector<float>& places = places_[upright ? 1 : 0];
  if (places.size() < kFewestOfRuling) return;
  std::sort(places.begin(), places.end());
  std::vector<float> gaps;
  for (size_t i = 1; i < places.size(); ++i) gaps.push_back(places[i] - places[i - 1]);
  const auto median = gaps.begin() + static_cast<ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), median, gaps.end());
  spacings_[upright ? 1 : 0] = static_cast<int>(*median);
}

int RulingRemover::spacing() const {
  const auto [less, more] = std::minmax(spacings_[0], spacings_[1]);
  return less > 0 ? less : more;
}

bool RulingRemover::is_squared() const {
  const auto [less, more] = std::minmax(spacings_[0], spacings_[1]);
  return static_cast<float>(more) < kMostRatio * static_cast<float>(less);
}

bool RulingRemover::IsWithinLine(const Box& box) const {
  return std::any_of(upright_.begin(), upright_.end(), [&](const RuledLine& line) {
    const float at = PlaceBeside(line, box);
    const float reach = 0.5f * static_cast<float>(line.thickness) + kStrip;
    return box.x >= at - reach && box.x + box.w <= at + reach + 1;
  });
}

std::vector<bool> RulingRemover::BeginsOfCells(std::span<const Box> boxes) const {
  std::vector<bool> begins(boxes.size(), false);
  float highest = 0;
  for (const Box& box : boxes) highest = std::max(highest, box.h);
  const bool is_narrow = static_cast<float>(spacings_[1]) < kLeastCell * highest;
  if (is_squared() || (spacings_[1] > 0 && is_narrow)) return begins;
  for (const RuledLine& line : upright_) {
    const float at = PlaceBeside(line, boxes.front());
    size_t next = 0;  // the first box that is right of it
    while (next < boxes.size() && boxes[next].x < at) {
      if (boxes[next].x + boxes[next].w > at) return std::vector<bool>(boxes.size());
      ++next;
    }
    if (next > 0 && next < boxes.size()) begins[next] = true;
  }
  return begins;
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
      TakeCrossing(false);
      TakeCrossing(true);
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
