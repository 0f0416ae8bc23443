#include "core/picture/number_groups.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

#include "core/base/sort_by_key.h"

namespace digitpad {
namespace {

// All lengths are shares of a digit's height.
constexpr float kLeastMain = 0.3f;      // the longer side of what can be a digit
constexpr float kLeastPart = 0.08f;     // the longer side of what can be a part of one
constexpr float kMostGap = 1.5f;        // between the digits of a number
constexpr float kLeastOverlap = 0.35f;  // in height, of the smaller of two neighbors
constexpr float kMostRatio = 3.2f;      // between the heights of two neighbors
// Between two parts of a broken stroke, one above the other; together they are no higher
// than a digit may be, unlike digits on two lines.
constexpr float kMostBreak = 0.12f;
constexpr float kMostBroken = 1.25f;
constexpr float kReach = 0.25f;    // how far outside a number a part of a digit may lie
constexpr float kSameLine = 0.5f;  // overlap in height of two numbers on a line

// No digit can be read that is smaller, in pixels and as a part of the picture's shorter
// side; what a ruling or noise leaves behind mostly is.
constexpr int kLeastPixels = 8;
constexpr int kSmallestPart = 60;

// A frame, a table's edge, a shadow: larger than this share of the picture, or a bar so
// many times longer than high.
constexpr int kMostAspect = 9;
constexpr float kEdgeShare = 0.3f;

int Height(const Component& c) { return c.box.height(); }
int Longer(const Component& c) { return std::max(c.box.width(), c.box.height()); }

bool TouchesEdge(const PixelBox& box, int width, int height) {
  return box.left == 0 || box.top == 0 || box.right == width - 1 ||
         box.bottom == height - 1;
}

bool IsFrame(const Component& c, int width, int height) {
  const auto share = [](int part, int whole, float most) {
    return static_cast<float>(part) > most * static_cast<float>(whole);
  };
  if (TouchesEdge(c.box, width, height) && (share(c.box.width(), width, kEdgeShare) ||
                                            share(c.box.height(), height, kEdgeShare))) {
    // A small picture may be filled by its digit.
    return std::max(width, height) > 256;
  }
  return c.box.width() > kMostAspect * c.box.height();
}

// The height of which half of the page's ink has more: small specks weigh nothing.
int UsualHeight(const std::vector<Component>& components,
                const std::vector<int>& usable) {
  std::vector<int> order = usable;
  SortByKey(&order, [&](int i) { return Longer(components[static_cast<size_t>(i)]); });
  int64_t total = 0;
  for (const int i : order) total += components[static_cast<size_t>(i)].area;
  int64_t seen = 0;
  for (const int i : order) {
    seen += components[static_cast<size_t>(i)].area;
    if (2 * seen >= total) return Longer(components[static_cast<size_t>(i)]);
  }
  return 1;
}

int Overlap(int low_a, int high_a, int low_b, int high_b) {
  return std::min(high_a, high_b) - std::max(low_a, low_b) + 1;
}

// Of one number: near each other from left to right, and at like height.
bool AreNeighbors(const Component& a, const Component& b, float usual) {
  const auto higher = static_cast<float>(std::max(Height(a), Height(b)));
  const auto lower = static_cast<float>(std::min(Height(a), Height(b)));
  const int gap = -Overlap(a.box.left, a.box.right, b.box.left, b.box.right);
  if (static_cast<float>(gap) > kMostGap * higher) return false;
  const int overlap = Overlap(a.box.top, a.box.bottom, b.box.top, b.box.bottom);
  if (gap < 0) {  // one above the other's part
    const auto both = static_cast<float>(Height(a) + Height(b) - overlap);
    return overlap > 0 || (static_cast<float>(-overlap) <= kMostBreak * usual &&
                           both <= kMostBroken * usual);
  }
  if (higher > kMostRatio * lower) return false;
  return static_cast<float>(overlap) >= kLeastOverlap * lower;
}

int Root(std::vector<int>* parents, int i) {
  while ((*parents)[static_cast<size_t>(i)] != i) i = (*parents)[static_cast<size_t>(i)];
  return i;
}

int MedianHeight(const std::vector<Component>& components,
                 const std::vector<int>& members) {
  std::vector<int> heights;
  heights.reserve(members.size());
  for (const int i : members)
    heights.push_back(Height(components[static_cast<size_t>(i)]));
  std::sort(heights.begin(), heights.end());
  // The upper quartile: broken digits have small parts.
  return heights[heights.size() * 3 / 4];
}

class Grouping {
 public:
  Grouping(const std::vector<Component>& components, int width, int height)
      : components_(components) {
    std::vector<int> usable;
    for (size_t i = 0; i < components.size(); ++i) {
      if (!IsFrame(components[i], width, height)) usable.push_back(static_cast<int>(i));
    }
    if (usable.empty()) return;
    const auto usual = static_cast<float>(UsualHeight(components, usable));
    const auto smallest = static_cast<float>(
        std::max(kLeastPixels, std::min(width, height) / kSmallestPart));
    for (const int i : usable) {
      const auto longer = static_cast<float>(Longer(At(i)));
      if (longer >= std::max(kLeastMain * usual, smallest)) {
        main_.push_back(i);
      } else if (longer >= kLeastPart * usual) {
        parts_.push_back(i);
      }
    }
    LinkNeighbors(usual);
    AddParts();
    DropSpecks();
  }

