#include "trainer/data/file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace digitpad {
namespace {

constexpr size_t kChunk = size_t{1} << 20;
constexpr std::string_view kTemporary = ".tmp";

Status SystemError(const std::string& path, const char* what) {
  return Status::Invalid(path + ": " + what + ": " + std::strerror(errno));
}

// An open file, closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  bool ok() const { return value_ >= 0; }
  int value() const { return value_; }

  // Closes it now, for the caller who wants to know whether that worked.
  bool Close() {
    const int closed = close(value_);
    value_ = -1;
    return closed == 0;
  }

 private:
  int value_;
};

Descriptor OpenToRead(const std::string& path) {
  if (path == kStandardInput) return Descriptor(dup(STDIN_FILENO));
  return Descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

Descriptor OpenToWrite(const std::string& path, int mode) {
  return Descriptor(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | mode, 0666));
}

bool WriteAll(int descriptor, std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes = bytes.subspan(static_cast<size_t>(count));
  }
  return true;
}

// Where a file is written before it takes the place of `path`.
std::string TemporaryPath(const std::string& path) {
  return path + std::string(kTemporary) + std::to_string(getpid());
}

// The file that a link leads to. Invalid for a folder; for a device, a pipe or the like:
// a file of that name in its place would be the end of it; and for a file that somebody
// has protected, though its folder would let another take its place.
Status ResolveTarget(const std::string& path, std::string* target) {
  std::error_code error;
  const std::filesystem::path resolved = std::filesystem::canonical(path, error);
  *target = error ? path : resolved.string();
  struct stat info;
  if (stat(path.c_str(), &info) != 0) return Status::Ok();
  if (S_ISDIR(info.st_mode)) return Status::Invalid(path + ": is a directory");
  if (!S_ISREG(info.st_mode)) {
    return Status::Invalid(path + ": cannot write: it is no file");
  }
  if (faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0) return Status::Ok();
  return SystemError(path, "cannot write");
}

bool WriteNew(const std::string& path, std::span<const uint8_t> bytes) {
  Descriptor file = OpenToWrite(path, O_TRUNC);
  // Synced before the rename, or a power cut could leave an empty file under the old
  // name.
  return file.ok() && WriteAll(file.value(), bytes) && fsync(file.value()) == 0 &&
         file.Close();
}

// So that a power cut does not undo a rename. Folders that cannot be synced are left.
void SyncFolder(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.parent_path();
  const char* name = folder.empty() ? "." : folder.c_str();
  const Descriptor descriptor(open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.ok()) fsync(descriptor.value());
}

// The process in a temporary file's name; 0 where it has none.
pid_t WriterOf(std::string_view name, const std::string& file) {
  const size_t at = name.rfind(kTemporary);
  if (at == std::string_view::npos || !name.starts_with(file)) return 0;
  pid_t writer = 0;
  const char* end = name.data() + name.size();
  const auto read = std::from_chars(name.data() + at + kTemporary.size(), end, writer);
  return read.ec == std::errc() && read.ptr == end ? writer : 0;
}

}  // namespace

std::string JoinPath(const std::string& folder, std::string_view name) {
  return (std::filesystem::path(folder) / name).string();
}

Status ReadFile(const std::string& path, size_t max_size, std::vector<uint8_t>* bytes) {
  const Descriptor file = OpenToRead(path);
  if (!file.ok()) return SystemError(path, "cannot open");
  struct stat info;
  if (fstat(file.value(), &info) != 0) return SystemError(path, "cannot read");
  if (S_ISDIR(info.st_mode)) return Status::Invalid(path + ": is a directory");

  // Read to the end rather than to the size told: a pipe has none, a file may still grow.
  // A pipe may bring it byte by byte, so that what a piece costs must not depend on
  // kChunk.
  std::vector<uint8_t> result, chunk(std::min(kChunk, max_size + 1));
  while (true) {
    const ssize_t count = read(file.value(), chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError(path, "cannot read");
    if (count == 0) break;
    result.insert(result.end(), chunk.begin(), chunk.begin() + count);
    if (result.size() > max_size) {
      return Status::Invalid(path + ": larger than " + std::to_string(max_size) +
                             " bytes");
    }
  }
  *bytes = std::move(result);
  return Status::Ok();
}

Status WriteFileAtomically(const std::string& path, std::span<const uint8_t> bytes) {
  std::string target;
  DIGITPAD_RETURN_IF_ERROR(ResolveTarget(path, &target));
  const std::string temporary = TemporaryPath(target);
  if (!WriteNew(temporary, bytes)) {
    const Status status = SystemError(path, "cannot write");
    unlink(temporary.c_str());
    return status;
  }
  if (rename(temporary.c_str(), target.c_str()) != 0) {
    const Status status = SystemError(path, "cannot replace");
    unlink(temporary.c_str());
    return status;
  }
  SyncFolder(target);
  return Status::Ok();
}

void RemoveAbandoned(const std::string& path) {
  const std::filesystem::path file(path);
  std::filesystem::path folder = file.parent_path();
  if (folder.empty()) folder = ".";
  std::error_code ignored;  // what cannot be removed does no harm
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const pid_t writer =
        WriterOf(entry.path().filename().string(), file.filename().string());
    if (writer <= 0 || kill(writer, 0) == 0 || errno != ESRCH) continue;
    std::filesystem::remove(entry.path(), ignored);
  }
}

Status CheckWritable(const std::string& path) {
  std::string target;
  DIGITPAD_RETURN_IF_ERROR(ResolveTarget(path, &target));
  const std::string temporary = TemporaryPath(target);
  if (!OpenToWrite(temporary, O_TRUNC).ok()) return SystemError(path, "cannot write");
  unlink(temporary.c_str());
  return Status::Ok();
}

Status AppendLine(const std::string& path, const std::string& line) {
  Descriptor file = OpenToWrite(path, O_APPEND);
  struct stat before;
  if (!file.ok() || fstat(file.value(), &before) != 0) {
    return SystemError(path, "cannot append");
  }
  // In one piece, so that lines of two programs never mix.
  const std::string text = line + '\n';
  const auto* data = reinterpret_cast<const uint8_t*>(text.data());
  if (!WriteAll(file.value(), std::span(data, text.size()))) {
    const Status status = SystemError(path, "cannot append");
    std::error_code
        ignored;  // half a line, which goes here, would spoil the next one, too
    std::filesystem::resize_file(path, static_cast<size_t>(before.st_size), ignored);
    return status;
  }
  if (!file.Close()) return SystemError(path, "cannot append");
  return Status::Ok();
}

}  // namespace digitpad
