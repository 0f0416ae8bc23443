#include "trainer/train/worker_pool.h"

namespace digitpad {

WorkerPool::WorkerPool(int threads) {
  for (int thread = 1; thread < threads; ++thread) {
    workers_.emplace_back([this, thread] { Work(thread); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void WorkerPool::Run(const std::function<void(int thread)>& task) {
  {
    const std::lock_guard lock(mutex_);
    task_ = &task;
    running_ = static_cast<int>(workers_.size());
    ++round_;
  }
  changed_.notify_all();
  task(0);
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return running_ == 0; });
}

void WorkerPool::Work(int thread) {
  unsigned done = 0;
  while (true) {
    const std::function<void(int)>* task;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return ending_ || round_ != done; });
      if (ending_) return;
      done = round_;
      task = task_;
    }
    (*task)(thread);
    {
      const std::lock_guard lock(mutex_);
      --running_;
    }
    changed_.notify_all();
  }
}

}  // namespace digitpad
