#include "core/picture/ruling.h"

#include <algorithm>

#include "core/picture/ink_strength.h"

namespace digitpad {
namespace {

constexpr int kTolerance = 2;  // pixels around a line, which bends a little
// How much more ink than the line a stroke on it must have to show.
constexpr int kDarker = 3;             // halves
constexpr size_t kInkParts = 8;        // of a line, within which its ink is the same
constexpr int kSoftEdge = 2;           // pixels
constexpr size_t kFewestOfRuling = 3;  // lines of a direction
constexpr size_t kErasedPerStep = 20'000;

int Floor(float value) {
  const int whole = static_cast<int>(value);
  return static_cast<float>(whole) > value ? whole - 1 : whole;
}

}  // namespace

void RulingRemover::Start(GrayPicture* strength) {
  picture_ = strength;
  lines_.clear();
  erased_.clear();
  next_ = 0;
  finder_.Start(picture_, false);
  stage_ = Stage::kAcross;
}

int RulingRemover::progress() const {
  switch (stage_) {
    case Stage::kAcross:
      return finder_.progress() * 4 / 10;
    case Stage::kDown:
      return 400 + finder_.progress() * 4 / 10;
    case Stage::kErase:
    case Stage::kRestore:
      return 800;
    case Stage::kDone:
      break;
  }
  return 1000;
}

void RulingRemover::TakeLines(bool upright) {
  const std::vector<RuledLine>& found = finder_.lines();
  lines_.insert(lines_.end(), found.begin(), found.end());
  int& spacing = spacings_[upright ? 1 : 0];
  spacing = 0;
  if (found.size() < kFewestOfRuling) return;
  std::vector<float> places, gaps;
  for (const RuledLine& line : found) places.push_back(line.middle);
  std::sort(places.begin(), places.end());
  for (size_t i = 1; i < places.size(); ++i) gaps.push_back(places[i] - places[i - 1]);
  std::sort(gaps.begin(), gaps.end());
  spacing = static_cast<int>(gaps[gaps.size() / 2]);
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
      finder_.Start(picture_, true);
      stage_ = Stage::kDown;
      break;
    case Stage::kDown:
      if (finder_.Step()) break;
      TakeLines(true);
      stage_ = Stage::kErase;
      break;
    case Stage::kErase:
      if (next_ < count()) {
        Erase(lines_[static_cast<size_t>(next_++)]);
      } else {
        next_ = 0;
        stage_ = Stage::kRestore;
      }
      break;
    case Stage::kRestore: {
      const size_t end = std::min(erased_.size(), next_ + kErasedPerStep);
      // In two passes, so that what is put back does not call for more.
      std::vector<size_t> crossed;
      for (size_t i = static_cast<size_t>(next_); i < end; ++i) {
        if (IsCrossed(erased_[i])) crossed.push_back(i);
      }
      for (const size_t i : crossed) {
        const Erased& run = erased_[i];
        for (size_t k = 0; k < run.old.size(); ++k) {
          run.plane.At(run.u, run.first + static_cast<int>(k)) = run.old[k];
        }
      }
      next_ = static_cast<int>(end);
      if (end == erased_.size()) stage_ = Stage::kDone;
      break;
    }
    case Stage::kDone:
      break;
  }
  return stage_ != Stage::kDone;
}

