// Faults of a disk, for tests of what a program does then. Preloaded into it, this counts
// its calls that change files, and $DIGITPAD_FAULT says what is to happen:
//
// kill NUMBER: it is killed before the call of that number, or in the midst of a write.
//
// full NUMBER: from that call on the disk is full. Removing still works, uncounted.
//
// fail NUMBER: that call alone fails, as on a bad disk. Removing is not counted.
//
// short: reads bring a byte, writes take seven, and every second one is interrupted.
//
// count FILE: nothing, but FILE gets the number of calls that a full disk would let
// fail, and the number of those that remove a file.
//
// Numbers begin at 1. Standard input, output and error are left alone.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The function that this one stands before.
#define NEXT(function) ((__typeof__(&(function)))dlsym(RTLD_NEXT, #function))

enum { kMostWritten = 7, kMostFiles = 1024 };

static atomic_int calls;
static atomic_int removals;
static atomic_int interruptions;
// Files with something that was written and not synced.
static atomic_bool is_dirty[kMostFiles];

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

static bool IsDirty(int file) { return IsOwn(file) && is_dirty[file]; }

static void SetDirty(int file, bool dirty) {
  if (IsOwn(file)) is_dirty[file] = dirty;
}

// Counts a call. True where it has to fail.
static bool Fails(void) {
  const int call = ++calls;
  if (IsKilledAt(call)) kill(getpid(), SIGKILL);
  if (Happens("full") && call >= FaultyCall()) {
    errno = ENOSPC;
    return true;
  }
  if (Happens("fail") && call == FaultyCall()) {
    errno = EIO;
    return true;
  }
  return false;
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
  if ((flags & O_ACCMODE) != O_RDONLY && Fails()) return -1;
  const int file = NEXT(open)(path, flags, mode);
  SetDirty(file, false);
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
  if (Fails()) return -1;
  SetDirty(file, true);
  return NEXT(write)(file, bytes, size);
}

int fsync(int file) {
  if (IsDirty(file) && Fails()) return -1;
  SetDirty(file, false);
  return NEXT(fsync)(file);
}

// What a close finds out it does not undo: the file is closed. After a sync nothing is
// left to be found out.
int close(int file) {
  const bool fails = IsDirty(file) && Fails();
  const int reason = errno;
  SetDirty(file, false);
  const int closed = NEXT(close)(file);
  if (!fails) return closed;
  errno = reason;
  return -1;
}

int rename(const char* from, const char* to) {
  return Fails() ? -1 : NEXT(rename)(from, to);
}

int mkdir(const char* path, mode_t mode) {
  return Fails() ? -1 : NEXT(mkdir)(path, mode);
}

static void CountRemoval(void) {
  ++removals;
  if (Happens("kill") && IsKilledAt(++calls)) kill(getpid(), SIGKILL);
}

int unlink(const char* path) {
  CountRemoval();
  return NEXT(unlink)(path);
}

int remove(const char* path) {
  CountRemoval();
  return NEXT(remove)(path);
}

__attribute__((destructor)) static void TellCount(void) {
  if (!Happens("count ")) return;
  const int counted = calls;
  FILE* out = fopen(strchr(getenv("DIGITPAD_FAULT"), ' ') + 1, "w");
  if (out == NULL) abort();
  fprintf(out, "%d %d\n", counted, (int)removals);
  if (fclose(out) != 0) abort();
}
