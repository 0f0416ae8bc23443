// FloatModel: the folded float network that an exported integer network was made from,
// kept in a file beside it so that the answers of both can be compared later. Safe to
// share between threads.
//
// The file, little-endian: magic "DPFLOAT1", u32 input height, width, channels, u32
// classes, u32 length of the architecture's text, the text, u32 number of parameters, f32
// parameters in the order of FloatNetwork, u32 CRC-32 of all before it.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "trainer/net/float_network.h"
#include "trainer/net/network_run.h"

namespace digitpad {

class FloatModel {
 public:
  FloatModel() = default;  // empty: to be loaded into
  // REQUIRES: `network` has no batch norm and no dropout; parameters are its.
  FloatModel(FloatNetwork network, std::vector<float> parameters);

  // Invalid, naming the place, for a damaged file; *this is then left as it was.
  Status Parse(std::span<const uint8_t> file);
  // The same for a file, whose path the message names.
  Status Load(const std::string& path);
  std::vector<uint8_t> Serialize() const;

  // Logits, one per class. input: [h][w][c] bytes, each entering as (b >> 1) / 127, as in
  // the integer network. REQUIRES: loaded, and input.size() == input_shape().size().
  std::vector<float> Predict(std::span<const uint8_t> input) const;

  Shape input_shape() const { return network_->architecture().input; }
  int classes() const { return network_->classes(); }
  const FloatNetwork& network() const { return *network_; }
  std::span<const float> parameters() const { return parameters_; }

 private:
  // Runs that no thread uses at the moment; each call takes one, or makes one.
  struct IdleRuns {
    std::mutex mutex;
    std::vector<std::unique_ptr<NetworkRun>> runs;
  };

  std::unique_ptr<const FloatNetwork> network_;
  std::vector<float> parameters_;
  std::unique_ptr<IdleRuns> idle_;
};

// How a network sees an input byte: as the integer network does, without the lowest bit.
inline float InputValue(uint8_t byte) { return static_cast<float>(byte >> 1) / 127.0f; }

}  // namespace digitpad
