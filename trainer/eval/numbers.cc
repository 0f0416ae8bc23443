#include "trainer/eval/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "trainer/data/random.h"
#include "trainer/eval/ink_transform.h"

namespace digitpad {
namespace {

constexpr uint64_t kPurpose =
    0x6e756d6273;  // "numbs": draws what no other generator does

constexpr uint32_t kLeastDigits = 2;
constexpr uint32_t kMostDigits = 8;

// Shares of the digits' mean height.
constexpr float kLeastGap = 0.15f;
constexpr float kMostGap = 0.6f;
constexpr float kBaselineUnrest = 0.04f;  // standard deviation
constexpr float kRowHeight = 0.02f;       // how finely ink is pushed against ink

constexpr float kMostSlope = 0.05f;     // of the baseline
constexpr float kOverlap = 0.1f;        // of the narrower digit's width
constexpr float kLate = 0.5f;           // how often a last stroke comes late
constexpr float kJoin = 0.5f;           // how often the pen stays down
constexpr float kLigatureStep = 0.05f;  // of the ligature's length, between its points

using DigitsOfWriter = std::array<std::vector<const Ink*>, 10>;

// By name, so that the order of the file makes no difference; without writers who lack a
// digit.
std::vector<std::pair<std::string, DigitsOfWriter>> SortByWriter(const ExampleSet& set) {
  std::map<std::string, DigitsOfWriter> writers;
  for (const Example& example : set.examples) {
    if (example.is_picture || example.label.size() != 1 || IsEmpty(example.ink)) continue;
    const int digit = example.label[0] - '0';
    if (digit >= 0 && digit <= 9) writers[example.writer][digit].push_back(&example.ink);
  }
  std::vector<std::pair<std::string, DigitsOfWriter>> result;
  for (auto& [name, digits] : writers) {
    const bool complete =
        std::ranges::none_of(digits, [](const auto& d) { return d.empty(); });
    if (complete) result.emplace_back(name, std::move(digits));
  }
  return result;
}

// The leftmost or rightmost ink on rows of equal height, NaN-free: rows without ink hold
// nothing.
class Profile {
 public:
  Profile(const Ink& ink, float row_height, bool rightmost)
      : row_height_(row_height), rightmost_(rightmost) {
    for (const Stroke& stroke : ink) {
      for (size_t i = 0; i < stroke.size(); ++i)
        AddSegment(stroke[i > 0 ? i - 1 : 0], stroke[i]);
    }
  }

  const std::map<int, float>& rows() const { return rows_; }

 private:
  void AddSegment(const Point& a, const Point& b) {
    const float length = std::max(std::abs(b.x - a.x), std::abs(b.y - a.y));
    const int steps = 1 + static_cast<int>(2 * length / row_height_);
    for (int i = 0; i <= steps; ++i) {
      const float t = static_cast<float>(i) / static_cast<float>(steps);
      const float x = a.x + t * (b.x - a.x);
      const int row = static_cast<int>(std::floor((a.y + t * (b.y - a.y)) / row_height_));
      const auto [at, is_new] = rows_.try_emplace(row, x);
      if (!is_new)
        at->second = rightmost_ ? std::max(at->second, x) : std::min(at->second, x);
    }
  }

  float row_height_;
  bool rightmost_;
  std::map<int, float> rows_;
};

// How far `right` can move to the left until its ink meets that of `left`; until the
// boxes meet where no row has ink of both.
float RoomBetween(const Ink& left, const Ink& right, float row_height) {
  const Profile edge(left, row_height, true);
  const Profile other(right, row_height, false);
  std::optional<float> room;
  for (const auto& [row, x] : other.rows()) {
    const auto at = edge.rows().find(row);
    if (at == edge.rows().end()) continue;
    room = std::min(room.value_or(std::numeric_limits<float>::max()), x - at->second);
  }
  const Box a = BoundingBox(left);
  return room.value_or(BoundingBox(right).x - a.x - a.w);
}

// From the end of `first` on to `second` without lifting the pen.
Stroke Joined(const Stroke& first, const Stroke& second) {
  Stroke result = first;
  const Point from = first.back();
  const Point to = second.front();
  for (float t = kLigatureStep; t < 1; t += kLigatureStep) {
    result.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
  }
  result.insert(result.end(), second.begin(), second.end());
  return result;
}

class Composer {
 public:
  Composer(const NumbersOptions& options, Random* random)
      : options_(options), random_(random) {}

