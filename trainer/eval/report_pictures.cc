// The report's sections that show examples.
#include <algorithm>
#include <map>
#include <vector>

#include "core/nn/softmax.h"
#include "trainer/eval/evaluation.h"
#include "trainer/eval/html.h"
#include "trainer/eval/report_sections.h"
#include "trainer/eval/thumbnails.h"

namespace digitpad {
namespace {

// A screen or two of pictures of each sort, and a page that stays small.
constexpr size_t kMostErrors = 60;
constexpr size_t kMostRight = 24;

// With a place to break the line after each slash.
std::string Breakable(const std::string& label) {
  std::string text;
  for (size_t begin = 0; begin < label.size();) {
    const size_t slash = label.find('/', begin);
    const size_t end = slash == std::string::npos ? label.size() : slash + 1;
    text += EscapeHtml(std::string_view(label).substr(begin, end - begin));
    if (end < label.size()) text += "<wbr>";
    begin = end;
  }
  return text;
}

std::string Caption(const Example& example, const Answer& answer, size_t index) {
  std::string text = "<b>" + Breakable(example.label) + " &rarr;&nbsp;" +
                     EscapeHtml(answer.text.empty() ? "no ink" : answer.text) +
                     "</b><br>" +
                     PercentText(static_cast<double>(answer.confidence) / kConfidenceOne);
  if (answer.none_of_these) text += ", none of these";
  text += answer.accepted ? "<br>accepted" : "<br>not accepted";
  text += "<br>" + (example.place.empty() ? '#' + std::to_string(index)
                                          : Breakable(example.place));
  if (!example.writer.empty()) text += ", writer " + EscapeHtml(example.writer);
  return text;
}

std::string Pictures(const ReadSet& read, const std::vector<size_t>& indices) {
  std::string html = "<div class=\"pictures\">\n";
  for (const size_t i : indices) {
    const Example& example = read.set.examples[i];
    html += "<figure>" + Thumbnail(read.set, example) + "<figcaption>" +
            Caption(example, read.answers[i], i) + "</figcaption></figure>\n";
  }
  return html + "</div>\n";
}

// The first `most` examples that `wanted` holds for, by confidence.
template <typename Predicate>
std::vector<size_t> Choose(const ReadSet& read, bool most_confident_first, size_t most,
                           Predicate wanted) {
  std::vector<size_t> indices;
  for (size_t i = 0; i < read.answers.size(); ++i) {
    if (wanted(read.set.examples[i], read.answers[i])) indices.push_back(i);
  }
  std::ranges::stable_sort(indices, [&](size_t a, size_t b) {
    const int first = read.answers[a].confidence;
    const int second = read.answers[b].confidence;
    return most_confident_first ? first > second : first < second;
  });
  if (indices.size() > most) indices.resize(most);
  return indices;
}

std::string Group(const ReadSet& read, const std::string& title,
                  const std::vector<size_t>& indices) {
  const std::string heading = "<h3>" + title + "</h3>\n";
  if (indices.empty()) return heading + "<p class=\"soft\">None.</p>\n";
  return heading + Pictures(read, indices);
}

bool IsRight(const Example& example, const Answer& answer) {
  return answer.text == example.label;
}

}  // namespace

std::string ErrorsSection(const ReadSet& digits) {
  const auto wrong =
      Choose(digits, /*most_confident_first=*/true, kMostErrors,
             [](const Example& e, const Answer& a) { return !IsRight(e, a); });
  const auto refused = Choose(
      digits, /*most_confident_first=*/true, kMostRight,
      [](const Example& e, const Answer& a) { return IsRight(e, a) && !a.accepted; });
  const auto nearly = Choose(
      digits, /*most_confident_first=*/false, kMostRight,
      [](const Example& e, const Answer& a) { return IsRight(e, a) && a.accepted; });
  return "<section>\n<h2>Worst errors</h2>\n<p class=\"soft\">Each with its label, what "
         "it was read as, how sure the model was, and where it is from; # counts "
         "from 0 in the order read.</p>\n" +
         Group(digits, "Read wrong, the most confident first", wrong) +
         Group(digits, "Right and refused all the same, the most confident first",
               refused) +
         Group(digits, "Right and nearly refused, the least confident first", nearly) +
         "</section>\n";
}

std::string NoDigitsSection(const ReadSet& no_digits) {
  const auto groups = CountRefusals(no_digits.set, no_digits.answers, AcceptAsInUse);
  std::string rows =
      "<tr><th>group</th><th>drawings</th><th>not accepted</th><th></th><th></th>"
      "<th class=\"left\">taken for</th></tr>\n";
  for (const auto& [name, group] : groups) {
    std::string taken_for;
    for (const auto& [answer, count] : group.taken_for) {
      taken_for += (taken_for.empty() ? "" : ", ") + EscapeHtml(answer) + " &times; " +
                   CountText(count);
    }
    rows += "<tr><td>" + EscapeHtml(name) + "</td><td>" + CountText(group.count) +
            "</td><td>" + CountText(group.not_accepted) + "</td><td>" +
            PercentText(group.share()) +
            "</td><td class=\"bar-cell\"><span class=\"meter\"><i style=\"width:" +
            NumberText(100 * group.share()) + "%\"></i></span></td><td class=\"left\">" +
            taken_for + "</td></tr>\n";
  }
  const auto accepted =
      Choose(no_digits, /*most_confident_first=*/true, kMostErrors,
             [](const Example& /*example*/, const Answer& a) { return a.accepted; });
  return "<section>\n<h2>No digits</h2>\n<p class=\"soft\">Drawings that are no digits "
         "should not be accepted, as in use.</p>\n<div class=\"wide\"><table>\n" +
         rows + "</table></div>\n" +
         Group(no_digits, "Accepted as digits, the most confident first", accepted) +
         "</section>\n";
}

}  // namespace digitpad
