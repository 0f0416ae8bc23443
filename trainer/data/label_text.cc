#include "trainer/data/label_text.h"

#include "core/base/utf8.h"
#include "core/formats/printable.h"

namespace digitpad {
namespace {

bool IsWholeNumber(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos &&
         (text == "0" || text.front() != '0');
}

}  // namespace

Status CheckLabel(std::string_view label) {
  if (label.empty()) return Status::Invalid("no label");
  if (label.size() > kMaxLabelBytes) {
    return Status::Invalid("a label of " + std::to_string(label.size()) +
                           " bytes, more than " + std::to_string(kMaxLabelBytes));
  }
  if (!IsUtf8(label)) return Status::Invalid("a label that is not UTF-8");
  if (HasControl(label)) {
    return Status::Invalid("a label with a control character");
  }
  return Status::Ok();
}

Status CheckNetworkLabels(std::span<const std::string> labels) {
  for (size_t i = 0; i < labels.size(); ++i) {
    if (HasControl(labels[i])) {
      return Status::Invalid("label " + std::to_string(i) + " has a control character");
    }
  }
  return Status::Ok();
}

bool IsLabelBefore(const std::string& a, const std::string& b) {
  const bool a_is_number = IsWholeNumber(a), b_is_number = IsWholeNumber(b);
  if (a_is_number != b_is_number) return a_is_number;
  if (a_is_number && a.size() != b.size()) return a.size() < b.size();
  return a < b;
}

}  // namespace digitpad
