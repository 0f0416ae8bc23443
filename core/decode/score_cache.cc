#include "core/decode/score_cache.h"

#include <algorithm>
#include <cassert>

#include "core/nn/softmax.h"

namespace digitpad {
namespace {

constexpr size_t kFirstTable = 256;
constexpr size_t kBlock = 64;  // glyphs in one piece of memory, which never moves
// A number of 20 digits has a few hundred; more are from drawings long gone.
constexpr size_t kMuch = 4096;

}  // namespace

size_t ScoreCache::PlaceOf(uint64_t key) const {
  size_t place = key & (table_.size() - 1);
  while (table_[place].slot >= 0 && table_[place].key != key) {
    place = (place + 1) & (table_.size() - 1);
  }
  return place;
}

int32_t* ScoreCache::ScoresAt(int32_t slot) const {
  const auto i = static_cast<size_t>(slot);
  return blocks_[i / kBlock].get() + i % kBlock * 2 * classes_;
}

GlyphScores ScoreCache::Find(uint64_t key) const {
  if (table_.empty()) return {};
  const int32_t slot = table_[PlaceOf(key)].slot;
  if (slot < 0) return {};
  const int32_t* scores = ScoresAt(slot);
  return {{scores, classes_}, {scores + classes_, classes_}};
}

GlyphScores ScoreCache::Add(uint64_t key, std::span<const int32_t> logits,
                            const Calibration& calibration) {
  assert(logits.size() == classes_);
  if (2 * (count_ + 1) > table_.size()) Grow();
  if (count_ == blocks_.size() * kBlock) {
    blocks_.push_back(std::make_unique<int32_t[]>(kBlock * 2 * classes_));
  }
  const auto slot = static_cast<int32_t>(count_++);
  table_[PlaceOf(key)] = {key, slot};
  int32_t* scores = ScoresAt(slot);
  std::copy(logits.begin(), logits.end(), scores);
  CostsOfClasses(logits, calibration, {scores + classes_, classes_});
  return Find(key);
}

void ScoreCache::Grow() {
  std::vector<Entry> old(std::max(kFirstTable, 2 * table_.size()));
  old.swap(table_);
  for (const Entry& entry : old) {
    if (entry.slot >= 0) table_[PlaceOf(entry.key)] = entry;
  }
}

void ScoreCache::Tidy() {
  if (count_ < kMuch) return;
  std::fill(table_.begin(), table_.end(), Entry());
  count_ = 0;
}

}  // namespace digitpad
