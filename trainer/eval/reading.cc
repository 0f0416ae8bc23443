#include "trainer/eval/reading.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

#include "core/result.h"

namespace digitpad {
namespace {

// More than any machine it makes sense on.
constexpr int kMaxThreads = 256;

bool IsOneSymbol(const std::string& utf8) {
  const auto starts = [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; };
  return std::count_if(utf8.begin(), utf8.end(), starts) == 1;
}

// The label of the largest logit; "none of these" is no answer, as in Recognizer.
std::string BestLabel(std::span<const float> logits, const Model& model) {
  int best = -1;
  for (int i = 0; i < static_cast<int>(logits.size()); ++i) {
    if (model.labels[i].empty()) continue;
    if (best < 0 || logits[i] > logits[best]) best = i;
  }
  return best < 0 ? std::string() : model.labels[best];
}

// What one thread needs; it takes the next example until none is left.
class Reader {
 public:
  Reader(std::unique_ptr<Recognizer> recognizer, const ExampleSet& set,
         const ReadingOptions& options)
      : recognizer_(std::move(recognizer)), set_(set), options_(options) {}

  // A failure is kept and ends this reader.
  void Run(std::atomic<size_t>* next, std::span<Answer> answers) {
    while (status_.ok()) {
      const size_t index = (*next)++;
      if (index >= set_.examples.size()) return;
      status_ = Read(set_.examples[index], &answers[index])
                    .WithPrefix("example " + std::to_string(index));
    }
  }

  const Status& status() const { return status_; }

 private:
  Status Read(const Example& example, Answer* answer) {
    if (example.is_picture) {
      recognizer_->ReadPicture(set_.Picture(example), &result_);
    } else {
      const ReadMode usual =
          IsOneSymbol(example.label) ? ReadMode::kSingle : ReadMode::kNumber;
      DIGITPAD_RETURN_IF_ERROR(
          recognizer_->Read(example.ink, options_.mode.value_or(usual), &result_));
      if (IsEmpty(example.ink)) return Status::Ok();
    }
    answer->text = result_.text;
    answer->accepted = result_.accepted;
    answer->confidence = result_.confidence;
    answer->none_of_these = std::ranges::any_of(
        result_.digits, [](const Digit& d) { return d.none_of_these; });
    answer->logits.assign(recognizer_->logits().begin(), recognizer_->logits().end());
    if (options_.float_model != nullptr) {
      const std::vector<float> logits =
          options_.float_model->Predict(recognizer_->input());
      answer->float_text = BestLabel(logits, recognizer_->model());
    }
    return Status::Ok();
  }

  std::unique_ptr<Recognizer> recognizer_;
  const ExampleSet& set_;
  const ReadingOptions& options_;
  Result result_;
  Status status_;
};

}  // namespace

int ThreadCount(int threads) {
  if (threads > 0) return threads;
  return std::clamp<int>(std::thread::hardware_concurrency(), 1, kMaxThreads);
}

Status ReadExamples(std::span<const uint8_t> model_file, const ExampleSet& set,
                    const ReadingOptions& options, Readings* readings) {
  Readings result;
  result.answers.resize(set.examples.size());
  std::vector<Reader> readers;
  for (int i = 0; i < ThreadCount(options.threads); ++i) {
    std::unique_ptr<Recognizer> recognizer;
    DIGITPAD_RETURN_IF_ERROR(Recognizer::Create(model_file, options.kernel, &recognizer));
    result.kernel = recognizer->kernel();
    if (options.min_confidence) recognizer->set_min_confidence(*options.min_confidence);
    readers.emplace_back(std::move(recognizer), set, options);
  }
  std::atomic<size_t> next = 0;
  std::vector<std::thread> threads;
  for (Reader& reader : readers) {
    threads.emplace_back([&] { reader.Run(&next, result.answers); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Reader& reader : readers) DIGITPAD_RETURN_IF_ERROR(reader.status());
  *readings = std::move(result);
  return Status::Ok();
}

Status LoadFloat(const std::string& path, const Model& model, FloatModel* float_model) {
  FloatModel loaded;
  DIGITPAD_RETURN_IF_ERROR(loaded.Load(path));
  const auto classes = static_cast<int>(model.labels.size());
  if (loaded.input_shape() != InputShape(model.prep) || loaded.classes() != classes) {
    return Status::Invalid(
        path + ": a float network of " + std::to_string(loaded.input_shape().c) +
        " input channels and " + std::to_string(loaded.classes()) +
        " classes; the model has " + std::to_string(model.prep.channels) + " and " +
        std::to_string(classes));
  }
  *float_model = std::move(loaded);
  return Status::Ok();
}

}  // namespace digitpad
