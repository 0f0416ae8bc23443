// The page's WebAssembly module, as emcc's glue gives it; see wasm/web/exports.cc and
// file_exports.cc for what the exports do. pack.mjs puts the glue and the compressed wasm in front of page.js.

interface DigitpadOptions {
  canvas: HTMLCanvasElement;
  wasmBinary: ArrayBuffer;
  /** A file to save, in a format of app_save. */
  deliverFile(format: string, bytes: Uint8Array<ArrayBuffer>): void;
}

interface DigitpadModule {
  UTF8ToString(pointer: number): string;
  ccall(name: string, result: string | null, types: string[], values: unknown[]): unknown;
  HEAPF32: Float32Array;
  HEAPU8: Uint8Array;
  HEAP32: Int32Array;

  _app_command_count(): number;
  _app_command_name(command: number): number;
  _app_set_label_size(command: number, width: number, height: number): void;
  _app_set_header_sizes(titleWidth: number, taglineWidth: number): void;
  _app_resize(
    width: number,
    height: number,
    devicePixelRatio: number,
    textScale: number,
    rightToLeft: boolean,
  ): void;
  _app_width(): number;
  _app_height(): number;
  _app_layout_revision(): number;
  _app_box_count(): number;
  _app_box_name(box: number): number;
  _app_box(box: number): number;
  _app_answer_size(): number;
  _app_answer_columns(): number;
  _app_embed(): void;
  _app_set_dark(dark: boolean): void;
  _app_set_color(role: number, rgb: number): void;
  _app_color_count(): number;
  _app_color_name(role: number): number;
  _app_color(role: number): number;
  _app_begin_stroke(
    x: number,
    y: number,
    time: number,
    pressure: number,
    pointer: number,
  ): void;
  _app_begin_erasing(x: number, y: number): void;
  _app_add_point(x: number, y: number, time: number, pressure: number): void;
  _app_end_stroke(): void;
  _app_cancel_stroke(): void;
  _app_command(command: number): void;
  _app_command_enabled(command: number): number;
  _app_set_button_state(
    command: number,
    hovered: boolean,
    pressed: boolean,
    focused: boolean,
  ): void;
  _app_revision(): number;
  _app_state(): number;
  _app_verdict(): number;
  _app_answer(): number;
  _app_guess(): number;
  _app_result(): number;
  _app_broken_rule(): number;
  _app_confidence(): number;
  _app_strokes(): number;
  _app_bar_count(): number;
  _app_bar_label(bar: number): number;
  _app_bar(bar: number): number;
  _app_bar_is_best(bar: number): number;
  _app_candidate(i: number): number;
  _app_by_hand(): number;
  _app_typed(): number;
  _app_set_live(live: boolean): void;
  _app_waiting(): number;
  _app_cell_count(): number;
  _app_empty_cells(): number;
  _app_digit_count(): number;
  _app_digit_label(digit: number): number;
  _app_digit_place(digit: number): number;
  _app_digit_confidence(digit: number): number;
  _app_digit_sure(digit: number): number;
  _app_chosen_digit(): number;
  _app_choose_digit(digit: number): void;
  _app_tag_count(): number;
  _app_tag_text(tag: number): number;
  _app_tag_box(tag: number): number;
  _app_tag_kind(tag: number): number;
  _app_file_buffer(size: number): number;
  _app_open_png(): number;
  _app_open_ink(strokes: number, width: number, height: number): number;
  _app_set_ink(strokes: number, width: number, height: number): number;
  _app_strokes_line(): number;
  _app_open_model(): number;
  _app_built_in_model(): number;
  _app_built_in_model_size(): number;
  _app_model_card(): number;
  _app_model_class_count(): number;
  _app_model_label(i: number): number;
  _app_model_parameters(): number;
  _app_check_picture_size(width: number, height: number): number;
  _app_picture_buffer(width: number, height: number): number;
  _app_open_picture(): number;
  _app_has_picture(): number;
  _app_picture_reading(): number;
  _app_picture_progress(): number;
  _app_number_count(): number;
  _app_number_read(number: number): number;
  _app_number_settled(number: number): number;
  _app_number_corrected(number: number): number;
  _app_chosen_number(): number;
  _app_choose_number(number: number): void;
  _app_past_count(): number;
  _app_past_text(drawing: number): number;
  _app_past_accepted(drawing: number): number;
  _app_past_picture(drawing: number, width: number, height: number): number;
  _app_recall(drawing: number): void;
  _app_show_layers(on: boolean, height: number): void;
  _app_layers_revision(): number;
  _app_layer_count(): number;
  _app_layer(line: number): number;
  _app_model_label(index: number): number;
  _app_draw_layer(line: number, columns: number): number;
  _app_logits(): number;
  _app_probabilities(): number;
  _app_kernel(): number;
  _app_needs_frame(): number;
  _app_frame(): number;
  _app_read(): void;
}

declare function createDigitpad(options: DigitpadOptions): Promise<DigitpadModule>;

/** The module's wasm file as xz packed it, how long it is, and the module that unpacks it. */
declare const DIGITPAD_MODULE: import('./unpack.js').Packed;
