#include "trainer/data/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "trainer/data/descriptor.h"
#include "trainer/data/replacement.h"

namespace digitpad {
namespace {

constexpr size_t kChunk = size_t{1} << 20;
// As Linux itself follows.
constexpr int kMaxLinks = 40;

Status SystemError(const std::string& path, const char* what) {
  return Status::Invalid(path + ": " + what + ": " + std::strerror(errno));
}

Descriptor OpenToRead(const std::string& path) {
  if (path == kStandardInput) return Descriptor(dup(STDIN_FILENO));
  return Descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

// Where a chain of links leads to, though nothing is there yet.
Status FollowLinks(const std::string& path, std::string* target) {
  std::filesystem::path place = path;
  for (int i = 0; i < kMaxLinks; ++i) {
    std::error_code no_link;
    const std::filesystem::path next = std::filesystem::read_symlink(place, no_link);
    *target = place.string();
    if (no_link) return Status::Ok();
    place = place.parent_path() / next;
  }
  errno = ELOOP;
  return SystemError(path, "cannot write");
}

// The file that a link leads to. Invalid for a folder; for a device, a pipe or the like:
// a file of that name in its place would be the end of it; and for a file that somebody
// has protected, though its folder would let another take its place.
Status ResolveTarget(const std::string& path, std::string* target) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0) return FollowLinks(path, target);
  std::error_code error;
  const std::filesystem::path resolved = std::filesystem::canonical(path, error);
  *target = error ? path : resolved.string();
  if (S_ISDIR(info.st_mode)) return Status::Invalid(path + ": is a directory");
  if (!S_ISREG(info.st_mode)) {
    return Status::Invalid(path + ": cannot write: it is no file");
  }
  if (faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0) return Status::Ok();
  return SystemError(path, "cannot write");
}

// So that a power cut does not undo a rename. Folders that cannot be synced are left.
void SyncFolder(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.parent_path();
  const char* name = folder.empty() ? "." : folder.c_str();
  const Descriptor descriptor(open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.ok()) fsync(descriptor.value());
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
  Replacement::RemoveAbandoned(target);
  Replacement file(target);
  if (!file.Create() || !file.Write(bytes)) return SystemError(path, "cannot write");
  if (!file.TakePlace()) return SystemError(path, "cannot replace");
  SyncFolder(target);
  return Status::Ok();
}

Status CheckWritable(const std::string& path) {
  std::string target;
  DIGITPAD_RETURN_IF_ERROR(ResolveTarget(path, &target));
  Replacement::RemoveAbandoned(target);
  Replacement file(target);
  if (!file.Create()) return SystemError(path, "cannot write");
  return Status::Ok();
}

Status AppendLine(const std::string& path, const std::string& line) {
  Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
  struct stat before;
  if (!file.ok() || fstat(file.value(), &before) != 0) {
    return SystemError(path, "cannot append");
  }
  // In one piece, so that lines of two programs never mix.
  const std::string text = line + '\n';
  const auto* data = reinterpret_cast<const uint8_t*>(text.data());
  if (!file.WriteAll(std::span(data, text.size()))) {
    const Status status = SystemError(path, "cannot append");
    // Half a line, which goes here, would spoil the next one, too.
    std::error_code ignored;
    std::filesystem::resize_file(path, static_cast<size_t>(before.st_size), ignored);
    return status;
  }
  if (!file.Close()) return SystemError(path, "cannot append");
  return Status::Ok();
}

}  // namespace digitpad
