#include "trainer/train/metrics.h"

#include <cmath>
#include <sstream>

#include "trainer/data/file.h"
#include "trainer/train/recipe.h"

namespace digitpad {
namespace {

constexpr const char* kColumns[] = {"phase",        "epoch",    "part", "count",
                                    "correct",      "accuracy", "loss", "learning_rate",
                                    "images_per_s", "seconds"};

double Rounded(double value, double steps) { return std::round(value * steps) / steps; }

nlohmann::ordered_json ToJson(const MetricsRow& row) {
  nlohmann::ordered_json json = {
      {"phase", row.phase},
      {"epoch", row.epoch},
      {"part", row.part},
      {"count", row.count},
      {"correct", row.correct},
      {"accuracy",
       Rounded(static_cast<double>(row.correct) / static_cast<double>(row.count), 1e6)}};
  if (!row.learning) return json;
  json["loss"] = Rounded(row.learning->loss, 1e6);
  json["learning_rate"] = Shortest(row.learning->rate);
  json["images_per_s"] = Rounded(row.learning->images_per_s, 1);
  json["seconds"] = Rounded(row.learning->seconds, 1e3);
  return json;
}

// As RFC 4180 has it.
std::string Quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

std::string CsvHeader() {
  std::string line;
  for (const char* column : kColumns)
    line += (line.empty() ? "" : ",") + std::string(column);
  return line;
}

std::string CsvLine(const nlohmann::ordered_json& row) {
  std::string line;
  for (const char* column : kColumns) {
    if (column != kColumns[0]) line += ',';
    const auto cell = row.find(column);
    if (cell == row.end()) continue;
    line += cell->is_string() ? Quoted(cell->get<std::string>()) : cell->dump();
  }
  return line;
}

Status WriteText(const std::string& path, const std::string& text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  return WriteFileAtomically(path, std::span(bytes, text.size()));
}

}  // namespace

std::string Metrics::Text() const {
  std::string text;
  for (const nlohmann::ordered_json& row : rows_) text += row.dump() + '\n';
  return text;
}

Status Metrics::Restore(const std::string& text) {
  std::vector<nlohmann::ordered_json> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    rows.push_back(nlohmann::ordered_json::parse(line, nullptr, false));
    if (!rows.back().is_object()) return Status::Invalid("its metrics are no JSON Lines");
  }
  rows_ = std::move(rows);
  return Status::Ok();
}

Status Metrics::Write() const {
  std::string csv = CsvHeader() + '\n';
  for (const nlohmann::ordered_json& row : rows_) csv += CsvLine(row) + '\n';
  DIGITPAD_RETURN_IF_ERROR(WriteText(JsonPath(), Text()));
  return WriteText(CsvPath(), csv);
}

Status Metrics::Add(const MetricsRow& row) {
  rows_.push_back(ToJson(row));
  DIGITPAD_RETURN_IF_ERROR(AppendLine(JsonPath(), rows_.back().dump()));
  return AppendLine(CsvPath(), CsvLine(rows_.back()));
}

}  // namespace digitpad
