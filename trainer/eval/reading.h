// Reading: a model answers examples, the first step of judging it. The reading is the
// core's own, with the kernel that ships; the float network, where one is given, reads
// the very same network inputs. Counting is a step of its own (evaluation.h), so that one
// reading can be counted at any threshold.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/recognizer.h"
#include "trainer/data/examples.h"
#include "trainer/net/float_model.h"

namespace digitpad {

struct ReadingOptions {
  std::string kernel;                 // empty: the best one
  std::optional<ReadMode> mode;       // else single where the label is one symbol
  std::optional<int> min_confidence;  // to accept, ten-thousandths; else the model's own
  int threads = 0;                    // makes no difference to the answers; 0: one a core
  const FloatModel* float_model =
      nullptr;  // of the same classes and input, see LoadFloat
};

struct Answer {
  std::string text;             // the best guess; empty where there is no ink
  bool accepted = false;        // as the core says at the threshold that was asked for
  int confidence = 0;           // of the best guess, ten-thousandths
  bool none_of_these = false;   // this class won for a digit: accepted at no threshold
  std::string float_text;       // the float network's best guess
  std::vector<int32_t> logits;  // empty where there is no ink
};

struct Readings {
  std::string kernel;           // that ran
  std::vector<Answer> answers;  // one an example, in order, whatever the threads do
};

// Invalid where the model is bad; *readings is then left as it was.
Status ReadExamples(std::span<const uint8_t> model_file, const ExampleSet& set,
                    const ReadingOptions& options, Readings* readings);

// How many threads `threads` stands for, at least one.
int ThreadCount(int threads);

// Invalid where the file is bad or its network has not the input or the classes of
// `model`.
Status LoadFloat(const std::string& path, const Model& model, FloatModel* float_model);

}  // namespace digitpad
