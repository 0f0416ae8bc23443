// Faults of a disk, for tests of what a program does then. Preloaded into it, this counts
// its calls that change files, and lets one of these happen, as $DIGITPAD_FAULT says:
//   kill NUMBER   it is killed before the call of that number, from 1 on; in the middle
//   of a write full NUMBER   from that call on the disk is full; files can still be
//   removed short         reads bring a byte, writes take seven, and every second one is
//   interrupted
// Its standard input, output and error are left alone.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The function that this one stands before.
#define NEXT(function) ((__typeof__(&(function)))dlsym(RTLD_NEXT, #function))

enum { kMostWritten = 7, kMostFiles = 1024 };

static atomic_int calls;
static atomic_int interruptions;
static atomic_bool is_written[kMostFiles];

static bool Happens(const char* kind) {
  const char* fault = getenv("DIGITPAD_FAULT");
  return fault != NULL && strncmp(fault, kind, strlen(kind)) == 0;
}

static int FaultyCall(void) {
  const char* fault = getenv("DIGITPAD_FAULT");
  const char* number = fault == NULL ? NULL : strchr(fault, ' ');
  return number == NULL ? 0 : atoi(number);
}

static bool IsOwn(int file) { return file > STDERR_FILENO && file < kMostFiles; }

static bool IsKilledAt(int call) { return Happens("kill") && call == FaultyCall(); }

// Counts a call. True where the disk is full for it.
static bool Fails(void) {
  const int call = ++calls;
  if (IsKilledAt(call)) kill(getpid(), SIGKILL);
  if (!Happens("full") || call < FaultyCall()) return false;
  errno = ENOSPC;
  return true;
}

static bool IsInterrupted(void) {
  if (interruptions++ % 2 == 0) return false;
  errno = EINTR;
  return true;
}

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  const bool writes = (flags & O_ACCMODE) != O_RDONLY;
  if (writes && Fails()) return -1;
  const int file = NEXT(open)(path, flags, mode);
  if (IsOwn(file)) is_written[file] = writes;
  return file;
}

ssize_t read(int file, void* bytes, size_t size) {
  const bool is_short = IsOwn(file) && Happens("short");
  if (is_short && IsInterrupted()) return -1;
  return NEXT(read)(file, bytes, is_short && size > 1 ? 1 : size);
}

ssize_t write(int file, const void* bytes, size_t size) {
  if (!IsOwn(file)) return NEXT(write)(file, bytes, size);
  if (Happens("short")) {
    if (IsInterrupted()) return -1;
    return NEXT(write)(file, bytes, size > kMostWritten ? kMostWritten : size);
  }
  if (IsKilledAt(calls + 1)) NEXT(write)(file, bytes, size / 2);
  return Fails() ? -1 : NEXT(write)(file, bytes, size);
}

int fsync(int file) {
  if (IsOwn(file) && is_written[file] && Fails()) return -1;
  return NEXT(fsync)(file);
}

// What a close finds out it does not undo: the file is closed.
int close(int file) {
  const bool fails = IsOwn(file) && is_written[file] && Fails();
  if (IsOwn(file)) is_written[file] = false;
  const int closed = NEXT(close)(file);
  if (!fails) return closed;
  errno = ENOSPC;
  return -1;
}

int rename(const char* from, const char* to) {
  return Fails() ? -1 : NEXT(rename)(from, to);
}

int mkdir(const char* path, mode_t mode) {
  return Fails() ? -1 : NEXT(mkdir)(path, mode);
}

int unlink(const char* path) {
  if (IsKilledAt(++calls)) kill(getpid(), SIGKILL);
  return NEXT(unlink)(path);
}

int remove(const char* path) {
  if (IsKilledAt(++calls)) kill(getpid(), SIGKILL);
  return NEXT(remove)(path);
}
