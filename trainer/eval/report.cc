#include "trainer/eval/report.h"

#include <filesystem>
#include <span>
#include <system_error>

#include "trainer/data/file.h"
#include "trainer/eval/html.h"
#include "trainer/eval/report_sections.h"
#include "trainer/eval/report_style.h"

namespace digitpad {
namespace {

std::string IndexPath(const std::string& folder) {
  return (std::filesystem::path(folder) / "index.html").string();
}

std::string Head(const ReportContent& content) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<title>" +
         EscapeHtml(content.source) + " read by " + EscapeHtml(content.model) +
         "</title>\n<style>" + kReportStyle +
         "</style>\n</head>\n<body>\n<main>\n<header>\n<h1>" +
         EscapeHtml(content.source) + "</h1>\n<p class=\"soft\">read by model " +
         EscapeHtml(content.model) + ", kernel " + EscapeHtml(content.kernel) +
         "</p>\n</header>\n";
}

std::string Foot(const ReportContent& content) {
  const std::string command = content.learning == nullptr ? "eval" : "train";
  return "<footer>Made by <code>digitpad " + command +
         " --report</code>. Every answer is the integer "
         "core&#39;s own. Intervals are 95 % intervals: Wilson&#39;s for shares of "
         "examples, "
         "Student&#39;s for the mean over writers. The calibration error (ECE) is that "
         "of Guo "
         "et al. 2017, with 15 bins of equal "
         "width.</footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace

std::string FormatReport(const ReportContent& content) {
  std::string page = Head(content);
  if (!content.digits.answers.empty() || !content.no_digits.answers.empty()) {
    page += SummarySection(content);
  }
  if (content.learning != nullptr) page += LearningSection(*content.learning);
  if (!content.digits.answers.empty()) {
    page += DigitsSection(content.digits);
    page += ConfusionSection(content.digits);
    page += "<div class=\"pair\">\n" + CalibrationSection(content.digits) +
            CoverageSection(content) + "</div>\n";
    page += WritersSection(content.digits);
  }
  if (content.robustness != nullptr) page += RobustnessSection(*content.robustness);
  if (!content.no_digits.answers.empty()) page += NoDigitsSection(content.no_digits);
  if (!content.digits.answers.empty()) page += ErrorsSection(content.digits);
  return page + Foot(content);
}

Status PrepareReportFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return Status::Invalid(folder + ": cannot make: " + error.message());
  return CheckWritable(IndexPath(folder));
}

Status WriteReport(const std::string& folder, const ReportContent& content) {
  DIGITPAD_RETURN_IF_ERROR(PrepareReportFolder(folder));
  const std::string page = FormatReport(content);
  return WriteFileAtomically(
      IndexPath(folder), {reinterpret_cast<const uint8_t*>(page.data()), page.size()});
}

}  // namespace digitpad
