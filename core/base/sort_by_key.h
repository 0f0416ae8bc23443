// Sorts indices by numbers that go with them. One sort for all of these: an instantiation
// for each would be a tenth of the picture path's code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace digitpad {

using KeyedIndex = std::pair<int64_t, int>;

// By keys, and what has the same key by indices.
void SortKeyed(std::vector<KeyedIndex>* keyed);

// By key(index), an integer; what has the same key by indices.
template <typename Key>
void SortByKey(std::vector<int>* indices, Key key) {
  std::vector<KeyedIndex> keyed;
  keyed.reserve(indices->size());
  for (const int index : *indices) keyed.emplace_back(key(index), index);
  SortKeyed(&keyed);
  for (size_t i = 0; i < keyed.size(); ++i) (*indices)[i] = keyed[i].second;
}

// Sorts by the first, and what has the same first by the second, which is not negative.
inline int64_t KeyOfTwo(int first, int second) {
  return (int64_t{1} << 32) * first + second;
}

}  // namespace digitpad
