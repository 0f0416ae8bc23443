#include "trainer/eval/card_notes.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "trainer/data/data_folder.h"
#include "trainer/data/file.h"
#include "trainer/data/sha256.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMaxDataFile = size_t{256} << 20;

constexpr char kMnistLicense[] = "MNIST by Y. LeCun, C. Cortes, C. Burges: CC BY-SA 3.0";
constexpr char kPenLicense[] =
    "Pen-Based Recognition of Handwritten Digits by E. Alpaydin, F. Alimoglu (UCI): CC "
    "BY 4.0";
constexpr char kOmniglotLicense[] =
    "Omniglot by B. Lake, R. Salakhutdinov, J. Tenenbaum: MIT";

struct JudgedFile {
  std::string_view name;
  const char* license;
};
constexpr JudgedFile kFiles[] = {
    {kMnistTrainImages, kMnistLicense}, {kMnistTrainLabels, kMnistLicense},
    {kMnistTestImages, kMnistLicense},  {kMnistTestLabels, kMnistLicense},
    {kPenStrokes, kPenLicense},         {kOmniglotStrokes, kOmniglotLicense},
};

constexpr const char* kLimits[] = {
    "Judged on digits one at a time: scans of forms filled in by adults and pupils in "
    "the "
    "United States about 1990, and the pens of some people on one kind of tablet. "
    "Nobody's fingers or mouse, no children, and few of the shapes of other countries "
    "are among them.",
    "The validation parts chose settings and thresholds and fitted the confidence: their "
    "figures flatter. A network that has learnt from them too is not judged on them.",
    "What is no digit was judged on letters of a few scripts, drawn with the mouse, and "
    "on generated junk; other things may well be taken for digits.",
    "Confidence is calibrated for digits like these. It says little about things that "
    "are "
    "none.",
    "Intervals of shares take every example as independent, which digits of the same "
    "writer are not; the intervals over writers do not.",
    "The robustness table moves, scales, tilts and thins out the same drawings; it has "
    "no "
    "other pens or surfaces.",
};

}  // namespace

Status DescribeData(const std::string& folder, Json* data) {
  for (const JudgedFile& file : kFiles) {
    const std::string path = JoinPath(folder, file.name);
    std::vector<uint8_t> bytes;
    DIGITPAD_RETURN_IF_ERROR(ReadFile(path, kMaxDataFile, &bytes));
    (*data)[std::string(file.name)] = {{"sha256", Sha256Hex(bytes)},
                                       {"license", file.license}};
  }
  return Status::Ok();
}

Json DescribeSplit(const Split& split) {
  return {{"images", split.images},
          {"image_range", {split.first_image, split.last_image}},
          {"writers", split.writers},
          {"scripts", split.scripts}};
}

Json DescribeLimits() {
  Json limits = Json::array();
  for (const char* limit : kLimits) limits.push_back(limit);
  return limits;
}

}  // namespace digitpad
