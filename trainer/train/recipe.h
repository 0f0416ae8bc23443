// Recipe: all that decides what a training ends in. Kept in the model's card and in
// checkpoints.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "trainer/train/dataset.h"
#include "trainer/train/optimizer.h"

namespace digitpad {

// How the learning rate of the float epochs moves; see optimizer.h.
enum class RateSchedule { kOneCycle, kCosine, kConstant };

// Defaults: with these, networks of some 100,000 parameters read MNIST as well as pens
// and fingers in trials.
struct Recipe {
  std::string architecture;
  int channels = kMaxInputChannels;
  int epochs = 20;
  int batch = 128;
  float learning_rate = 6e-3f;  // the peak
  RateSchedule schedule = RateSchedule::kOneCycle;
  double average_decay = kAverageDecay;  // of the weights that answer; 0: the last ones
  float augment = 1;                     // the share of examples that are varied
  float weight_decay = 1e-2f;
  float label_smoothing = 0.05f;
  uint64_t seed = 1;
  // A trained model whose calibration is taken over; empty: one is found on what
  // validates.
  std::string calibration;
  std::vector<std::string> teachers;  // trained models
  float teacher_share = 0.7f;         // of the targets, where there are teachers
  // A trained model to begin with instead of random numbers, which then tells
  // architecture and channels; empty: none. Its last layers with weights that learn; 0:
  // all.
  std::string fine_tune;
  int train_last = 0;
  // The last of `epochs`, and the quantized ones, show every second example as it is:
  // what is in use looks like that.
  int calm_epochs = 0;
  int quantized_epochs = 1;  // at the end, with the integer network's rounding
  // Steps of an epoch at most; 0: all its examples.
  int epoch_steps = 0;
  // Seconds after which the epochs end, with a learning rate that still falls; 0: none.
  double max_seconds = 0;
  // The float epochs end when as many did not validate better; those of the best one's
  // averages are kept. 0: all are run, and the last ones kept.
  int patience = 0;
  DataOptions data;
};

// The shortest decimal that is this float, where a plain conversion to double would show
// all the digits of its binary fraction.
double Shortest(float value);

// Without the folders of data files, which differ between machines.
nlohmann::ordered_json ToJson(const Recipe& recipe);
// Names and SHA-256 of the data files.
nlohmann::ordered_json ToJson(const Dataset& dataset);

}  // namespace digitpad