  Ink Compose(const std::vector<const Ink*>& digits) {
    float sum = 0;
    for (const Ink* ink : digits) sum += BoundingBox(*ink).h;
    height_ = sum / static_cast<float>(digits.size());
    slope_ = random_->Uniform(-kMostSlope, kMostSlope);
    for (const Ink* ink : digits) Place(*ink);
    return InOrderOfTime();
  }

 private:
  void Place(const Ink& ink) {
    const Box box = BoundingBox(ink);
    float x = 0;
    if (!placed_.empty()) {
      const Box before = BoundingBox(placed_.back());
      x = before.x + before.w + height_ * random_->Uniform(kLeastGap, kMostGap);
    }
    const float baseline = slope_ * x + height_ * kBaselineUnrest * random_->Normal();
    Ink next = Transformed(ink, Shift(x - box.x, baseline - box.y - box.h));
    if (!placed_.empty() && IsClose()) {
      const Box before = BoundingBox(placed_.back());
      float room = RoomBetween(placed_.back(), next, kRowHeight * height_);
      if (options_.spacing == Spacing::kOverlapping) {
        room += kOverlap * std::min(box.w, before.w);
      }
      next = Transformed(next, Shift(-room, 0));
    }
    placed_.push_back(std::move(next));
  }

  bool IsClose() const {
    return options_.spacing == Spacing::kTouching ||
           options_.spacing == Spacing::kOverlapping;
  }

  Ink InOrderOfTime() {
    Ink result;
    Stroke late;
    for (Ink& digit : placed_) {
      Stroke last;
      const bool has_late = digit.size() > 1 && random_->Uniform() < kLate;
      if (has_late) {
        last = std::move(digit.back());
        digit.pop_back();
      }
      const bool joins = options_.spacing == Spacing::kJoined && !result.empty() &&
                         random_->Uniform() < kJoin;
      if (joins) {
        result.back() = Joined(result.back(), digit.front());
        digit.erase(digit.begin());
      }
      for (Stroke& stroke : digit) result.push_back(std::move(stroke));
      if (!late.empty()) result.push_back(std::move(late));
      late = std::move(last);
    }
    if (!late.empty()) result.push_back(std::move(late));
    return result;
  }

  const NumbersOptions& options_;
  Random* random_;
  float height_ = 0;
  float slope_ = 0;
  std::vector<Ink> placed_;
};

}  // namespace

const char* NameOf(Spacing spacing) {
  switch (spacing) {
    case Spacing::kSeparated:
      return "separated";
    case Spacing::kTouching:
      return "touching";
    case Spacing::kOverlapping:
      return "overlapping";
    case Spacing::kJoined:
      return "joined";
  }
  return "";
}

Status MakeNumbers(const ExampleSet& digits, const NumbersOptions& options,
                   ExampleSet* numbers) {
  const auto writers = SortByWriter(digits);
  if (writers.empty()) {
    return Status::Invalid("no writer has drawn every digit, to make numbers of");
  }
  ExampleSet result;
  for (int i = 0; i < options.count; ++i) {
    Random random({kPurpose, options.seed, static_cast<uint64_t>(options.spacing),
                   static_cast<uint64_t>(i)});
    const auto& [writer, of_writer] =
        writers[random.Below(static_cast<uint32_t>(writers.size()))];
    Example& example = result.examples.emplace_back();
    example.writer = writer;
    std::vector<const Ink*> chosen;
    const uint32_t length = kLeastDigits + random.Below(kMostDigits - kLeastDigits + 1);
    for (uint32_t k = 0; k < length; ++k) {
      const uint32_t digit = random.Below(10);
      const auto& drawings = of_writer[digit];
      example.label.push_back(static_cast<char>('0' + digit));
      chosen.push_back(drawings[random.Below(static_cast<uint32_t>(drawings.size()))]);
    }
    example.ink = Composer(options, &random).Compose(chosen);
  }
  *numbers = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
