#include "core/base/sort_by_key.h"

#include <algorithm>

namespace digitpad {

void SortKeyed(std::vector<KeyedIndex>* keyed) {
  std::sort(keyed->begin(), keyed->end());
}

}  // namespace digitpad
