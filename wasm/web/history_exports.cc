// The drawings of this session, between page and app. `drawing` counts from 0, the newest
// one; the count comes first.
#include "wasm/web/web_page.h"

using namespace digitpad;  // The exports are C; everything they use is the app's.

PAGE_EXPORT int app_past_count() {
  return static_cast<int>(app().past_drawings().size());
}
PAGE_EXPORT const char* app_past_text(int drawing) {
  return app().past_drawings()[static_cast<size_t>(drawing)].text.c_str();
}
PAGE_EXPORT int app_past_accepted(int drawing) {
  return app().past_drawings()[static_cast<size_t>(drawing)].accepted;
}
// A byte a pixel, black on white; it lives until the next call.
PAGE_EXPORT const uint8_t* app_past_picture(int drawing, int width, int height) {
  page().thumbnail = DrawThumbnail(
      app().past_drawings()[static_cast<size_t>(drawing)].ink, width, height);
  return page().thumbnail.pixels.data();
}
// Shows it in place of the ink.
PAGE_EXPORT void app_recall(int drawing) { app().RecallDrawing(drawing); }
