#include "trainer/train/calibration.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <numeric>

#include "core/kernels/kernels.h"
#include "core/nn/network.h"
#include "core/nn/softmax.h"
#include "trainer/train/quantizer.h"

namespace digitpad {
namespace {

// The default threshold refuses at most this share of the right answers: below the 1 %
// that is promised, since other writers differ from those who validate.
constexpr double kRefusedRight = 0.007;
// The strict one accepts at most this share of wrong ones, of the 1 in 1,000 promised.
constexpr double kAcceptedWrong = 0.0007;
constexpr int kLeastAccept = kConfidenceOne / 2;
// Fewer samples can tell neither: one of them is more than the share that is wanted.
constexpr size_t kFewSamples = 1000;

// Logarithm of the factor, searched this far on both sides of the start.
constexpr double kSearchRange = 3;
constexpr int kSearchSteps = 40;  // golden section: 2 * 3 * 0.618^40 is below 1e-7

// doubt: the part of each target that all classes share.
double NegativeLogLikelihood(std::span<const int32_t> logits, std::span<const int> labels,
                             int classes, double doubt, double factor) {
  double sum = 0;
  for (size_t n = 0; n < labels.size(); ++n) {
    const auto row = logits.subspan(n * classes, classes);
    const double top = *std::ranges::max_element(row);
    double total = 0;
    for (const int32_t logit : row) total += std::exp(factor * (logit - top));
    sum += std::log(total) - factor * (row[labels[n]] - top);
    if (doubt == 0) continue;
    const double mean = std::accumulate(row.begin(), row.end(), 0.0) / classes;
    sum += doubt * factor * (row[labels[n]] - mean);
  }
  return sum;
}

// The factor with the least value of a function that has one minimum, near `start`.
template <typename Function>
double GoldenSection(double start, Function function) {
  constexpr double kGolden = std::numbers::phi - 1;
  double low = std::log(start) - kSearchRange;
  double high = std::log(start) + kSearchRange;
  double a = high - kGolden * (high - low);
  double b = low + kGolden * (high - low);
  double at_a = function(std::exp(a));
  double at_b = function(std::exp(b));
  for (int step = 0; step < kSearchSteps; ++step) {
    if (at_a < at_b) {
      high = b;
      b = a;
      at_b = at_a;
      a = high - kGolden * (high - low);
      at_a = function(std::exp(a));
    } else {
      low = a;
      a = b;
      at_a = at_b;
      b = low + kGolden * (high - low);
      at_b = function(std::exp(b));
    }
  }
  return std::exp((low + high) / 2);
}

struct Verdict {
  int confidence;
  bool right;
};

// Samples that are no symbol have no verdict: neither threshold speaks of them.
std::vector<Verdict> Judge(std::span<const int32_t> logits, std::span<const int> labels,
                           Classes classes, const Calibration& calibration) {
  std::vector<Verdict> verdicts;
  std::vector<int32_t> probabilities(classes.count);
  const std::vector<int> best = BestGuesses(logits, labels, classes);
  for (size_t n = 0; n < labels.size(); ++n) {
    if (labels[n] == classes.none) continue;
    Softmax(logits.subspan(n * classes.count, classes.count), calibration, probabilities);
    verdicts.push_back({probabilities[best[n]], best[n] == labels[n]});
  }
  return verdicts;
}

// The highest threshold that refuses few right answers.
int DefaultThreshold(std::span<const Verdict> verdicts) {
  std::vector<int> right;
  for (const Verdict& verdict : verdicts) {
    if (verdict.right) right.push_back(verdict.confidence);
  }
  if (right.empty()) return kConfidenceOne;
  std::ranges::sort(right);
  const auto refused =
      static_cast<size_t>(kRefusedRight * static_cast<double>(right.size()));
  return std::max(kLeastAccept, right[refused]);
}

// The lowest threshold from which on up few answers are wrong.
int StrictThreshold(std::vector<Verdict> verdicts) {
  std::ranges::sort(verdicts, std::ranges::greater(), &Verdict::confidence);
  int threshold = kConfidenceOne + 1;  // accepts nothing
  int wrong = 0;
  for (size_t i = 0; i < verdicts.size(); ++i) {
    wrong += !verdicts[i].right;
    const bool last_of_its_confidence =
        i + 1 == verdicts.size() || verdicts[i + 1].confidence < verdicts[i].confidence;
    if (last_of_its_confidence && wrong <= kAcceptedWrong * static_cast<double>(i + 1)) {
      threshold = verdicts[i].confidence;
    }
  }
  return threshold;
}

template <typename Logit>
std::vector<int> Best(std::span<const Logit> logits, std::span<const int> labels,
                      Classes classes) {
  std::vector<int> best;
  for (const int label : labels) {
    const auto row = logits.subspan(best.size() * classes.count, classes.count);
    int guess = classes.none == 0 ? 1 : 0;
    for (int c = 0; c < classes.count; ++c) {
      if (row[c] > row[guess] && (c != classes.none || label == classes.none)) guess = c;
    }
    best.push_back(guess);
  }
  return best;
}

}  // namespace

Status RunIntegerNetwork(std::span<const uint8_t> model_file,
                         const PreparedSource& source, WorkerPool& pool,
                         std::vector<int32_t>* logits) {
  auto model = std::make_shared<Model>();
  DIGITPAD_RETURN_IF_ERROR(ParseModel(model_file, model.get()));
  const size_t classes = model->labels.size();
  const size_t size = InputShape(model->prep).size();
  logits->resize(source.labels.size() * classes);
  pool.Run([&](int thread) {
    Network network(model, BestKernels());
    for (size_t i = thread; i < source.labels.size(); i += pool.size()) {
      network.Run(std::span(source.inputs).subspan(i * size, size),
                  std::span(*logits).subspan(i * classes, classes));
    }
  });
  return Status::Ok();
}

Classes ClassesOf(const std::vector<std::string>& labels) {
  const auto none = std::ranges::find(labels, std::string());
  return {.count = static_cast<int>(labels.size()),
          .none = none == labels.end() ? -1 : static_cast<int>(none - labels.begin())};
}

std::vector<int> BestGuesses(std::span<const int32_t> logits, std::span<const int> labels,
                             Classes classes) {
  return Best(logits, labels, classes);
}

std::vector<int> BestGuesses(std::span<const float> logits, std::span<const int> labels,
                             Classes classes) {
  return Best(logits, labels, classes);
}

double FindTemperature(std::span<const int32_t> logits, std::span<const int> labels,
                       Classes classes, double start) {
  const size_t count = labels.size();
  const double doubt = count < kFewSamples ? 1 / static_cast<double>(count + 2) : 0;
  return GoldenSection(start, [&](double candidate) {
    return NegativeLogLikelihood(logits, labels, classes.count, doubt, candidate);
  });
}

Calibration Calibrate(std::span<const int32_t> logits, std::span<const int> labels,
                      Classes classes, double temperature) {
  Calibration calibration;
  // Exponents are to base 2 and in units of 2^-16, see softmax.h.
  ToFixedPoint(temperature * 65536 / std::numbers::ln2, &calibration.mantissa,
               &calibration.shift);
  const std::vector<Verdict> verdicts = Judge(logits, labels, classes, calibration);
  if (verdicts.empty()) return calibration;
  if (verdicts.size() < kFewSamples) {
    calibration.accept_1_in_1000 =
        std::max(calibration.accept_1_in_1000, StrictThreshold(verdicts));
    return calibration;
  }
  calibration.accept = DefaultThreshold(verdicts);
  // Never laxer than the default, however right the model is on validation.
  calibration.accept_1_in_1000 = std::max(calibration.accept, StrictThreshold(verdicts));
  return calibration;
}

}  // namespace digitpad
