// The model that reads, between page and app: what the page shows of it, and another one
// in its place.
#include <utility>

#include "wasm/web/web_page.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

Status OpenModel() {
  const std::vector<uint8_t> file = std::exchange(page().file, {});
  std::unique_ptr<Recognizer> recognizer;
  DIGITPAD_RETURN_IF_ERROR(MakeRecognizer(file, &recognizer));
  app().UseRecognizer(std::move(recognizer));
  return Status::Ok();
}

}  // namespace
}  // namespace digitpad

using namespace digitpad;  // The exports are C; everything they use is the app's.

// Reads with the model file in the buffer of app_file_buffer from now on. An empty
// string, or what is wrong with it: then all stays as it was.
PAGE_EXPORT const char* app_open_model() { return Return(OpenModel().message()); }

// The bytes of the model that the page brings along.
PAGE_EXPORT const uint8_t* app_built_in_model() { return EmbeddedModel().data(); }
PAGE_EXPORT int app_built_in_model_size() {
  return static_cast<int>(EmbeddedModel().size());
}

// Of the model that reads now.
PAGE_EXPORT const char* app_model_card() { return app().model().card.c_str(); }
PAGE_EXPORT int app_model_class_count() {
  return static_cast<int>(app().model().labels.size());
}
// Empty: "none of these".
PAGE_EXPORT const char* app_model_label(int i) {
  return app().model().labels[static_cast<size_t>(i)].c_str();
}
PAGE_EXPORT int app_model_parameters() {
  return static_cast<int>(CountParameters(app().model()));
}
