#include "trainer/data/replacement.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <utility>

namespace digitpad {
namespace {

constexpr std::string_view kBegin = ".digitpad-", kEnd = ".tmp";
constexpr std::string_view kDigits = "0123456789abcdef";
constexpr size_t kRandomBytes = 4;
// A second try is as good as never needed, and a hundredth means that something is wrong.
constexpr int kTries = 100;
constexpr mode_t kPermissions = 0777;

// What the names begin with that are written in place of `name`: with the rest they must
// not be longer than any name may.
std::string BeginningOf(const std::string& name) {
  constexpr size_t kRest = kBegin.size() + 2 * kRandomBytes + kEnd.size();
  return name.substr(0, NAME_MAX - kRest).append(kBegin);
}

// Empty where the system gives no random numbers.
std::string RandomName(const std::string& target) {
  std::array<uint8_t, kRandomBytes> bytes;
  if (getentropy(bytes.data(), bytes.size()) != 0) return {};
  const std::filesystem::path path(target);
  std::string name = BeginningOf(path.filename().string());
  for (const uint8_t byte : bytes) {
    name += kDigits[byte >> 4];
    name += kDigits[byte & 15];
  }
  name += kEnd;
  return (path.parent_path() / name).string();
}

bool IsNameFor(const std::string& target, std::string_view name) {
  const std::string beginning = BeginningOf(target);
  if (!name.starts_with(beginning) || !name.ends_with(kEnd)) return false;
  name.remove_prefix(beginning.size());
  if (name.size() != 2 * kRandomBytes + kEnd.size()) return false;
  const auto random = name.substr(0, 2 * kRandomBytes);
  return random.find_first_not_of(kDigits) == std::string_view::npos;
}

// False where somebody else has locked it; where nothing can be locked, nobody has.
bool Lock(const Descriptor& file) {
  return flock(file.value(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

// Whether it has no name any more.
bool IsRemoved(const Descriptor& file) {
  struct stat info;
  return fstat(file.value(), &info) == 0 && info.st_nlink == 0;
}

// It goes while it is locked here, or another process could go on with it in between.
void RemoveUnlessLocked(const std::string& path) {
  struct stat info;
  if (lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return;
  const Descriptor file(open(path.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (file.ok() && flock(file.value(), LOCK_EX | LOCK_NB) == 0) unlink(path.c_str());
}

// As far as this process may: one that may not give files away keeps them, and where the
// group is another one, that gets what all others get.
void TakeOwnerAndMode(const struct stat& from, const Descriptor& file) {
  mode_t mode = from.st_mode & kPermissions;
  constexpr uid_t kKeep = -1;
  if (fchown(file.value(), from.st_uid, from.st_gid) != 0 &&
      fchown(file.value(), kKeep, from.st_gid) != 0) {
    mode = (mode & ~S_IRWXG) | (mode & S_IRWXO) << 3;
  }
  // Where it fails there are no modes, or it has those that it was made with, which are
  // fewer.
  [[maybe_unused]] const int changed = fchmod(file.value(), mode);
}

}  // namespace

Replacement::~Replacement() {
  if (!path_.empty()) unlink(path_.c_str());
}

bool Replacement::Create() {
  struct stat info;
  const bool replaces = stat(target_.c_str(), &info) == 0;
  const mode_t mode = replaces ? info.st_mode & kPermissions : 0666;
  for (int i = 0; i < kTries; ++i) {
    const std::string path = RandomName(target_);
    if (path.empty()) return false;
    Descriptor file(
        open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!file.ok() && errno == EEXIST) continue;
    if (!file.ok()) return false;
    path_ = path;
    // Before it was locked, another process may have taken it for abandoned.
    if (Lock(file) && !IsRemoved(file)) {
      file_.emplace(std::move(file));
      return true;
    }
    unlink(path.c_str());
    path_.clear();
  }
  errno = EBUSY;
  return false;
}

bool Replacement::Write(std::span<const uint8_t> bytes) {
  if (!file_->WriteAll(bytes)) return false;
  struct stat info;
  if (stat(target_.c_str(), &info) == 0) TakeOwnerAndMode(info, *file_);
  // Before the rename, or a power cut could leave an empty file under the old name.
  return fsync(file_->value()) == 0;
}

bool Replacement::TakePlace() {
  if (rename(path_.c_str(), target_.c_str()) != 0) return false;
  path_.clear();
  return true;
}

void Replacement::RemoveAbandoned(const std::string& target) {
  const std::filesystem::path file(target);
  const std::string name = file.filename().string();
  std::filesystem::path folder = file.parent_path();
  if (folder.empty()) folder = ".";
  std::error_code ignored;  // what cannot be removed does no harm
  const std::filesystem::directory_iterator end;
  for (std::filesystem::directory_iterator entry(folder, ignored); entry != end;
       entry.increment(ignored)) {
    const std::filesystem::path& path = entry->path();
    if (IsNameFor(name, path.filename().string())) RemoveUnlessLocked(path.string());
  }
}

}  // namespace digitpad
