#include "trainer/data/label_folders.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "trainer/data/file.h"
#include "trainer/data/input_file.h"

namespace digitpad {
namespace {

namespace fs = std::filesystem;

// What is in the folder and not hidden, in order.
Status List(const std::string& folder, std::vector<fs::path>* paths) {
  std::error_code error;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    if (!at->path().filename().string().starts_with('.')) paths->push_back(at->path());
  }
  if (error) return Status::Invalid(folder + ": cannot read: " + error.message());
  std::ranges::sort(*paths);
  return Status::Ok();
}

bool IsFolder(const fs::path& path) {
  std::error_code none;
  return fs::is_directory(path, none);
}

Status AddFile(const std::string& path, const std::string& label, LabeledData* data) {
  InputFile file;
  DIGITPAD_RETURN_IF_ERROR(LoadInput(path, &file));
  data->files.push_back(path);
  if (file.kind != InputKind::kStrokes) {
    GrayPicture picture;
    DIGITPAD_RETURN_IF_ERROR(ParsePicture(file, &picture));
    return data->AddPicture(picture.view(), label, path);
  }
  std::vector<Drawing> drawings;
  DIGITPAD_RETURN_IF_ERROR(ParseStrokes(file, &drawings));
  for (size_t i = 0; i < drawings.size(); ++i) {
    Example example;
    example.label = label;
    example.writer = std::move(drawings[i].writer);
    example.ink = std::move(drawings[i].ink);
    data->AddDrawing(std::move(example), path + ": drawing " + std::to_string(i + 1));
  }
  return Status::Ok();
}

Status AddLabel(const fs::path& folder, LabeledData* data) {
  std::vector<fs::path> paths;
  DIGITPAD_RETURN_IF_ERROR(List(folder.string(), &paths));
  if (paths.empty()) return Status::Invalid(folder.string() + ": an empty folder");
  for (const fs::path& path : paths) {
    if (IsFolder(path)) {
      return Status::Invalid(path.string() + ": a folder within that of a label");
    }
    DIGITPAD_RETURN_IF_ERROR(AddFile(path.string(), folder.filename().string(), data));
  }
  return Status::Ok();
}

}  // namespace

Status LoadLabelFolders(const std::string& folder, LabeledData* data) {
  std::vector<fs::path> paths;
  DIGITPAD_RETURN_IF_ERROR(List(folder, &paths));
  if (std::ranges::none_of(paths, IsFolder)) {
    return Status::Invalid(folder + ": no folder in it that is named by a label");
  }
  for (const fs::path& path : paths) {
    if (!IsFolder(path)) {
      return Status::Invalid(path.string() + ": not in a folder named by its label");
    }
    DIGITPAD_RETURN_IF_ERROR(AddLabel(path, data));
  }
  return Status::Ok();
}

}  // namespace digitpad
