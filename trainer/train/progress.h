// Progress on stderr while training runs: on a terminal one line that is rewritten,
// elsewhere a plain line now and then, so that a log stays readable. Without colors.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "trainer/net/loss.h"

namespace digitpad {

class Progress {
 public:
  // total: the samples of the whole training, for the time left, which is `max_seconds`
  // at most unless these are 0.
  Progress(size_t total, double max_seconds);

  // Leaves no half line behind.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // What follows belongs to `name`, such as "epoch 3/20", of `size` samples, of which an
  // earlier run has done `done`, with `sum`.
  void Begin(const std::string& name, size_t size, size_t done, const LossSum& sum);
  // `samples` more are done.
  void Add(size_t samples, const LossSum& sum);
  // An earlier run has done `samples`, in `seconds`.
  void Skip(size_t samples, double seconds);

  // The loss, the share of right answers and the rate since Begin, for the line at its
  // end.
  std::string Summary() const;
  // A line of its own.
  void Say(const std::string& line);

 private:
  using Clock = std::chrono::steady_clock;

  std::string TimeLeft() const;
  void Show();

  bool terminal_;
  bool is_open_ = false;  // a line on the terminal that is to be rewritten
  size_t total_;
  double max_seconds_;
  size_t total_done_ = 0;  // by this run, as `begin_done_` is
  Clock::time_point start_;
  Clock::time_point shown_;

  std::string name_;
  size_t size_ = 0;
  size_t done_ = 0;
  size_t begin_done_ = 0;
  LossSum sum_;
  Clock::time_point begin_;
};

// Shares as "99.42 %".
std::string Percent(size_t part, size_t whole);

}  // namespace digitpad
