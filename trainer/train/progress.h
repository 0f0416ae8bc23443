// Progress on stderr while training runs: on a terminal one line that is rewritten,
// elsewhere a plain line now and then, so that a log stays readable.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "trainer/net/loss.h"

namespace digitpad {

class Progress {
 public:
  // total: the samples of the whole training, for the time left.
  explicit Progress(size_t total);

  // What follows belongs to `name`, such as "epoch 3/20", of `size` samples.
  void Begin(const std::string& name, size_t size);
  // `samples` more are done.
  void Add(size_t samples, const LossSum& sum);
  // `samples` were done by an earlier run.
  void Skip(size_t samples) { total_ -= samples; }

  // The share of right answers and the rate since Begin, for the line at its end.
  std::string Summary() const;
  // A line of its own.
  void Say(const std::string& line);

 private:
  using Clock = std::chrono::steady_clock;

  void Show();

  bool terminal_;
  size_t total_;
  size_t total_done_ = 0;
  Clock::time_point start_;
  Clock::time_point shown_;

  std::string name_;
  size_t size_ = 0;
  size_t done_ = 0;
  LossSum sum_;
  Clock::time_point begin_;
};

// Shares as "99.42 %".
std::string Percent(size_t part, size_t whole);

}  // namespace digitpad
