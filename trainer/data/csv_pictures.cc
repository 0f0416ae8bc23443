#include "trainer/data/csv_pictures.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace digitpad {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t\r";

std::string_view WithoutMark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

// Takes what stands before the next `separator` off `text`.
std::string_view TakeUntil(char separator, std::string_view* text) {
  const std::string_view part = text->substr(0, text->find(separator));
  text->remove_prefix(std::min(text->size(), part.size() + 1));
  return part;
}

// What stands between the fields: programs write what the user's country uses.
char SeparatorOf(std::string_view line) {
  const auto is_rarer = [line](char a, char b) {
    return std::ranges::count(line, a) < std::ranges::count(line, b);
  };
  return std::max({',', ';', '\t'}, is_rarer);
}

// Takes the label off the line: in quotes, where "" is a quote (RFC 4180), or as it is.
std::string TakeLabel(char separator, std::string_view* line) {
  if (!line->starts_with('"')) return std::string(Trim(TakeUntil(separator, line)));
  line->remove_prefix(1);
  std::string label(TakeUntil('"', line));
  while (line->starts_with('"')) {
    line->remove_prefix(1);
    label += '"';
    label += TakeUntil('"', line);
  }
  TakeUntil(separator, line);
  return label;
}

bool ParsePixel(std::string_view text, uint8_t* pixel) {
  text = Trim(text);
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), *pixel);
  return error == std::errc() && end == text.data() + text.size();
}

bool IsHeader(char separator, std::string_view line) {
  TakeLabel(separator, &line);
  uint8_t pixel = 0;
  return !ParsePixel(TakeUntil(separator, &line), &pixel);
}

// Adds the line's pixels.
Status ParsePixels(char separator, std::string_view line, std::vector<uint8_t>* pixels) {
  for (int column = 2; !line.empty(); ++column) {
    const std::string_view field = TakeUntil(separator, &line);
    if (!ParsePixel(field, &pixels->emplace_back())) {
      return Status::Invalid("column " + std::to_string(column) + ": \"" +
                             std::string(field.substr(0, 20)) +
                             "\" is no number of 0 to 255");
    }
  }
  return Status::Ok();
}

Status CheckCount(size_t count, int* side) {
  if (*side == 0) {
    *side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(count))));
    if (*side > 0 && static_cast<size_t>(*side) * *side == count) return Status::Ok();
    return Status::Invalid(std::to_string(count) + " pixels, which make no square");
  }
  const auto expected = static_cast<size_t>(*side) * *side;
  if (count == expected) return Status::Ok();
  return Status::Invalid(std::to_string(count) + " pixels, not " +
                         std::to_string(expected) + " as before");
}

}  // namespace

bool LooksLikeCsv(std::string_view text) {
  text = WithoutMark(text);
  const std::string_view line = Trim(TakeUntil('\n', &text));
  return line.find(SeparatorOf(line)) != std::string_view::npos && line.front() != '{' &&
         line.front() != '[';
}

Status ParseCsvPictures(std::string_view text, CsvPictures* pictures) {
  CsvPictures result;
  text = WithoutMark(text);
  const char separator = SeparatorOf(text.substr(0, text.find('\n')));
  for (int number = 1; !text.empty(); ++number) {
    std::string_view line = Trim(TakeUntil('\n', &text));
    if (line.empty() || (number == 1 && IsHeader(separator, line))) continue;
    const std::string place = "line " + std::to_string(number);
    const size_t before = result.pixels.size();
    result.labels.push_back(TakeLabel(separator, &line));
    result.lines.push_back(number);
    DIGITPAD_RETURN_IF_ERROR(
        ParsePixels(separator, line, &result.pixels).WithPrefix(place));
    DIGITPAD_RETURN_IF_ERROR(
        CheckCount(result.pixels.size() - before, &result.side).WithPrefix(place));
  }
  if (result.labels.empty()) return Status::Invalid("no picture in it");
  *pictures = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
