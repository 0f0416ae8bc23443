// What the network sees, for www/layers.js. Lines: 0 is the network's input, i + 1 its
// layer i; the last one gives the logits.
#include "wasm/web/web_page.h"

using namespace digitpad;  // The exports are C; everything they use is the app's.

// `height`: what it needs where it lies below all else, in CSS pixels; 0: not measured.
// Its room comes with app_resize.
PAGE_EXPORT void app_show_layers(int on, float height) {
  page().layout_input.layers = on != 0;
  page().layout_input.layers_height = height;
  app().ShowLayers(on != 0);
}

// Grows whenever something below may have changed.
PAGE_EXPORT int app_layers_revision() { return app().layers().revision(); }
PAGE_EXPORT int app_layer_count() {
  return static_cast<int>(app().model().layers.size()) + 1;
}
// An InsideLayer as ints: operation, kernel, stride, height, width, maps, the strongest
// map and how strong that is.
PAGE_EXPORT const int* app_layer(int line) {
  static InsideLayer layer;
  layer = app().layers().Layer(app().model(), line);
  return &layer.op;
}
// RGBA, see InsideView::Draw.
PAGE_EXPORT const uint32_t* app_draw_layer(int line, int columns) {
  return app().layers().Draw(app().model(), line, columns, app().theme()).data();
}

// One a class, or null without a reading; probabilities in ten-thousandths.
PAGE_EXPORT const int32_t* app_logits() {
  return app().layers().has_reading() ? app().layers().inside().logits.data() : nullptr;
}
PAGE_EXPORT const int32_t* app_probabilities() {
  return app().layers().inside().probabilities.data();
}
