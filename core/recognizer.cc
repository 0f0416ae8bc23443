#include "core/recognizer.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "core/golden_answers.h"
#include "core/nn/softmax.h"

namespace digitpad {
namespace {

// Alternatives are listed down to this probability (ten-thousandths), the best one
// always.
constexpr int kLeastAlternative = 10;

// Two digits one above the other are no number: of a number's neighbours the boxes share
// some height, or little width, each as a share of the smaller one's.
constexpr float kLeastShared = 0.2f;
constexpr float kMostWidthShared = 0.5f;

bool StandInARow(std::span<const Glyph> glyphs) {
  for (size_t i = 1; i < glyphs.size(); ++i) {
    const Box &a = glyphs[i - 1].box, &b = glyphs[i].box;
    if (glyphs[i - 1].sign != 0 || glyphs[i].sign != 0) continue;
    const float shared = std::min(a.y + a.h, b.y + b.h) - std::max(a.y, b.y);
    if (shared < kLeastShared * std::min(a.h, b.h) &&
        OverlapOfWidths(a, b) > kMostWidthShared * std::min(a.w, b.w)) {
      return false;
    }
  }
  return true;
}

}  // namespace

Status Recognizer::Create(std::span<const uint8_t> model_file, std::string_view kernel,
                          std::unique_ptr<Recognizer>* recognizer) {
  const Kernels* kernels = kernel.empty() ? &BestKernels() : FindKernels(kernel);
  if (kernels == nullptr) {
    return Status::Unsupported("kernel \"" + std::string(kernel) + "\" cannot run here");
  }
  auto model = std::make_shared<Model>();
  DIGITPAD_RETURN_IF_ERROR(ParseModel(model_file, model.get()));
  std::unique_ptr<Recognizer> made(new Recognizer(std::move(model), *kernels));
  DIGITPAD_RETURN_IF_ERROR(CheckGoldenAnswers(made->network_));
  *recognizer = std::move(made);
  return Status::Ok();
}

Recognizer::Recognizer(std::shared_ptr<const Model> model, const Kernels& kernels)
    : network_(std::move(model), kernels),
      ink_reader_(&network_),
      min_confidence_(this->model().calibration.accept),
      input_(static_cast<size_t>(InputShape(this->model().prep).size())),
      logits_(this->model().labels.size()),
      probabilities_(logits_.size()),
      order_(logits_.size()) {}

Status Recognizer::Read(const Ink& ink, ReadMode mode, Result* result) {
  ReadOptions options;
  options.mode = mode;
  return Read(ink, options, result);
}

Status Recognizer::Read(const Ink& ink, const ReadOptions& options, Result* result) {
  read_as_ = ReadAs::kNothing;
  Status status = ValidateOptions(options);
  if (status.ok()) status = ValidateInk(ink);
  if (!status.ok() || IsEmpty(ink)) {
    result->Clear();
    return status;
  }
  if (options.mode == ReadMode::kBoxes) {
    ReadCells(ink, options, result);
  } else if (options.mode == ReadMode::kNumber &&
             ink_reader_.Read(ink, options.rules.decimal)) {
    glyphs_ = Describe(ink_reader_.decoder(), options.rules, result);
    for (size_t i = 0; i < glyphs_.size(); ++i) {
      ink_reader_.StrokesOf(glyphs_[i], &result->digits[i].strokes);
    }
    result->accepted &= !ink_reader_.seems_signed();
    read_as_ = ReadAs::kNumber;
  } else {
    ReadSymbol(ink, result);
    // What is no number is not one because it resembles a digit.
    if (options.mode == ReadMode::kNumber) result->accepted = false;
  }
  return Status::Ok();
}

void Recognizer::ReadSymbol(const Ink& ink, Result* result) {
  read_as_ = ReadAs::kSymbol;
  normalizer_.Normalize(ink, model().prep, input_);
  network_.Run(input_, logits_);
  // The digit's memory of an earlier reading is used again.
  result->digits.resize(1);
  Digit& digit = result->digits.front();
  FillDigit(logits_, &digit);
  digit.box = BoundingBox(ink);
  digit.strokes.clear();
  for (size_t s = 0; s < ink.size(); ++s) {
    if (!ink[s].empty()) digit.strokes.push_back(static_cast<int>(s));
  }
  Conclude(kConfidenceOne, result);
}

void Recognizer::ReadPicture(std::span<const uint8_t> picture, Result* result) {
  read_as_ = ReadAs::kSymbol;
  SpreadPicture(picture, model().prep, input_);
  network_.Run(input_, logits_);
  result->digits.resize(1);
  Digit& digit = result->digits.front();
  FillDigit(logits_, &digit);
  digit.box = {0, 0, kInputSize, kInputSize};
  digit.strokes.clear();
  Conclude(kConfidenceOne, result);
}

std::span<const Glyph> Recognizer::Describe(const Decoder& decoder,
                                            const NumberRules& rules, Result* result) {
  read_as_ = ReadAs::kNothing;
  std::span<const Glyph> glyphs = decoder.glyphs();
  if (!rules.empty()) {
    choice_ = ChooseByRules(decoder.readings(), rules, model().labels);
    std::vector<Glyph>& chosen = choice_.reading.glyphs;
    for (Glyph& glyph : chosen) decoder.Translate(&glyph);
    if (!chosen.empty()) glyphs = chosen;
  }
  FillDigits(glyphs, decoder.confidence(), result);
  if (!rules.empty()) ConcludeByRules(result);
  result->accepted &= StandInARow(glyphs);
  return glyphs;
}

void Recognizer::ReadCells(const Ink& ink, const ReadOptions& options, Result* result) {
  read_as_ = ReadAs::kCells;
  ink_reader_.ReadCells(ink, options.cells);
  std::vector<Glyph> glyphs;
  for (const ReadingArc& arc : ink_reader_.cells().arcs) glyphs.push_back(arc.glyph);
  const bool has_empty = std::any_of(glyphs.begin(), glyphs.end(),
                                     [](const Glyph& glyph) { return glyph.label < 0; });
  const bool by_rules = !has_empty && !options.rules.empty();
  if (by_rules) {
    choice_ = ChooseByRules(ink_reader_.cells(), options.rules, model().labels);
    if (!choice_.reading.glyphs.empty()) glyphs = choice_.reading.glyphs;
  }
  FillDigits(glyphs, kConfidenceOne, result);
  for (size_t s = 0; s < ink.size(); ++s) {
    const int cell = ink_reader_.cell_of_stroke()[s];
    if (cell >= 0) {
      result->digits[static_cast<size_t>(cell)].strokes.push_back(static_cast<int>(s));
    }
  }
  if (by_rules) ConcludeByRules(result);
}

// What the network saw as a digit of the last reading; null where it saw nothing.
const Ink* Recognizer::InkOf(size_t digit) {
  if (read_as_ == ReadAs::kCells) return ink_reader_.InkOfCell(digit);
  if (read_as_ != ReadAs::kNumber || digit >= glyphs_.size()) return nullptr;
  const Glyph& glyph = glyphs_[digit];
  return glyph.label < 0 ? nullptr : &ink_reader_.InkOf(glyph);
}

bool Recognizer::LookInside(size_t digit, Inside* inside) {
  if (read_as_ == ReadAs::kSymbol && digit == 0) {
    inside->input = input_;
  } else {
    const Ink* glyph = InkOf(digit);
    if (glyph == nullptr) return false;
    inside->input.resize(input_.size());
    normalizer_.Normalize(*glyph, model().prep, inside->input);
  }
  inside->logits.resize(logits_.size());
  inside->probabilities.resize(logits_.size());
  network_.Run(inside->input, inside->logits);
  Softmax(inside->logits, model().calibration, inside->probabilities);
  inside->activations.resize(model().layers.size());
  for (size_t i = 0; i < inside->activations.size(); ++i) {
    inside->activations[i] = network_.Activations(static_cast<int>(i));
  }
  return true;
}

// All but the strokes; `confidence` that these are the glyphs.
void Recognizer::FillDigits(std::span<const Glyph> glyphs, int confidence,
                            Result* result) {
  result->digits.resize(glyphs.size());
  for (size_t i = 0; i < glyphs.size(); ++i) FillGlyph(glyphs[i], &result->digits[i]);
  KeepLeastSure(*result, glyphs);
  Conclude(confidence, result);
}

// A sign is as sure as its place; an empty cell is nothing.
void Recognizer::FillGlyph(const Glyph& glyph, Digit* digit) {
  digit->box = glyph.box;
  digit->strokes.clear();
  if (glyph.label >= 0) {
    FillDigit(glyph.scores.logits, digit);
    digit->label = model().labels[static_cast<size_t>(glyph.label)];
    digit->confidence = probabilities_[static_cast<size_t>(glyph.label)];
    return;
  }
  digit->label.assign(glyph.sign != 0 ? 1 : 0, glyph.sign);
  digit->confidence = glyph.sign != 0 ? kConfidenceOne : 0;
  digit->alternatives.clear();
  if (glyph.sign != 0) digit->alternatives.push_back({digit->label, kConfidenceOne});
  digit->none_of_these = false;
}

// logits() and probabilities() are those of the digit that is least sure.
void Recognizer::KeepLeastSure(const Result& result, std::span<const Glyph> glyphs) {
  size_t least_sure = 0;
  for (size_t i = 1; i < glyphs.size(); ++i) {
    if (glyphs[i].label < 0) continue;
    if (glyphs[least_sure].label < 0 ||
        result.digits[i].confidence < result.digits[least_sure].confidence) {
      least_sure = i;
    }
  }
  const auto logits = glyphs[least_sure].scores.logits;
  if (logits.empty()) return;
  std::copy(logits.begin(), logits.end(), logits_.begin());
  Softmax(logits_, model().calibration, probabilities_);
}

// One symbol from the scores. The class "none of these" is no alternative: where it wins,
// the best label stands as a guess that is not accepted.
void Recognizer::FillDigit(std::span<const int32_t> logits, Digit* digit) {
  Softmax(logits, model().calibration, probabilities_);
  const auto& labels = model().labels;
  std::iota(order_.begin(), order_.end(), 0);
  // By logit, which tells apart what rounds to the same probability; ties by index.
  const auto logit = [logits](int c) { return logits[static_cast<size_t>(c)]; };
  for (size_t i = 1; i < order_.size(); ++i) {  // few: std::sort would be 1 kB of code
    for (size_t j = i; j > 0 && logit(order_[j]) > logit(order_[j - 1]); --j) {
      std::swap(order_[j], order_[j - 1]);
    }
  }
  digit->alternatives.clear();
  digit->alternatives.reserve(labels.size());
  for (const int c : order_) {
    const auto i = static_cast<size_t>(c);
    if (labels[i].empty()) continue;
    if (!digit->alternatives.empty() && probabilities_[i] < kLeastAlternative) break;
    digit->alternatives.push_back({labels[i], probabilities_[i]});
  }
  digit->label = digit->alternatives.front().label;
  digit->confidence = digit->alternatives.front().confidence;
  digit->none_of_these = labels[static_cast<size_t>(order_.front())].empty();
}

// The whole from its digits, once they are all filled; `confidence` that they are the
// digits.
void Recognizer::Conclude(int confidence, Result* result) {
  result->text.clear();
  bool none_of_these = false;
  for (const Digit& digit : result->digits) {
    result->text += digit.label;
    confidence = (confidence * digit.confidence + kConfidenceOne / 2) / kConfidenceOne;
    none_of_these |= digit.none_of_these || digit.label.empty();
  }
  result->confidence = confidence;
  result->accepted = !none_of_these && confidence >= min_confidence_;
}

// The same where rules have chosen: they know more than the digits.
void Recognizer::ConcludeByRules(Result* result) {
  const bool none_of_these =
      std::any_of(result->digits.begin(), result->digits.end(),
                  [](const Digit& digit) { return digit.none_of_these; });
  result->confidence = choice_.confidence;
  result->accepted =
      choice_.keeps_rules && !none_of_these && choice_.confidence >= min_confidence_;
}

}  // namespace digitpad
