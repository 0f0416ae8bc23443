#include "trainer/data/evaluation.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <thread>

#include "core/result.h"

namespace digitpad {
namespace {

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
         const EvaluationOptions& options)
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
  const EvaluationOptions& options_;
  Result result_;
  Status status_;
};

void Count(const std::string& label, const Answer& answer, bool abstained, Tally* tally) {
  ++tally->count;
  tally->abstained += abstained;
  tally->correct += !abstained && answer.text == label;
  tally->float_correct += answer.float_text == label;
  tally->differ += answer.float_text != answer.text;
}

}  // namespace

Status ReadExamples(std::span<const uint8_t> model_file, const ExampleSet& set,
                    const EvaluationOptions& options, Readings* readings) {
  Readings result;
  result.answers.resize(set.examples.size());
  std::vector<Reader> readers;
  for (int i = 0; i < options.threads; ++i) {
    std::unique_ptr<Recognizer> recognizer;
    DIGITPAD_RETURN_IF_ERROR(Recognizer::Create(model_file, options.kernel, &recognizer));
    result.kernel = recognizer->kernel();
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

Evaluation CountAnswers(const ExampleSet& set, std::span<const Answer> answers,
                        bool accept_all) {
  Evaluation evaluation;
  for (size_t i = 0; i < answers.size(); ++i) {
    const Answer& answer = answers[i];
    const std::string& label = set.examples[i].label;
    const bool abstained = !accept_all && !answer.accepted;
    Count(label, answer, abstained, &evaluation.total);
    Count(label, answer, abstained, &evaluation.labels[label]);
    ++evaluation.confusion[label][abstained ? kAbstained : answer.text];
  }
  return evaluation;
}

Interval WilsonInterval(int correct, int count) {
  constexpr double kZ = 1.959963984540054;  // the normal distribution's 97.5 % quantile
  const double n = count;
  const double share = correct / n;
  const double z2 = kZ * kZ;
  const double center = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half =
      kZ / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  return {std::max(0.0, center - half), std::min(1.0, center + half)};
}

}  // namespace digitpad