// Follows the line from end to end: the runs across it that are as thin as it is.
std::vector<RulingRemover::LineRun> RulingRemover::Follow(const RuledLine& line) const {
  const LinePlane& plane = line.plane;
  const float half = static_cast<float>(plane.length) * 0.5f;
  const int thickest = line.thickness + 2;
  std::vector<LineRun> runs;
  float bend = 0;
  for (int u = 0; u < plane.length; ++u) {
    const float straight = line.middle + line.slope * (static_cast<float>(u) - half);
    const int center = Floor(straight + bend + 0.5f);
    int found = -1;
    for (int k = 0; k <= 2 * kTolerance; ++k) {  // 0, -1, 1, -2, 2
      const int v = center + (k % 2 != 0 ? -(k + 1) / 2 : k / 2);
      if (v >= 0 && v < plane.breadth && plane.At(u, v) >= kFaint) {
        found = v;
        break;
      }
    }
    if (found < 0) continue;
    LineRun run{u, found, found, 0};
    while (run.first > 0 && found - run.first <= thickest &&
           plane.At(u, run.first - 1) >= kFaint) {
      --run.first;
    }
    while (run.last + 1 < plane.breadth && run.last - found <= thickest &&
           plane.At(u, run.last + 1) >= kFaint) {
      ++run.last;
    }
    if (run.last - run.first + 1 > thickest + 2) continue;
    const int end = std::min(run.last + 1, plane.breadth - 1);
    for (int v = std::max(run.first - 1, 0); v <= end; ++v) run.ink += plane.At(u, v);
    const float off = static_cast<float>(run.first + run.last) * 0.5f - straight;
    bend += 0.1f * (std::clamp(off, -3.0f, 3.0f) - bend);
    runs.push_back(run);
  }
  return runs;
}

// How much ink lies across the line varies with the light, and is less where the
// threshold follows darker ink: the lower third of it in each part of the line, for each
// run.
std::vector<int> RulingRemover::UsualInk(const std::vector<LineRun>& runs, size_t part) {
  std::vector<int> usual, inks;
  for (size_t begin = 0; begin < runs.size(); begin += part) {
    const size_t end = std::min(begin + part, runs.size());
    inks.clear();
    for (size_t i = begin; i < end; ++i) inks.push_back(runs[i].ink);
    const auto third = inks.begin() + static_cast<ptrdiff_t>(inks.size() / 3);
    std::nth_element(inks.begin(), third, inks.end());
    usual.resize(end, *third);
  }
  return usual;
}

// Takes out what is as faint as the line. Where it is darker for longer than another line
// is thick, a stroke lies on it.
void RulingRemover::Erase(const RuledLine& line) {
  const std::vector<LineRun> runs = Follow(line);
  const std::vector<int> usual =
      UsualInk(runs, static_cast<size_t>(line.plane.length) / kInkParts + 1);
  const auto is_dark = [&](size_t i) { return 2 * runs[i].ink > kDarker * usual[i]; };
  const size_t longest = static_cast<size_t>(line.thickness) + 4;
  for (size_t i = 0; i < runs.size();) {
    size_t end = i + 1;
    if (is_dark(i)) {
      while (end < runs.size() && is_dark(end) && runs[end].u == runs[end - 1].u + 1) {
        ++end;
      }
      if (end - i > longest) {
        i = end;
        continue;
      }
    }
    for (; i < end; ++i) EraseRun(line.plane, runs[i]);
  }
}

// With the soft edge around it.
void RulingRemover::EraseRun(const LinePlane& plane, const LineRun& run) {
  Erased erased{plane, run.u, std::max(run.first - kSoftEdge, 0), {}};
  const int last = std::min(run.last + kSoftEdge, plane.breadth - 1);
  for (int v = erased.first; v <= last; ++v) {
    uint8_t& pixel = plane.At(run.u, v);
    erased.old.push_back(pixel);
    const bool is_outside = v < run.first || v > run.last;
    if (!is_outside || pixel < kInk) pixel = 0;
  }
  erased_.push_back(std::move(erased));
}

// Whether a stroke comes up to the erased run on both sides.
bool RulingRemover::IsCrossed(const Erased& erased) const {
  const LinePlane& plane = erased.plane;
  // A stroke across the line at 30 degrees is that far away where it meets the run's
  // ends.
  const int reach = static_cast<int>(erased.old.size()) - 2 * kSoftEdge + 2;
  const auto has_ink = [&](int from, int to) {
    for (int v = std::max(from, 0); v <= std::min(to, plane.breadth - 1); ++v) {
      for (int u = std::max(erased.u - reach, 0);
           u <= std::min(erased.u + reach, plane.length - 1); ++u) {
        if (plane.At(u, v) >= kInk) return true;
      }
    }
    return false;
  };
  const int end = erased.first + static_cast<int>(erased.old.size()) - kSoftEdge;
  const int first = erased.first + kSoftEdge;
  return has_ink(first - kSoftEdge - 1, first - 1) && has_ink(end, end + kSoftEdge);
}

}  // namespace digitpad