  // Line by line.
  std::vector<NumberGroup> Take() {
    SortByLine();
    for (NumberGroup& group : groups_) {
      SortByKey(&group.components,
                [&](int i) { return At(i).box.left + At(i).box.right; });
    }
    return std::move(groups_);
  }

 private:
  const Component& At(int i) const { return components_[static_cast<size_t>(i)]; }

  void LinkNeighbors(float usual) {
    // From left to right, so that only those that begin near need a look.
    SortByKey(&main_, [&](int i) { return At(i).box.left; });
    int highest = 0;
    for (const int i : main_) highest = std::max(highest, Height(At(i)));
    const int reach = static_cast<int>(kMostGap * static_cast<float>(highest)) + 1;
    std::vector<int> parents(main_.size());
    std::iota(parents.begin(), parents.end(), 0);
    for (size_t i = 0; i < main_.size(); ++i) {
      const Component& a = At(main_[i]);
      for (size_t k = i + 1; k < main_.size(); ++k) {
        const Component& b = At(main_[k]);
        if (b.box.left > a.box.right + reach) break;
        if (!AreNeighbors(a, b, usual)) continue;
        const int first = Root(&parents, static_cast<int>(i));
        const int second = Root(&parents, static_cast<int>(k));
        parents[static_cast<size_t>(std::max(first, second))] = std::min(first, second);
      }
    }
    std::vector<int> index(main_.size(), -1);
    for (size_t i = 0; i < main_.size(); ++i) {
      const auto root = static_cast<size_t>(Root(&parents, static_cast<int>(i)));
      if (index[root] < 0) {
        index[root] = static_cast<int>(groups_.size());
        groups_.emplace_back();
      }
      NumberGroup& group = groups_[static_cast<size_t>(index[root])];
      group.components.push_back(main_[i]);
      group.box.Add(At(main_[i]).box);
    }
    for (NumberGroup& group : groups_) {
      group.height = MedianHeight(components_, group.components);
    }
  }

  // Dots, and pieces of broken digits, to the number in or near which they lie.
  void AddParts() {
    const size_t count = groups_.size();
    std::vector<PixelBox> boxes(count);
    for (size_t g = 0; g < count; ++g) boxes[g] = groups_[g].box;
    for (const int i : parts_) {
      const PixelBox& box = At(i).box;
      for (size_t g = 0; g < count; ++g) {
        const int reach =
            static_cast<int>(kReach * static_cast<float>(groups_[g].height));
        const PixelBox& whole = boxes[g];
        if (box.right < whole.left - reach || box.left > whole.right + reach ||
            box.bottom < whole.top - reach || box.top > whole.bottom + reach) {
          continue;
        }
        if (static_cast<float>(Longer(At(i))) <
            kLeastPart * static_cast<float>(groups_[g].height)) {
          continue;
        }
        groups_[g].components.push_back(i);
        groups_[g].box.Add(box);
        break;
      }
    }
  }

  // A number much smaller than all others of the page is dirt.
  void DropSpecks() {
    int highest = 0;
    for (const NumberGroup& group : groups_) highest = std::max(highest, group.height);
    groups_.erase(std::remove_if(groups_.begin(), groups_.end(),
                                 [&](const NumberGroup& group) {
                                   return static_cast<float>(group.height) <
                                          kLeastMain * 0.5f * static_cast<float>(highest);
                                 }),
                  groups_.end());
  }

  // From the top, each to the line of an earlier one beside it; then each line by x.
  void SortByLine() {
    const auto box_of = [&](int g) { return groups_[static_cast<size_t>(g)].box; };
    std::vector<int> rest(groups_.size());
    std::iota(rest.begin(), rest.end(), 0);
    SortByKey(&rest, [&](int g) {
      return KeyOfTwo(box_of(g).top + box_of(g).bottom, box_of(g).left);
    });
    std::vector<NumberGroup> sorted;
    while (!rest.empty()) {
      const PixelBox line = box_of(rest.front());
      std::vector<int> beside, others;
      for (const int g : rest) {
        const PixelBox box = box_of(g);
        const int overlap = Overlap(line.top, line.bottom, box.top, box.bottom);
        const int least = std::min(line.height(), box.height());
        const bool is_beside =
            static_cast<float>(overlap) >= kSameLine * static_cast<float>(least);
        (is_beside ? beside : others).push_back(g);
      }
      SortByKey(&beside, [&](int g) { return box_of(g).left; });
      for (const int g : beside) {
        sorted.push_back(std::move(groups_[static_cast<size_t>(g)]));
      }
      rest = std::move(others);
    }
    groups_ = std::move(sorted);
  }

  const std::vector<Component>& components_;
  std::vector<int> main_;   // what can be a digit
  std::vector<int> parts_;  // what can be a part of one
  std::vector<NumberGroup> groups_;
};

}  // namespace

std::vector<NumberGroup> GroupNumbers(const std::vector<Component>& components, int width,
                                      int height) {
  return Grouping(components, width, height).Take();
}

}  // namespace digitpad
