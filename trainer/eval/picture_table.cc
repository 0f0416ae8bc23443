#include "trainer/eval/picture_table.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <thread>
#include <utility>

#include "core/picture_reader.h"
#include "trainer/eval/numbers.h"
#include "trainer/eval/picture_pages.h"

namespace digitpad {
namespace {

// So that no other generator draws the same numbers for the same seed.
constexpr uint64_t kPurpose = 0x70616765;       // "page"
constexpr uint64_t kEmptyPurpose = 0x76616361;  // "vaca"
constexpr size_t kNumbersOfPage = 3;
constexpr int kSheetSide = 10;  // pictures

Status ReadPage(const GrayPicture& page, PictureReader* reader) {
  DIGITPAD_RETURN_IF_ERROR(reader->Start(page.view()));
  while (reader->Step()) {
  }
  return Status::Ok();
}

// `labels`: the page's numbers in the order in which they are to be found.
void CountPage(const std::vector<std::string>& labels, const std::vector<Result>& results,
               PictureRow* row) {
  std::string written, read;
  std::map<std::string, int> left;
  for (const std::string& label : labels) {
    written += label;
    ++left[label];
  }
  row->digits += static_cast<int>(written.size());
  row->numbers += static_cast<int>(labels.size());
  for (const Result& result : results) {
    read += result.text;
    const bool is_right = left[result.text]-- > 0;
    row->numbers_right += is_right ? 1 : 0;
    row->accepted += result.accepted ? 1 : 0;
    row->accepted_wrong += result.accepted && !is_right ? 1 : 0;
  }
  row->digits_right += MatchesOf(written, read);
}

void Add(const PictureRow& part, PictureRow* sum) {
  sum->digits += part.digits;
  sum->digits_right += part.digits_right;
  sum->numbers += part.numbers;
  sum->numbers_right += part.numbers_right;
  sum->accepted += part.accepted;
  sum->accepted_wrong += part.accepted_wrong;
  sum->empty_pages += part.empty_pages;
  sum->empty_right += part.empty_right;
}

// One thread's: measures a page into a row.
using PageJob = std::function<Status(size_t, PictureReader*, PictureRow*)>;

// Runs the pages on all threads; the sum does not depend on them.
Status RunPages(std::span<const uint8_t> model_file, const ReadingOptions& reading,
                size_t count, const PageJob& job, std::string* kernel, PictureRow* row) {
  std::atomic<size_t> next = 0;
  const auto threads = static_cast<size_t>(ThreadCount(reading.threads));
  std::vector<std::unique_ptr<Recognizer>> recognizers(threads);
  for (auto& recognizer : recognizers) {
    DIGITPAD_RETURN_IF_ERROR(Recognizer::Create(model_file, reading.kernel, &recognizer));
    if (reading.min_confidence) recognizer->set_min_confidence(*reading.min_confidence);
  }
  *kernel = recognizers[0]->kernel();
  std::vector<PictureRow> rows(threads);
  std::vector<Status> states(threads);
  std::vector<std::thread> running;
  for (size_t t = 0; t < threads; ++t) {
    running.emplace_back([&, t] {
      PictureReader reader(*recognizers[t]);
      for (size_t i = next++; i < count && states[t].ok(); i = next++) {
        states[t] = job(i, &reader, &rows[t]);
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  for (const Status& status : states) DIGITPAD_RETURN_IF_ERROR(status);
  for (const PictureRow& part : rows) Add(part, row);
  return Status::Ok();
}

// What the pages of one row have in common.
struct PageKind {
  const char* name;
  Damage damage;
  Spacing spacing;
  uint64_t key;  // of its chances
};

// Measures pages of the kind, and as many without a number, into a row of the table.
Status MeasureKind(std::span<const uint8_t> model_file, const ExampleSet& digits,
                   const ReadingOptions& reading, const PictureTableOptions& options,
                   const PageKind& kind, PictureTable* table) {
  ExampleSet numbers;
  const auto pages = static_cast<size_t>(options.pages);
  DIGITPAD_RETURN_IF_ERROR(MakeNumbers(digits,
                                       {.seed = options.seed,
                                        .count = static_cast<int>(pages * kNumbersOfPage),
                                        .spacing = kind.spacing},
                                       &numbers));
  PictureRow& row = table->rows.emplace_back();
  row.damage = kind.name;
  const auto job = [&](size_t i, PictureReader* reader, PictureRow* out) {
    const auto written =
        std::span(numbers.examples).subspan(i * kNumbersOfPage, kNumbersOfPage);
    Random random({kPurpose, options.seed, kind.key, i});
    DIGITPAD_RETURN_IF_ERROR(
        ReadPage(DrawPage(written, kind.damage, 1, &random), reader));
    std::vector<std::string> labels;
    for (const Example& number : written) labels.push_back(number.label);
    CountPage(labels, reader->results(), out);

    Random other({kEmptyPurpose, options.seed, kind.key, i});
    DIGITPAD_RETURN_IF_ERROR(ReadPage(DrawPage({}, kind.damage, 1, &other), reader));
    ++out->empty_pages;
    out->empty_right += reader->results().empty() ? 1 : 0;
    return Status::Ok();
  };
  return RunPages(model_file, reading, pages, job, &table->kernel, &row);
}

}  // namespace

int MatchesOf(const std::string& label, const std::string& text) {
  struct Way {
    int edits = 0;
    int matches = 0;
    bool operator<(const Way& other) const {
      return edits != other.edits ? edits < other.edits : matches > other.matches;
    }
  };
  std::vector<Way> above(text.size() + 1);
  for (size_t k = 0; k <= text.size(); ++k) above[k].edits = static_cast<int>(k);
  for (size_t i = 0; i < label.size(); ++i) {
    std::vector<Way> row(text.size() + 1);
    row[0].edits = static_cast<int>(i) + 1;
    for (size_t k = 0; k < text.size(); ++k) {
      const bool same = label[i] == text[k];
      const Way both = {above[k].edits + (same ? 0 : 1),
                        above[k].matches + (same ? 1 : 0)};
      const Way missed = {above[k + 1].edits + 1, above[k + 1].matches};
      const Way invented = {row[k].edits + 1, row[k].matches};
      row[k + 1] = std::min({both, missed, invented});
    }
    above = std::move(row);
  }
  return above[text.size()].matches;
}

Status MeasurePictures(std::span<const uint8_t> model_file, const ExampleSet& digits,
                       const ReadingOptions& reading, const PictureTableOptions& options,
                       PictureTable* table) {
  PictureTable result;
  for (const Damage damage : kDamages) {
    const PageKind kind = {NameOf(damage), damage, Spacing::kSeparated,
                           static_cast<uint64_t>(damage)};
    DIGITPAD_RETURN_IF_ERROR(
        MeasureKind(model_file, digits, reading, options, kind, &result));
  }
  // Undamaged pages whose digits touch.
  const PageKind touching = {"touching", Damage::kNone, Spacing::kTouching,
                             std::size(kDamages)};
  DIGITPAD_RETURN_IF_ERROR(
      MeasureKind(model_file, digits, reading, options, touching, &result));
  *table = std::move(result);
  return Status::Ok();
}

Status MeasureSheets(std::span<const uint8_t> model_file, const ExampleSet& digits,
                     const ReadingOptions& reading, PictureTable* table) {
  constexpr size_t kOfSheet = size_t{kSheetSide} * kSheetSide;
  const size_t sheets = digits.examples.size() / kOfSheet;
  if (sheets == 0) return Status::Invalid("fewer than 100 images, which make a sheet");
  PictureTable result;
  PictureRow& row = result.rows.emplace_back();
  row.damage = "sheets";
  const auto job = [&](size_t sheet, PictureReader* reader, PictureRow* out) {
    constexpr int kSide = kSheetSide * kInputSize;
    GrayPicture page{kSide, kSide, std::vector<uint8_t>(size_t{kSide} * kSide)};
    std::vector<std::string> labels(kSheetSide);
    for (size_t i = 0; i < kOfSheet; ++i) {
      const Example& example = digits.examples[sheet * kOfSheet + i];
      const auto pixels = digits.Picture(example);
      const auto line = static_cast<int>(i) / kSheetSide;
      const int left = static_cast<int>(i) % kSheetSide * kInputSize;
      for (int y = 0; y < kInputSize; ++y) {
        std::copy_n(&pixels[static_cast<size_t>(y * kInputSize)], kInputSize,
                    page.row(line * kInputSize + y) + left);
      }
      labels[static_cast<size_t>(line)] += example.label;
    }
    DIGITPAD_RETURN_IF_ERROR(ReadPage(page, reader));
    CountPage(labels, reader->results(), out);
    return Status::Ok();
  };
  DIGITPAD_RETURN_IF_ERROR(
      RunPages(model_file, reading, sheets, job, &result.kernel, &row));
  *table = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
