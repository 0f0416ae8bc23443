// WorkerPool: a few threads that wait for work. Work is split by its caller in fixed
// parts, so that results do not depend on timing.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace digitpad {

class WorkerPool {
 public:
  // REQUIRES: threads >= 1. The caller of Run is one of them.
  explicit WorkerPool(int threads);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  int size() const { return static_cast<int>(workers_.size()) + 1; }

  // Calls task(thread) once for each thread 0 .. size() - 1 and returns when all are
  // done.
  void Run(const std::function<void(int thread)>& task);

 private:
  void Work(int thread);

  std::mutex mutex_;
  std::condition_variable changed_;
  const std::function<void(int)>* task_ = nullptr;
  unsigned round_ = 0;  // counts the calls of Run
  int running_ = 0;     // workers that are not done with this round
  bool ending_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace digitpad
