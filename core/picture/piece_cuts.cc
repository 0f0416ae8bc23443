#include "core/picture/piece_cuts.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/geometry.h"
#include "core/base/sort_by_key.h"

namespace digitpad {
namespace {

// Shares of a digit's height.
constexpr float kSpeck = 0.2f;        // longer side of what is never a stroke of its own
constexpr float kSpeckReach = 0.2f;   // how far it may lie from what it belongs to
constexpr float kBreak = 0.1f;        // a gap within a broken stroke
constexpr float kLeastWidth = 0.15f;  // of a piece
// Of the narrower one's width, of two pieces of a broken stroke.
constexpr float kSameDigit = 0.5f;
// A digit is seldom narrower than a third of its height, and has a thin place of its own.
constexpr int kCutsOfSquare = 5;
constexpr size_t kMostCuts = 24;
constexpr int kDistanceRows = 20;

int Longer(const Component& c) { return std::max(c.box.width(), c.box.height()); }

int Overlap(const PixelBox& a, const PixelBox& b) {
  return std::min(a.right, b.right) - std::max(a.left, b.left) + 1;
}

void Merge(Component&& from, Component* into) {
  into->box.Add(from.box);
  into->area += from.area;
  into->runs.insert(into->runs.end(), from.runs.begin(), from.runs.end());
}

// The ends of a piece's runs on some of its rows.
std::vector<Vec2> Outline(const Component& piece) {
  const int step = std::max(1, piece.box.height() / kDistanceRows);
  std::vector<Vec2> points;
  for (const Run& run : piece.runs) {
    const int row = run.y - piece.box.top;
    if (row % step != 0 && run.y != piece.box.bottom) continue;
    points.push_back({static_cast<float>(run.left), static_cast<float>(run.y)});
    if (run.width() > 1) {
      points.push_back({static_cast<float>(run.right), static_cast<float>(run.y)});
    }
    // A bar's ends do not tell how near it comes to what stands above its middle.
    const int inner = std::max(step, piece.box.height() / 4 + 1);
    for (int x = run.left + inner; x < run.right; x += inner) {
      points.push_back({static_cast<float>(x), static_cast<float>(run.y)});
    }
  }
  return points;
}

// The piece that the speck lies nearest to, or -1 where none is within reach.
int NearestPiece(const std::vector<Component>& pieces, const Component& speck,
                 float reach) {
  int nearest = -1;
  for (size_t i = 0; i < pieces.size(); ++i) {
    const PixelBox& box = pieces[i].box;
    const auto outside = static_cast<float>(
        std::max({box.left - speck.box.right, speck.box.left - box.right,
                  box.top - speck.box.bottom, speck.box.top - box.bottom, 0}));
    if (outside > reach) continue;
    const float distance = DistanceBetween(pieces[i], speck);
    if (distance > reach) continue;
    reach = distance;
    nearest = static_cast<int>(i);
  }
  return nearest;
}

}  // namespace

float DistanceBetween(const Component& a, const Component& b) {
  const std::vector<Vec2> first = Outline(a), second = Outline(b);
  float squared = 1e18f;
  for (const Vec2 p : first) {
    for (const Vec2 q : second) {
      const Vec2 d = p - q;
      squared = std::min(squared, d.x * d.x + d.y * d.y);
    }
  }
  return std::max(0.0f, std::sqrt(squared) - 1);
}

void JoinBroken(int height, std::vector<Component>* pieces) {
  const auto high = static_cast<float>(height);
  std::vector<Component> kept, specks;
  for (Component& piece : *pieces) {
    const bool is_speck = static_cast<float>(Longer(piece)) < kSpeck * high;
    (is_speck ? specks : kept).push_back(std::move(piece));
  }
  for (size_t i = 0; i < kept.size(); ++i) {
    for (size_t k = i + 1; k < kept.size();) {
      const int narrow = std::min(kept[i].box.width(), kept[k].box.width());
      const bool is_same = static_cast<float>(Overlap(kept[i].box, kept[k].box)) >=
                               kSameDigit * static_cast<float>(narrow) &&
                           DistanceBetween(kept[i], kept[k]) <= kBreak * high;
      if (!is_same) {
        ++k;
        continue;
      }
      Merge(std::move(kept[k]), &kept[i]);
      kept.erase(kept.begin() + static_cast<ptrdiff_t>(k));
      k = i + 1;  // what did not overlap before may do so now
    }
  }
  for (Component& speck : specks) {
    const int owner = NearestPiece(kept, speck, kSpeckReach * high);
    if (owner >= 0) Merge(std::move(speck), &kept[static_cast<size_t>(owner)]);
  }
  *pieces = std::move(kept);
}

std::vector<Component> CutColumns(const Component& component, int height) {
  const int width = component.box.width();
  const int least =
      std::max(2, static_cast<int>(kLeastWidth * static_cast<float>(height)));
  std::vector<int> ink(static_cast<size_t>(width));
  for (const Run& run : component.runs) {
    for (int x = run.left; x <= run.right; ++x) {
      ++ink[static_cast<size_t>(x - component.box.left)];
    }
  }
  // The thinnest columns first, each far enough from the others.
  std::vector<int> order;
  for (int x = least; x + least <= width; ++x) order.push_back(x);
  SortByKey(&order, [&](int x) { return ink[static_cast<size_t>(x)]; });
  const size_t most = std::min(
      kMostCuts, static_cast<size_t>(kCutsOfSquare * width / std::max(1, height) + 2));
  std::vector<int> cuts;
  for (const int x : order) {
    const bool is_free = std::all_of(cuts.begin(), cuts.end(),
                                     [&](int cut) { return std::abs(cut - x) >= least; });
    if (is_free) cuts.push_back(x);
    if (cuts.size() == most) break;
  }
  if (cuts.empty()) return {component};
  std::sort(cuts.begin(), cuts.end());
  std::vector<Component> pieces(cuts.size() + 1);
  for (const Run& run : component.runs) {
    int left = run.left;
    for (size_t i = 0; i < pieces.size() && left <= run.right; ++i) {
      const int end =
          i < cuts.size() ? component.box.left + cuts[i] - 1 : component.box.right;
      if (left > end) continue;
      const Run part = {run.y, left, std::min(run.right, end)};
      pieces[i].runs.push_back(part);
      pieces[i].area += part.width();
      pieces[i].box.Add({part.left, part.y, part.right, part.y});
      left = end + 1;
    }
  }
  pieces.erase(std::remove_if(pieces.begin(), pieces.end(),
                              [](const Component& piece) { return piece.area == 0; }),
               pieces.end());
  return pieces;
}

}  // namespace digitpad
