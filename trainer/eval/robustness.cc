#include "trainer/eval/robustness.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <iterator>
#include <memory>
#include <thread>
#include <utility>

#include "core/prep/normalizer.h"
#include "trainer/eval/ink_transform.h"

namespace digitpad {
namespace {

constexpr int kScaleCount = std::size(kScales);
constexpr int kRotationCount = std::size(kRotations);
constexpr int kStepCount = std::size(kPointSteps);
constexpr int kPlaceCount = std::size(kPlaces);

std::vector<RobustnessCell> EmptyCells() {
  std::vector<RobustnessCell> cells;
  for (int step = 0; step < kStepCount; ++step) {
    for (int scale = 0; scale < kScaleCount; ++scale) {
      for (int rotation = 0; rotation < kRotationCount; ++rotation) {
        for (int place = 0; place < kPlaceCount; ++place) {
          cells.push_back({scale, rotation, step, place});
        }
      }
    }
  }
  return cells;
}

// Turned and scaled, its bounding box beginning at (0, 0).
Ink TurnedAndScaled(const Ink& ink, float degrees, float scale) {
  return Fitted(Transformed(ink, Rotation(degrees)), scale * kCanvasSize);
}

Ink Placed(const Ink& fitted, int place) {
  const Box box = BoundingBox(fitted);
  // Rounding may have made the box a trace larger than the canvas.
  const float right = std::max(0.0f, std::floor(kCanvasSize - box.w));
  const float bottom = std::max(0.0f, std::floor(kCanvasSize - box.h));
  const Vec2 places[kPlaceCount] = {{std::floor(right / 2), std::floor(bottom / 2)},
                                    {0, 0},
                                    {right, 0},
                                    {0, bottom},
                                    {right, bottom}};
  Ink result = fitted;
  for (Stroke& stroke : result) {
    for (Point& p : stroke) {
      p.x = std::round(p.x + places[place].x);
      p.y = std::round(p.y + places[place].y);
    }
  }
  return result;
}

// What one thread needs; it takes the next drawing until none is left, and reads it in
// all cells.
class TableReader {
 public:
  TableReader(std::unique_ptr<Recognizer> recognizer, const ExampleSet& set)
      : recognizer_(std::move(recognizer)),
        set_(set),
        input_(recognizer_->input().size()) {}

  // A failure is kept and ends this reader.
  void Run(std::atomic<size_t>* next) {
    while (status_.ok()) {
      const size_t index = (*next)++;
      if (index >= set_.examples.size()) return;
      status_ = Read(set_.examples[index]).WithPrefix("example " + std::to_string(index));
    }
  }

  const Status& status() const { return status_; }
  const RobustnessTable& table() const { return table_; }

 private:
  Status Read(const Example& example) {
    Ink thinned;
    Ink fitted;
    for (RobustnessCell& cell : table_.cells) {
      ++cell.count;
      if (IsEmpty(example.ink)) continue;  // and never read right
      if (cell.scale == 0 && cell.rotation == 0 && cell.place == 0) {
        thinned = ThinnedOut(example.ink, kPointSteps[cell.point_step]);
      }
      if (cell.place == 0) {
        fitted = TurnedAndScaled(thinned, kRotations[cell.rotation], kScales[cell.scale]);
      }
      DIGITPAD_RETURN_IF_ERROR(ReadInk(Placed(fitted, cell.place)));
      cell.correct += result_.text == example.label;
    }
    return Status::Ok();
  }

  // Leaves the answer in result_; it is the last one where the network's input is.
  Status ReadInk(const Ink& ink) {
    ++table_.readings;
    normalizer_.Normalize(ink, recognizer_->model().prep, input_);
    if (table_.network_runs > 0 && std::ranges::equal(input_, recognizer_->input())) {
      return Status::Ok();
    }
    ++table_.network_runs;
    return recognizer_->Read(ink, ReadMode::kSingle, &result_);
  }

  std::unique_ptr<Recognizer> recognizer_;
  const ExampleSet& set_;
  Normalizer normalizer_;
  std::vector<uint8_t> input_;
  Result result_;
  RobustnessTable table_ = {.cells = EmptyCells()};
  Status status_;
};

void Add(const RobustnessTable& part, RobustnessTable* sum) {
  for (size_t i = 0; i < part.cells.size(); ++i) {
    sum->cells[i].count += part.cells[i].count;
    sum->cells[i].correct += part.cells[i].correct;
  }
  sum->readings += part.readings;
  sum->network_runs += part.network_runs;
}

// The least accurate cell that `counts` holds for.
template <typename Predicate>
const RobustnessCell& LowestCell(const RobustnessTable& table, Predicate counts) {
  const RobustnessCell* lowest = nullptr;
  for (const RobustnessCell& cell : table.cells) {
    if (!counts(cell)) continue;
    if (lowest == nullptr || cell.correct < lowest->correct) lowest = &cell;
  }
  assert(lowest != nullptr);
  return *lowest;
}

}  // namespace

Status MeasureRobustness(std::span<const uint8_t> model_file, const ExampleSet& set,
                         const ReadingOptions& options, RobustnessTable* table) {
  std::vector<TableReader> readers;
  for (int i = 0; i < ThreadCount(options.threads); ++i) {
    std::unique_ptr<Recognizer> recognizer;
    DIGITPAD_RETURN_IF_ERROR(Recognizer::Create(model_file, options.kernel, &recognizer));
    readers.emplace_back(std::move(recognizer), set);
  }
  std::atomic<size_t> next = 0;
  std::vector<std::thread> threads;
  for (TableReader& reader : readers) {
    threads.emplace_back([&] { reader.Run(&next); });
  }
  for (std::thread& thread : threads) thread.join();
  RobustnessTable sum{.cells = EmptyCells()};
  for (const TableReader& reader : readers) {
    DIGITPAD_RETURN_IF_ERROR(reader.status());
    Add(reader.table(), &sum);
  }
  *table = std::move(sum);
  return Status::Ok();
}

const RobustnessCell& LowestAtSmallestScale(const RobustnessTable& table) {
  return LowestCell(table, [](const RobustnessCell& cell) { return cell.scale == 0; });
}

const RobustnessCell& LowestAtOtherScales(const RobustnessTable& table) {
  return LowestCell(table, [](const RobustnessCell& cell) { return cell.scale != 0; });
}

RobustnessTable LowestOfPlaces(const RobustnessTable& table) {
  RobustnessTable result;
  for (const RobustnessCell& cell : table.cells) {
    if (cell.place == 0) {
      result.cells.push_back(cell);
    } else if (cell.correct < result.cells.back().correct) {
      result.cells.back() = cell;
    }
  }
  return result;
}

Ink ThinnedOut(const Ink& ink, int step) {
  Ink result;
  for (const Stroke& stroke : ink) {
    Stroke& kept = result.emplace_back();
    for (size_t i = 0; i < stroke.size(); ++i) {
      if (i % static_cast<size_t>(step) == 0 || i + 1 == stroke.size()) {
        kept.push_back(stroke[i]);
      }
    }
  }
  return result;
}

Ink OnCanvas(const Ink& ink, float degrees, float scale, int place) {
  return Placed(TurnedAndScaled(ink, degrees, scale), place);
}

}  // namespace digitpad
