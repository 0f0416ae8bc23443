#include "trainer/train/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/formats/printable.h"

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

// Whether stderr can rewrite a line.
bool IsTerminal() {
  const char* kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) != 0 && kind != nullptr &&
         std::string_view(kind) != "dumb";
}

// As much of a line as the terminal's width takes: what wraps cannot be rewritten.
std::string Fitting(const std::string& line) {
  winsize size = {};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return line;
  return line.substr(0, size.ws_col - 1);
}

}  // namespace

std::string Percent(size_t part, size_t whole) {
  const auto share =
      static_cast<double>(part) / static_cast<double>(std::max<size_t>(1, whole));
  return Format("%.2f %%", 100 * share);
}

Progress::Progress(size_t total, double max_seconds)
    : terminal_(IsTerminal()),
      total_(total),
      max_seconds_(max_seconds),
      start_(Clock::now()),
      shown_(start_),
      begin_(start_) {}

Progress::~Progress() {
  if (is_open_) std::fputs("\r\033[K", stderr);
}

void Progress::Begin(const std::string& name, size_t size, size_t done,
                     const LossSum& sum) {
  name_ = name;
  size_ = size;
  done_ = begin_done_ = done;
  sum_ = sum;
  begin_ = Clock::now();
}

void Progress::Skip(size_t samples, double seconds) {
  total_ -= samples;
  if (max_seconds_ > 0) max_seconds_ = std::max(max_seconds_ - seconds, 1e-9);
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
  const auto rate = static_cast<double>(done_ - begin_done_) / std::max(seconds, 1e-9);
  return Format("loss %.4f  accuracy %s  %.0f images/s", sum_.loss / done,
                Percent(sum_.correct, done_).c_str(), rate);
}

std::string Progress::TimeLeft() const {
  const double seconds = Seconds(Clock::now() - start_).count();
  const double rate = static_cast<double>(total_done_) / seconds;
  double left = static_cast<double>(total_ - total_done_) / rate;
  if (max_seconds_ > 0) left = std::clamp(max_seconds_ - seconds, 0.0, left);
  return Duration(left);
}

void Progress::Show() {
  const double share = static_cast<double>(done_) / static_cast<double>(size_);
  const std::string line =
      name_ + Format("  %3.0f %%  ", 100 * share) + TimeLeft() + " left  " + Summary();
  if (terminal_) {
    std::fprintf(stderr, "\r\033[K%s", Fitting(line).c_str());
    is_open_ = true;
  } else {
    std::fprintf(stderr, "%s\n", line.c_str());
  }
}

void Progress::Say(const std::string& line) {
  std::fprintf(stderr, terminal_ ? "\r\033[K%s\n" : "%s\n", Printable(line).c_str());
  is_open_ = false;
}

}  // namespace digitpad
