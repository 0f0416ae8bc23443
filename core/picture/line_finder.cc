#include "core/picture/line_finder.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace digitpad {
namespace {

constexpr float kMostSlope = 0.12f;  // 6.8 degrees: paper lies askew, a photo turns it
constexpr int kMostSamples = 400;    // places along a line
constexpr float kBin = 2;            // pixels, and the shift at the ends between slopes
constexpr int kTolerance = 2;        // pixels around a line, which bends a little
// No ruling is thicker than this part of the picture.
constexpr int kThicknessPart = 75;
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
constexpr int kMostPeaks = 500;  // tried, lest a page full of strokes takes long
constexpr int kPeaksPerStep = 8;
constexpr size_t kVotesPerStep = 4'000'000;

// Where a line is not seen, the paper there is blank unless it is darker than beside the
// line by this strength: noise, whose deviation is at most a third of kFaint (see
// InkStrength), moves the mean of a gap of ten places by half as much.
constexpr int kFaintest = 16;
constexpr int kBeside = 5;  // pixels from the line's edge to the paper beside it
// Blank paper along a ruling, which glare or a fold may hide in one place: else no more
// than this share. Digits written close below each other leave twice as much.
constexpr float kMostBlank = 0.08f;

int Floor(float value) {
  const int whole = static_cast<int>(value);
  return static_cast<float>(whole) > value ? whole - 1 : whole;
}

// The darkest pixel across a line from v on.
int Darkest(const LinePlane& plane, int u, int v, int count) {
  int darkest = 0;
  const int end = std::min(v + count, plane.breadth);
  for (v = std::max(v, 0); v < end; ++v) darkest = std::max(darkest, int{plane.At(u, v)});
  return darkest;
}

// Whether there is hardly any blank paper along the line between its ends: a row of
// strokes has some between any two. Places `step` apart are looked at.
bool RunsThrough(const RuledLine& line, int first_u, int last_u, int step) {
  const LinePlane& plane = line.plane;
  const float half = static_cast<float>(plane.length) * 0.5f;
  constexpr int kAcross = 2 * kTolerance + 1;
  const int beside = kTolerance + line.thickness + kBeside;
  int places = 0, blank = 0, blanks = 0;
  std::vector<int> contrasts;  // of the places since the line was last seen
  const auto end_gap = [&] {
    const auto gap = static_cast<int>(contrasts.size());
    if (gap > 2) {
      // Without the soft ends of what lies before and after it.
      const int sum = std::accumulate(contrasts.begin() + 1, contrasts.end() - 1, 0);
      if (sum < kFaintest * (gap - 2)) {
        blank += gap;
        ++blanks;
      }
    }
    contrasts.clear();
  };
  for (int u = first_u; u <= last_u; u += step) {
    const float at = line.middle + line.slope * (static_cast<float>(u) - half);
    const int center = Floor(at + 0.5f);
    ++places;
    const int here = Darkest(plane, u, center - kTolerance, kAcross);
    if (here >= kFaint) {
      end_gap();
      continue;
    }
    // Other ink beside the line says nothing of its paper.
    const int above = Darkest(plane, u, center - beside - kTolerance, kAcross);
    const int below = Darkest(plane, u, center + beside - kTolerance, kAcross);
    const bool has_above = above < kFaint, has_below = below < kFaint;
    if (!has_above && !has_below) continue;
    const int paper = has_above && has_below ? (above + below) / 2
                      : has_above            ? above
                                             : below;
    contrasts.push_back(here - paper);
  }
  end_gap();
  return blanks <= 1 ||
         static_cast<float>(blank) <= kMostBlank * static_cast<float>(places);
}

}  // namespace

void LineFinder::Start(GrayPicture* strength, bool upright) {
  const int width = strength->width, height = strength->height;
  plane_ = upright ? LinePlane{strength->pixels.data(), height, width, width, 1}
                   : LinePlane{strength->pixels.data(), width, height, 1, width};
  stride_ = (plane_.length + kMostSamples - 1) / kMostSamples;
  samples_ = (plane_.length + stride_ - 1) / stride_;
  thickest_ = std::max(kLeastThickest, std::min(width, height) / kThicknessPart);
  const float most_shift = kMostSlope * static_cast<float>(plane_.length);
  slopes_ = std::max(1, static_cast<int>(most_shift / kBin));
  bins_ = static_cast<int>((static_cast<float>(plane_.breadth) + most_shift) / kBin) + 3;
  candidates_.clear();
  lines_.clear();
  short_lines_.clear();
  has_slope_ = false;
  next_slope_ = 0;
  peaks_ = 0;
  stage_ = Stage::kRuns;
}

