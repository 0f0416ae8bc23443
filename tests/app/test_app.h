// What tests of the app share: a small network, and a screen.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "core/recognizer.h"
#include "tests/core/test_models.h"
#include "wasm/app/app.h"
#include "wasm/app/layout.h"

namespace digitpad::testing {

// Of untrained weights, with its own setting.
inline std::unique_ptr<Recognizer> MakeRecognizer(Model model = MakeModel(1, 3)) {
  EXPECT_TRUE(ValidateModel(&model).ok());
  std::unique_ptr<Recognizer> recognizer;
  const Status status =
      Recognizer::Create(SerializeModel(model), "portable", &recognizer);
  EXPECT_TRUE(status.ok()) << status.message();
  return recognizer;
}

// The page's, with labels of a usual size.
inline LayoutInput MakeInput(float width, float height) {
  LayoutInput input;
  input.size = {width, height};
  input.title = {90, 26};
  input.tagline = {250, 17};
  input.labels.assign(kPageCommandCount, {60, 19});
  return input;
}

class Screen {
 public:
  explicit Screen(const App& app, float ratio = 1)
      : width_(static_cast<int>(app.layout().size.x * ratio)),
        height_(static_cast<int>(app.layout().size.y * ratio)),
        pixels_(static_cast<size_t>(width_) * static_cast<size_t>(height_)) {}

  // The rectangles that were drawn.
  std::vector<IntRect> Draw(App* app) {
    std::vector<IntRect> drawn;
    app->Update();
    app->Draw({pixels_.data(), width_, height_, width_, {}}, &drawn);
    return drawn;
  }
  const std::vector<uint32_t>& pixels() const { return pixels_; }

 private:
  int width_;
  int height_;
  std::vector<uint32_t> pixels_;
};

}  // namespace digitpad::testing
