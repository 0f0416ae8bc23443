#include "wasm/desktop/new_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "core/base/value_text.h"

namespace digitpad {
namespace {

constexpr int kMaxTries = 10000;

std::string Numbered(const std::string& path, int number) {
  if (number == 1) return path;
  const size_t slash = path.find_last_of('/');
  const size_t dot = path.find_last_of('.');
  const bool has_extension =
      dot != std::string::npos && (slash == std::string::npos || dot > slash);
  const size_t stem = has_extension ? dot : path.size();
  return path.substr(0, stem) + "-" + NumberText(number) + path.substr(stem);
}

}  // namespace

Status WriteNewFile(const std::string& path, std::span<const uint8_t> bytes,
                    std::string* written) {
  std::FILE* file = nullptr;
  std::string name;
  for (int number = 1; file == nullptr && number <= kMaxTries; ++number) {
    name = Numbered(path, number);
    // C11's x: fails where the name is taken, with nothing in between (O_EXCL).
    file = std::fopen(name.c_str(), "wbx");
    if (file == nullptr && errno != EEXIST) {
      return Status::Invalid(name + ": cannot be created: " + std::strerror(errno));
    }
  }
  if (file == nullptr) return Status::Invalid(path + ": no such name is free");
  // No bytes may come with no address, which fwrite does not take.
  const bool complete =
      bytes.empty() || std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const int write_error = errno;
  if (std::fclose(file) != 0 || !complete) {
    const int error = complete ? errno : write_error;
    std::remove(name.c_str());
    return Status::Invalid(name + ": cannot be written: " + std::strerror(error));
  }
  *written = name;
  return Status::Ok();
}

}  // namespace digitpad
