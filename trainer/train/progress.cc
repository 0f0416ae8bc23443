#include "trainer/train/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace digitpad {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr Seconds kTerminalInterval(0.2);
constexpr Seconds kLogInterval(15);

template <typename... Values>
std::string Format(const char* format, Values... values) {
  char text[160];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

std::string Duration(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole < 60) return Format("%ld s", whole);
  if (whole < 3600) return Format("%ld:%02ld min", whole / 60, whole % 60);
  return Format("%ld:%02ld h", whole / 3600, whole / 60 % 60);
}

}  // namespace

std::string Percent(size_t part, size_t whole) {
  const auto share =
      static_cast<double>(part) / static_cast<double>(std::max<size_t>(1, whole));
  return Format("%.2f %%", 100 * share);
}

Progress::Progress(size_t total)
    : terminal_(isatty(STDERR_FILENO) != 0),
      total_(total),
      start_(Clock::now()),
      shown_(start_),
      begin_(start_) {}

void Progress::Begin(const std::string& name, size_t size) {
  name_ = name;
  size_ = size;
  done_ = 0;
  sum_ = {};
  begin_ = Clock::now();
}

void Progress::Add(size_t samples, const LossSum& sum) {
  done_ += samples;
  total_done_ += samples;
  sum_.loss += sum.loss;
  sum_.correct += sum.correct;
  const Seconds since = Clock::now() - shown_;
  if (since < (terminal_ ? kTerminalInterval : kLogInterval)) return;
  shown_ = Clock::now();
  Show();
}

std::string Progress::Summary() const {
  const double seconds = Seconds(Clock::now() - begin_).count();
  const auto done = static_cast<double>(std::max<size_t>(1, done_));
  return Format("loss %.4f  accuracy %s  %.0f images/s", sum_.loss / done,
                Percent(sum_.correct, done_).c_str(), done / std::max(seconds, 1e-9));
}

void Progress::Show() {
  const double rate =
      static_cast<double>(total_done_) / Seconds(Clock::now() - start_).count();
  const double left = static_cast<double>(total_ - total_done_) / rate;
  const std::string line = name_ +
                           Format("  %3.0f %%  ", 100.0 * static_cast<double>(done_) /
                                                      static_cast<double>(size_)) +
                           Summary() + "  " + Duration(left) + " left";
  std::fprintf(stderr, terminal_ ? "\r\033[K%s" : "%s\n", line.c_str());
}

void Progress::Say(const std::string& line) {
  std::fprintf(stderr, terminal_ ? "\r\033[K%s\n" : "%s\n", line.c_str());
}

}  // namespace digitpad