int LineFinder::progress() const {
  if (stage_ == Stage::kDone) return 1000;
  if (stage_ == Stage::kPeaks) return 700;
  return 700 * next_slope_ / (2 * slopes_ + 1);
}

bool LineFinder::Step() {
  switch (stage_) {
    case Stage::kRuns:
      FindRuns();
      votes_.assign(static_cast<size_t>(2 * slopes_ + 1) * bins_, 0);
      stage_ = Stage::kVotes;
      break;
    case Stage::kVotes: {
      const size_t each = runs_.size() + 1;
      for (size_t votes = 0; votes < kVotesPerStep && next_slope_ <= 2 * slopes_;
           votes += each) {
        Vote(next_slope_++);
      }
      if (next_slope_ > 2 * slopes_) stage_ = Stage::kPeaks;
      break;
    }
    case Stage::kPeaks: {
      bool has_more = true;
      for (int i = 0; has_more && i < kPeaksPerStep; ++i) has_more = TakePeak();
      if (has_more) break;
      KeepRulings();
      stage_ = Stage::kDone;
      break;
    }
    case Stage::kDone:
      break;
  }
  return stage_ != Stage::kDone;
}

void LineFinder::FindRuns() {
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

void LineFinder::Vote(int slope_index) {
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
int LineFinder::PlacesWithin(float slope, float middle) const {
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
bool LineFinder::TakePeak() {
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
  if (++peaks_ > kMostPeaks) return false;
  if (best_slope < 0 || candidates_.size() >= kMostLines) {
    if (has_slope_ || candidates_.size() < kManyLines) return false;
    FindUsualSlope();
    return true;
  }
  Candidate candidate;
  const float middle = static_cast<float>(best_bin + 1) * kBin - origin;
  if (Support(SlopeOf(best_slope), middle, &candidate)) candidates_.push_back(candidate);
  // So that the same place is not found again, whatever its runs are.
  uint16_t* votes = &votes_[static_cast<size_t>(best_slope) * bins_];
  votes[best_bin] = votes[best_bin + 1] = 0;
  return true;
}

float LineFinder::SlopeOf(int index) const {
  return static_cast<float>(index - slopes_) * kBin / static_cast<float>(plane_.length);
}

// The median of the lines found.
void LineFinder::FindUsualSlope() {
  std::vector<float> slopes;
  for (const Candidate& candidate : candidates_) {
    slopes.push_back(candidate.line.slope);
  }
  const auto middle = slopes.begin() + static_cast<ptrdiff_t>(slopes.size() / 2);
  std::nth_element(slopes.begin(), middle, slopes.end());
  usual_slope_ =
      slopes_ + Floor(*middle * static_cast<float>(plane_.length) / kBin + 0.5f);
  has_slope_ = true;
}

// The runs along a line: whether they are enough, and what the line is like. They are no
// part of any other line, so their votes go.
bool LineFinder::Support(float slope, float middle, Candidate* candidate) {
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
  const auto median =
      thicknesses.begin() + static_cast<ptrdiff_t>(thicknesses.size() / 2);
  std::nth_element(thicknesses.begin(), median, thicknesses.end());
  candidate->line = {plane_, slope, middle, *median, first_u, last_u};
  const int end = static_cast<int>(kEnd * static_cast<float>(plane_.length)) + 1;
  candidate->reaches_ends = first_u <= end && last_u >= plane_.length - 1 - end;
  if (!RunsThrough(candidate->line, first_u, last_u, (stride_ + 1) / 2)) return false;
  runs_.swap(others);
  return true;
}

// A single line that ends within the picture may be a 1, or the bar of a 7.
void LineFinder::KeepRulings() {
  const bool are_many = candidates_.size() >= kManyLines;
  for (const Candidate& candidate : candidates_) {
    const bool is_ruling = candidate.reaches_ends || are_many;
    (is_ruling ? lines_ : short_lines_).push_back(candidate.line);
  }
}

}  // namespace digitpad
