#include "core/recognizer.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "core/nn/softmax.h"

namespace digitpad {
namespace {

// Alternatives are listed down to this probability (ten-thousandths), the best one
// always.
constexpr int kLeastAlternative = 10;

}  // namespace

Status Recognizer::Create(std::span<const uint8_t> model_file, std::string_view kernel,
                          std::unique_ptr<Recognizer>* recognizer) {
  const Kernels* kernels = kernel.empty() ? &BestKernels() : FindKernels(kernel);
  if (kernels == nullptr) {
    return Status::Unsupported("kernel \"" + std::string(kernel) + "\" cannot run here");
  }
  auto model = std::make_shared<Model>();
  DIGITPAD_RETURN_IF_ERROR(ParseModel(model_file, model.get()));
  recognizer->reset(new Recognizer(std::move(model), *kernels));
  return Status::Ok();
}

Recognizer::Recognizer(std::shared_ptr<const Model> model, const Kernels& kernels)
    : network_(std::move(model), kernels),
      min_confidence_(this->model().calibration.accept),
      input_(static_cast<size_t>(InputShape(this->model().prep).size())),
      logits_(this->model().labels.size()),
      probabilities_(logits_.size()),
      order_(logits_.size()) {}

Status Recognizer::Read(const Ink& ink, ReadMode /*mode*/, Result* result) {
  if (Status status = ValidateInk(ink); !status.ok() || IsEmpty(ink)) {
    result->Clear();
    return status;
  }
  normalizer_.Normalize(ink, model().prep, input_);
  RunNetwork();
  Decide(&ink, result);
  return Status::Ok();
}

void Recognizer::ReadPicture(std::span<const uint8_t> picture, Result* result) {
  SpreadPicture(picture, model().prep, input_);
  RunNetwork();
  Decide(nullptr, result);
}

void Recognizer::RunNetwork() {
  network_.Run(input_, logits_);
  Softmax(logits_, model().calibration, probabilities_);
}

// One symbol from the scores. The class "none of these" is no alternative: where it wins,
// the best label stands as a guess that is not accepted.
void Recognizer::Decide(const Ink* ink, Result* result) {
  const auto& labels = model().labels;
  std::iota(order_.begin(), order_.end(), 0);
  // By logit, which tells apart what rounds to the same probability; ties by index.
  const auto logit = [this](int c) { return logits_[static_cast<size_t>(c)]; };
  for (size_t i = 1; i < order_.size(); ++i) {  // few: std::sort would be 1 kB of code
    for (size_t j = i; j > 0 && logit(order_[j]) > logit(order_[j - 1]); --j) {
      std::swap(order_[j], order_[j - 1]);
    }
  }

  // The digit's memory of an earlier reading is used again.
  result->digits.resize(1);
  Digit& digit = result->digits.front();
  digit.alternatives.clear();
  digit.alternatives.reserve(labels.size());
  digit.strokes.clear();
  for (const int c : order_) {
    const auto i = static_cast<size_t>(c);
    if (labels[i].empty()) continue;
    if (!digit.alternatives.empty() && probabilities_[i] < kLeastAlternative) break;
    digit.alternatives.push_back({labels[i], probabilities_[i]});
  }
  digit.label = digit.alternatives.front().label;
  digit.confidence = digit.alternatives.front().confidence;
  if (ink != nullptr) {
    digit.box = BoundingBox(*ink);
    for (size_t s = 0; s < ink->size(); ++s) {
      if (!(*ink)[s].empty()) digit.strokes.push_back(static_cast<int>(s));
    }
  } else {
    digit.box = {0, 0, kInputSize, kInputSize};
  }
  result->text = digit.label;
  result->confidence = digit.confidence;
  const bool none_of_these = labels[static_cast<size_t>(order_.front())].empty();
  result->accepted = !none_of_these && digit.confidence >= min_confidence_;
}

}  // namespace digitpad
