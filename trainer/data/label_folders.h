// A folder with a folder for each label, which holds pictures (PNG, JPEG) and strokes
// files. The folder's name is the label of all in it, whatever a strokes file says: the
// page saves its own answer there, which may be wrong.
#pragma once

#include <string>

#include "core/base/status.h"
#include "trainer/data/labeled_data.h"

namespace digitpad {

// In the order of the names; what begins with a dot is skipped. Invalid, naming the path,
// where there is no folder for a label, one is empty, or a file is neither.
Status LoadLabelFolders(const std::string& folder, LabeledData* data);

}  // namespace digitpad
