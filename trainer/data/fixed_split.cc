#include "trainer/data/fixed_split.h"

#include "trainer/data/data_folder.h"
#include "trainer/data/file.h"
#include "trainer/data/label_groups.h"

namespace digitpad {

Split TestSplit() {
  return {.name = "test",
          .images = kMnistTestImages,
          .labels = kMnistTestLabels,
          .first_image = 0,
          .last_image = 9999,
          .writers = {"5", "10", "15", "20", "25", "30"},
          .scripts = {"Sanskrit", "Tagalog"}};
}

Split ValidationSplit() {
  return {.name = "validation",
          .images = kMnistTrainImages,
          .labels = kMnistTrainLabels,
          .first_image = 55000,
          .last_image = 59999,
          .writers = {"3", "9", "18", "27"},
          .scripts = {"Balinese"}};
}

Status LoadMnist(const Split& split, const std::string& folder, ExampleSet* set,
                 PictureMode mode, const PrepSpec& prep) {
  const std::string images = JoinPath(folder, split.images);
  DIGITPAD_RETURN_IF_ERROR(
      LoadPictureExamples(images, JoinPath(folder, split.labels), set, mode, prep));
  return KeepRange(split.first_image, split.last_image, set).WithPrefix(images);
}

Status LoadPenDigits(const Split& split, const std::string& folder, ExampleSet* set) {
  const std::string path = JoinPath(folder, kPenStrokes);
  DIGITPAD_RETURN_IF_ERROR(LoadStrokeExamples(path, set));
  return KeepWriters(split.writers, set).WithPrefix(path);
}

Status LoadNoDigits(const Split& split, const std::string& folder, ExampleSet* set) {
  const std::string path = JoinPath(folder, kOmniglotStrokes);
  DIGITPAD_RETURN_IF_ERROR(LoadStrokeExamples(path, set));
  DIGITPAD_RETURN_IF_ERROR(KeepLabels(split.scripts, set).WithPrefix(path));
  SkipLookAlikes(set);
  return Status::Ok();
}

}  // namespace digitpad
