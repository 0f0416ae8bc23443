#include "trainer/data/data_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace digitpad {
namespace {

bool IsFolder(const std::string& path) {
  std::error_code ignored;  // what cannot be looked at is no folder for us
  return std::filesystem::is_directory(path, ignored);
}

}  // namespace

Status FindDataFolder(std::string* folder) {
  const char* chosen = std::getenv("DIGITPAD_DATA");
  if (chosen != nullptr && *chosen != '\0') {
    if (!IsFolder(chosen)) {
      return Status::Invalid(std::string(chosen) + ": no folder (set by DIGITPAD_DATA)");
    }
    *folder = chosen;
    return Status::Ok();
  }
  for (const char* path : {"../shared/data", "build/data"}) {
    if (!IsFolder(path)) continue;
    *folder = path;
    return Status::Ok();
  }
  std::error_code ignored;  // the message is then a little poorer
  return Status::Invalid(
      "no data folder: DIGITPAD_DATA is not set, and there is neither ../shared/data nor "
      "build/data, seen from " +
      std::filesystem::current_path(ignored).string());
}

}  // namespace digitpad
