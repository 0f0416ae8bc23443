// What the exports of this folder share: the one page of a module. Not for other rooms.
#pragma once

#include <emscripten.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/read_options.h"
#include "wasm/app/app.h"
#include "wasm/view/view.h"

#define PAGE_EXPORT extern "C" EMSCRIPTEN_KEEPALIVE

namespace digitpad {

struct Page {
  std::unique_ptr<App> app;
  std::unique_ptr<View> view;
  ReadOptions read_options;
  std::string kernel;  // what the page's address asks for
  std::string min_confidence;
  LayoutInput layout_input;
  std::vector<NamedBox> boxes;
  Theme forced_theme;
  double drawing_started_ms = 0;
  std::string text;           // what the last string-valued export returned
  std::vector<uint8_t> file;  // that the page is about to open
  GrayPicture picture;        // likewise
  GrayPicture thumbnail;      // that the page shows next
};

Page& page();

App& app();  // REQUIRES: app_start went well

// From a model file's bytes, as the page's address asks for it.
Status MakeRecognizer(std::span<const uint8_t> model,
                      std::unique_ptr<Recognizer>* recognizer);

// `text` as an export returns it: it lives until the next call.
const char* Return(std::string text);

}  // namespace digitpad
