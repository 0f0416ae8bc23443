// Evaluation: a model reads examples, and the answers are counted. The reading is the
// core's own, with the kernel that ships; the float network, where one is given, reads
// the very same network inputs. Two steps, so that one reading can be counted with and
// without abstention.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/recognizer.h"
#include "trainer/data/examples.h"
#include "trainer/net/float_model.h"

namespace digitpad {

struct EvaluationOptions {
  std::string kernel;            // empty: the best one
  std::optional<ReadMode> mode;  // else single where the label is one symbol
  int threads = 2;
  const FloatModel* float_model =
      nullptr;  // of the same classes and input, see LoadFloat
};

struct Answer {
  std::string text;  // the best guess; empty where there is no ink
  bool accepted = false;
  std::string float_text;       // the float network's best guess
  std::vector<int32_t> logits;  // empty where there is no ink
};

struct Readings {
  std::string kernel;           // that ran
  std::vector<Answer> answers;  // one an example, in order, whatever the threads do
};

// Invalid where the model is bad; *readings is then left as it was.
Status ReadExamples(std::span<const uint8_t> model_file, const ExampleSet& set,
                    const EvaluationOptions& options, Readings* readings);

// Invalid where the file is bad or its network has not the input or the classes of
// `model`.
Status LoadFloat(const std::string& path, const Model& model, FloatModel* float_model);

struct Tally {
  int count = 0;
  int correct = 0;
  int abstained = 0;
  int float_correct = 0;  // best guesses: the float network never abstains
  int differ = 0;         // best guesses in which float and integer network differ
  double accuracy() const { return count == 0 ? 0 : double{1} * correct / count; }
};

struct Evaluation {
  Tally total;
  std::map<std::string, Tally> labels;
  // confusion[label][answer]; an abstention counts as the answer kAbstained.
  std::map<std::string, std::map<std::string, int>> confusion;
};

inline constexpr char kAbstained[] = "?";

// An abstention is not correct; there are none where all answers are accepted
// (`accept_all`).
Evaluation CountAnswers(const ExampleSet& set, std::span<const Answer> answers,
                        bool accept_all);

struct Interval {
  double low = 0;
  double high = 0;
};

// The 95 % interval of a share of `correct` in `count` after Wilson, "Probable inference,
// the law of succession, and statistical inference", J. Am. Stat. Assoc. 22 (1927).
// REQUIRES: 0 <= correct <= count, count >= 1.
Interval WilsonInterval(int correct, int count);

}  // namespace digitpad
