#include "core/picture/ruling.h"

#include <algorithm>
#include <cstdlib>

#include "core/picture/ink_strength.h"

namespace digitpad {
namespace {

// Ruling is often fainter than ink.
constexpr int kFaint = 96;
constexpr float kMostSlope = 0.12f;  // 6.8 degrees: paper lies askew, a photo turns it
constexpr int kMostSamples = 400;    // places along a line
constexpr float kBin = 2;            // pixels, and the shift at the ends between slopes
constexpr int kTolerance = 2;        // pixels around a line, which bends a little
// No ruling is thicker than this part of the picture.
constexpr int kThicknessPart = 120;
constexpr int kLeastThickest = 3;
// A line is there at this share of its places, and reaches into this share of its ends;
// of lines that do not, so many beside each other are ruling all the same.
constexpr float kLeastSupport = 0.4f;
constexpr float kEnd = 0.06f;
constexpr size_t kManyLines = 3;
constexpr float kLeastParallel = 0.3f;  // support of their parallels
constexpr int kSlopeReach = 4;          // slopes on either side that count as parallel
constexpr int kFewestVotes = 12;
constexpr int kMostLines = 200;
// How much more ink than the line a stroke on it must have to show.
constexpr int kDarker = 3;       // halves
constexpr size_t kInkParts = 8;  // of a line, within which its ink is the same
constexpr int kSoftEdge = 2;     // pixels
constexpr size_t kErasedPerStep = 20'000;
constexpr int kPeaksPerStep = 8;
constexpr size_t kVotesPerStep = 4'000'000;

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
  Enter(false);
}

void RulingRemover::Enter(bool upright) {
  upright_ = upright;
  stage_ = Stage::kRuns;
  const int width = picture_->width, height = picture_->height;
  plane_ = upright ? Plane{picture_->pixels.data(), height, width, width, 1}
                   : Plane{picture_->pixels.data(), width, height, 1, width};
  stride_ = (plane_.length + kMostSamples - 1) / kMostSamples;
  samples_ = (plane_.length + stride_ - 1) / stride_;
  thickest_ = std::max(kLeastThickest, std::min(width, height) / kThicknessPart);
  const float most_shift = kMostSlope * static_cast<float>(plane_.length);
  slopes_ = std::max(1, static_cast<int>(most_shift / kBin));
  bins_ = static_cast<int>((static_cast<float>(plane_.breadth) + most_shift) / kBin) + 3;
  candidates_.clear();
  has_slope_ = false;
}

int RulingRemover::progress() const {
  if (stage_ == Stage::kDone) return 1000;
  if (stage_ >= Stage::kErase) return 800;
  const int done = stage_ == Stage::kVotes ? 300 * next_ / (2 * slopes_ + 1) : 300;
  return (upright_ ? 400 : 0) + (stage_ == Stage::kRuns ? 0 : done);
}

bool RulingRemover::Step() {
  switch (stage_) {
    case Stage::kRuns:
      FindRuns();
      votes_.assign(static_cast<size_t>(2 * slopes_ + 1) * bins_, 0);
      next_ = 0;
      stage_ = Stage::kVotes;
      break;
    case Stage::kVotes: {
      const size_t each = runs_.size() + 1;
      for (size_t votes = 0; votes < kVotesPerStep && next_ <= 2 * slopes_;
           votes += each) {
        Vote(next_++);
      }
      if (next_ > 2 * slopes_) stage_ = Stage::kPeaks;
      break;
    }
    case Stage::kPeaks: {
      bool has_more = true;
      for (int i = 0; has_more && i < kPeaksPerStep; ++i) has_more = TakePeak();
      if (has_more) break;
      KeepRulings();
      next_ = 0;
      if (upright_) {
        stage_ = Stage::kErase;
      } else {
        Enter(true);
      }
      break;
    }
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

void RulingRemover::FindRuns() {
  runs_.clear();
  for (int u = 0; u < plane_.length; u += stride_) {
    for (int v = 0; v < plane_.breadth;) {
      if (plane_.At(u, v) < kFaint) {
        ++v;
        continue;
      }
      const int first = v;
      while (v < plane_.breadth && plane_.At(u, v) >= kFaint) ++v;
      if (v - first <= thickest_) runs_.push_back({u, first, v - 1});
    }
  }
}

void RulingRemover::Vote(int slope_index) {
  const float slope = SlopeOf(slope_index);
  uint16_t* votes = &votes_[static_cast<size_t>(slope_index) * bins_];
  const float half = static_cast<float>(plane_.length) * 0.5f;
  const float origin =
      (static_cast<float>(bins_) * kBin - static_cast<float>(plane_.breadth)) * 0.5f;
  for (const ThinRun& run : runs_) {
    const float center = static_cast<float>(run.first + run.last) * 0.5f;
    const float middle = center - slope * (static_cast<float>(run.u) - half);
    const int bin = static_cast<int>((middle + origin) / kBin);
    ++votes[std::clamp(bin, 0, bins_ - 1)];
  }
}

// How many of a line's places lie within the picture.
int RulingRemover::PlacesWithin(float slope, float middle) const {
  const float half = static_cast<float>(plane_.length) * 0.5f;
  if (slope == 0) return samples_;
  // Where it crosses the picture's two edges.
  const float to_first = -middle / slope + half;
  const float to_last = (static_cast<float>(plane_.breadth) - middle) / slope + half;
  const float low = std::max(0.0f, std::min(to_first, to_last));
  const float high =
      std::min(static_cast<float>(plane_.length), std::max(to_first, to_last));
  return std::max(0, static_cast<int>((high - low) / static_cast<float>(stride_)));
}

// The strongest line left among the votes, which go with it. False where there is none.
// At first lines across most of the picture; once there are many, their parallels too,
// fainter ones and those that its corners cut off.
bool RulingRemover::TakePeak() {
  const float origin =
      (static_cast<float>(bins_) * kBin - static_cast<float>(plane_.breadth)) * 0.5f;
  const int first = has_slope_ ? std::max(0, usual_slope_ - kSlopeReach) : 0;
  const int last =
      has_slope_ ? std::min(2 * slopes_, usual_slope_ + kSlopeReach) : 2 * slopes_;
  float best = 1;
  int best_slope = -1, best_bin = 0;
  for (int k = first; k <= last; ++k) {
    const float slope = SlopeOf(k);
    const uint16_t* votes = &votes_[static_cast<size_t>(k) * bins_];
    for (int bin = 0; bin + 1 < bins_; ++bin) {
      const int both = votes[bin] + votes[bin + 1];
      if (both < kFewestVotes) continue;
      const int places =
          has_slope_ ? PlacesWithin(slope, static_cast<float>(bin + 1) * kBin - origin)
                     : samples_;
      const float least = (has_slope_ ? kLeastParallel : kLeastSupport) *
                          static_cast<float>(std::max(places, 1));
      const float share = static_cast<float>(both) / least;
      if (share > best) {
        best = share;
        best_slope = k;
        best_bin = bin;
      }
    }
  }
  if (best_slope < 0 || candidates_.size() >= kMostLines) {
    if (has_slope_ || candidates_.size() < kManyLines) return false;
    FindUsualSlope();
    return true;
  }
  Line line;
  const float middle = static_cast<float>(best_bin + 1) * kBin - origin;
  if (Support(SlopeOf(best_slope), middle, &line)) candidates_.push_back(line);
  // So that the same place is not found again, whatever its runs are.
  uint16_t* votes = &votes_[static_cast<size_t>(best_slope) * bins_];
  votes[best_bin] = votes[best_bin + 1] = 0;
  return true;
}

float RulingRemover::SlopeOf(int index) const {
  return static_cast<float>(index - slopes_) * kBin / static_cast<float>(plane_.length);
}

// The median of the lines found.
void RulingRemover::FindUsualSlope() {
  std::vector<float> slopes;
  for (const Line& line : candidates_) slopes.push_back(line.slope);
  const auto middle = slopes.begin() + static_cast<ptrdiff_t>(slopes.size() / 2);
  std::nth_element(slopes.begin(), middle, slopes.end());
  usual_slope_ =
      slopes_ + Floor(*middle * static_cast<float>(plane_.length) / kBin + 0.5f);
  has_slope_ = true;
}

// The runs along a line: whether they are enough, and what the line is like. They are no
// part of any other line, so their votes go.
bool RulingRemover::Support(float slope, float middle, Line* line) {
  std::vector<int> thicknesses;
  int first_u = plane_.length, last_u = -1;
  const float half = static_cast<float>(plane_.length) * 0.5f;
  const float origin =
      (static_cast<float>(bins_) * kBin - static_cast<float>(plane_.breadth)) * 0.5f;
  std::vector<ThinRun> others;
  for (const ThinRun& run : runs_) {
    const float center = static_cast<float>(run.first + run.last) * 0.5f;
    const float at = middle + slope * (static_cast<float>(run.u) - half);
    if (std::abs(center - at) > kTolerance + 0.5f) {
      others.push_back(run);
      continue;
    }
    thicknesses.push_back(run.last - run.first + 1);
    first_u = std::min(first_u, run.u);
    last_u = std::max(last_u, run.u);
    for (int k = 0; k <= 2 * slopes_; ++k) {
      const float turned =
          static_cast<float>(k - slopes_) * kBin / static_cast<float>(plane_.length);
      const float place = center - turned * (static_cast<float>(run.u) - half);
      const int bin = std::clamp(static_cast<int>((place + origin) / kBin), 0, bins_ - 1);
      uint16_t& votes = votes_[static_cast<size_t>(k) * bins_ + static_cast<size_t>(bin)];
      if (votes > 0) --votes;
    }
  }
  const float least =
      has_slope_ ? kLeastParallel * static_cast<float>(PlacesWithin(slope, middle))
                 : kLeastSupport * static_cast<float>(samples_);
  if (static_cast<float>(thicknesses.size()) < std::max(least, 2.0f)) return false;
  runs_.swap(others);
  const auto median =
      thicknesses.begin() + static_cast<ptrdiff_t>(thicknesses.size() / 2);
  std::nth_element(thicknesses.begin(), median, thicknesses.end());
  *line = {plane_, slope, middle, *median};
  // A line that ends within the picture counts only among others, see KeepRulings.
  const int end = static_cast<int>(kEnd * static_cast<float>(plane_.length)) + 1;
  const bool reaches = first_u <= end && last_u >= plane_.length - 1 - end;
  if (!reaches) line->thickness = -line->thickness;
  return true;
}

// A single line that ends within the picture may be a 1, or the bar of a 7.
void RulingRemover::KeepRulings() {
  const bool are_many = candidates_.size() >= kManyLines;
  for (Line& line : candidates_) {
    if (line.thickness < 0 && !are_many) continue;
    line.thickness = std::abs(line.thickness);
    lines_.push_back(line);
  }
}

// Follows the line from end to end: the runs across it that are as thin as it is.
std::vector<RulingRemover::LineRun> RulingRemover::Follow(const Line& line) const {
  const Plane& plane = line.plane;
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
void RulingRemover::Erase(const Line& line) {
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
void RulingRemover::EraseRun(const Plane& plane, const LineRun& run) {
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
  const Plane& plane = erased.plane;
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
