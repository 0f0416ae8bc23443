// The command line of digitpad-draw. What is known of the numbers is said as to
// `digitpad read`.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/recognizer.h"
#include "wasm/desktop/window.h"

namespace digitpad {

struct DrawOptions {
  std::string model;           // empty: the one compiled in
  std::string kernel;          // empty: the best one
  std::string min_confidence;  // empty: the model's
  int boxes = 0;               // to write into; 0: none
  bool decimal = false;
  std::map<std::string, std::string> rules;  // by name, as SetRule takes them
  WindowOptions window;  // `read` is made of the above by FinishOptions
  std::string file;      // to open at once; empty: none
};

// Adds the options to `parser`, which must not outlive them; what cannot be read is a
// usage error.
void AddOptions(CLI::App& parser, DrawOptions* options);

// Invalid where the rules contradict each other.
Status FinishOptions(DrawOptions* options);

// Of a model file's bytes, as the options say.
MakeRecognizer RecognizerMaker(const DrawOptions& options);

// With the model that the options name.
Status FirstRecognizer(const DrawOptions& options,
                       std::unique_ptr<Recognizer>* recognizer);

}  // namespace digitpad
