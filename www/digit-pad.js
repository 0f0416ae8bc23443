// <digit-pad>: a form field for a number that is written by hand, or typed. Joins what it holds,
// what reads that, and what is seen. Importing this has no effect; see define.js.

import { checkBytes } from './check_input.js';
import { OBSERVED, PadAttributes, takeEarly } from './pad_attributes.js';
import { countBoxes } from './pad_boxes.js';
import { PadCanvas } from './pad_canvas.js';
import { PadContent } from './pad_content.js';
import { PadEvents } from './pad_events.js';
import { checkedStrokes } from './pad_ink.js';
import { followKeys } from './pad_keys.js';
import { PadPen } from './pad_pen.js';
import { toPng, toSvg } from './pad_pictures.js';
import { nothingRead, PadReader } from './pad_reader.js';
import { decodeState } from './pad_state.js';
import { showStates } from './pad_states.js';
import { adoptStyle } from './pad_styles.js';
import { symbolsOf } from './pad_symbols.js';
import { languageAround, nameOf, remarkOn, textsIn, watchLanguage } from './pad_texts.js';
import { judge, rulesFor, takesSigns } from './pad_validity.js';
import { PadView } from './pad_view.js';
import { sharedCore } from './recognizer.js';

/** @typedef {import('./pad_content.js').PadCommand} PadCommand */

// A stroke under way is read that often.
const LIVE_MS = 100;

export class DigitPad extends PadAttributes {
  static formAssociated = true;
  static observedAttributes = OBSERVED;

  #internals = this.attachInternals();
  #root = this.attachShadow({ mode: 'open', delegatesFocus: true });
  #view = new PadView(
    this.#root,
    (command) => this.#act(() => this.#run(command)),
    (text) => this.#act(() => this.#enter(text)),
  );
  #content = new PadContent();
  #events = new PadEvents(this, this.#content, () => this.#show());
  #canvas = new PadCanvas(this.#view.canvas, {
    placed: () => this.#placed(),
    painted: () => this.#painted(),
  });
  #pen = new PadPen(this.#view.surface, this.#content.ink, this.#canvas, {
    down: () => this.#penDown(),
    up: () => this.#events.byHand(() => this.#read()),
  });
  #reader = new PadReader();
  #languages = new MutationObserver(() => this.#speak());

  /** The value is no longer that of the attribute. */
  #isDirty = false;
  #readAt = 0;
  #custom = '';
  /** What is missing is said as well. */
  #isReported = false;
  #isDisabled = false;
  /** @type {unknown} */
  #failure = null;
  /** @type {Promise<DigitPad> | null} */
  #ready = null;
  #language = textsIn('en');

  constructor() {
    super();
    const { input, surface } = this.#view;
    input.addEventListener('input', (event) => {
      event.stopPropagation();
      this.#isReported = false;
      this.#events.byHand(() => this.#enter(input.value), false);
    });
    input.addEventListener('change', () => this.#commit());
    followKeys(input, surface, {
      submit: () => {
        this.#commit();
        return this.form;
      },
      run: (command) => this.#act(() => this.#run(command)),
      takes: (key) =>
        this.#content.symbols?.some((each) => each.startsWith(key)) ?? false,
    });
    this.#root.addEventListener('focusin', () => this.#describe());
    this.addEventListener('invalid', () => {
      this.#isReported = true;
      this.#show();
    });
    takeEarly(this);
  }

  // --- As of an <input> ---

  get type() {
    return /** @type {const} */ ('digit-pad');
  }
  get form() {
    return this.#internals.form;
  }
  get labels() {
    return this.#internals.labels;
  }
  get validity() {
    return this.#internals.validity;
  }
  get validationMessage() {
    return this.#internals.validationMessage;
  }
  get willValidate() {
    return this.#internals.willValidate;
  }
  checkValidity() {
    return this.#internals.checkValidity();
  }
  reportValidity() {
    return this.#internals.reportValidity();
  }
  setCustomValidity(/** @type {string} */ message) {
    this.#custom = String(message);
    this.#show();
  }

  /** The number, with a point if it has decimals; empty where there is none, or none for sure. */
  get value() {
    return this.#content.numberWith(takesSigns(this));
  }
  set value(value) {
    this.#isDirty = true;
    this.#events.silently(() => this.#hold(String(value ?? '')));
  }

  // --- The ink ---

  /** A copy: x, y, milliseconds since the first point, and a pen's pressure. */
  get strokes() {
    return this.#content.ink.strokes.map((stroke) => stroke.map((point) => [...point]));
  }
  set strokes(strokes) {
    const checked = checkedStrokes(strokes);
    this.#isDirty = true;
    this.#content.hold('', checked);
    this.#events.silently(() => this.#inkChanged(true));
  }

  /** A copy of the model file that reads; null: the one that comes with the package. */
  get model() {
    return this.#reader.model?.slice() ?? null;
  }
  set model(model) {
    const file = model === null ? null : checkBytes('model', model).slice();
    this.#reader.stop();
    this.#reader.model = file;
    this.#content.symbols = file && symbolsOf(file);
    this.#failure = null;
    this.#events.silently(() => this.#read());
    // What is wrong with it is told at once.
    void this.#readLater();
    this.#speak();
  }

  /** In mode `boxes`: x, y, width and height of each, in the units of `strokes`. */
  get cells() {
    return this.#canvas.place.cells;
  }

  /** What the ink was read as, as `Recognizer.read` gives it. */
  get result() {
    return this.#content.reading.result;
  }

  /** Resolves when what is written will be read; rejects where that cannot be. */
  get ready() {
    return (this.#ready ??= this.#start());
  }

  /** Empties the field; `undo` brings back the ink. */
  clear() {
    this.#events.silently(() => this.#run('clear'));
  }
  undo() {
    this.#events.silently(() => this.#run('undo'));
  }
  redo() {
    this.#events.silently(() => this.#run('redo'));
  }

  /** The ink as it is seen, black on white. */
  toSVG() {
    return toSvg(this.#drawing);
  }
  /** The same as a PNG; `scale`: its pixels in a CSS pixel. */
  async toBlob({ scale = 2 } = {}) {
    const { core } = await sharedCore();
    return toPng(core, this.#drawing, scale);
  }
  get #drawing() {
    const { place, pen } = this.#canvas;
    const { view, size } = place;
    return { strokes: this.#content.ink.strokes, view, size, pen };
  }

  // --- What the browser calls ---

  connectedCallback() {
    adoptStyle(this.#root, this.#canvas.place.boxes);
    this.#canvas.start();
    this.ready.catch(() => {});
    if (this.#content.isUnread) this.#read();
    this.#languages.disconnect();
    watchLanguage(this, this.#languages);
    const { ownerDocument } = this;
    if (ownerDocument.readyState === 'loading') {
      // The rest of its label is still to come.
      const describe = () => this.#describe();
      ownerDocument.addEventListener('DOMContentLoaded', describe, { once: true });
    }
    this.#speak();
  }

  disconnectedCallback() {
    this.#pen.letGo();
    // When it is only moved, it is back by then.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#ready = null;
      this.#canvas.stop();
      this.#reader.stop();
      this.#languages.disconnect();
    });
  }

  /** Moved by `moveBefore`: nothing changes. */
  connectedMoveCallback() {}

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'value' && !this.#isDirty) {
      this.#events.silently(() => this.#hold(after ?? ''));
    }
    if (name === 'min-confidence') this.#reader.stop();
    if (['min', 'max', 'maxlength', 'mode', 'min-confidence'].includes(name)) {
      this.#events.rejudge(() => {
        this.#setBoxes();
        // A stroke under way is a person's doing, and read at its end.
        if (!this.#content.ink.live) this.#read();
      });
    }
    this.#speak();
  }

  formDisabledCallback(/** @type {boolean} */ isDisabled) {
    this.#isDisabled = isDisabled;
    this.#speak();
  }

  formResetCallback() {
    this.#isDirty = false;
    this.#isReported = false;
    this.#events.silently(() => this.#hold(this.defaultValue));
  }

  /** @param {unknown} state @param {string} reason */
  formStateRestoreCallback(state, reason) {
    const kept = reason === 'restore' ? decodeState(String(state)) : null;
    if (!kept) return void (this.value = String(state));
    this.strokes = kept.strokes;
    this.#content.restore(kept);
    this.#events.silently(() => {});
  }

  // --- The value ---

  /** In place of all that was there. @param {string} text */
  #hold(text) {
    this.#content.hold(text);
    this.#inkChanged();
  }

  /** @param {string} text */
  #enter(text) {
    this.#isDirty = true;
    this.#content.enter(text);
  }

  /** @param {PadCommand} command */
  #run(command) {
    this.#isDirty = true;
    this.#content.run(command);
    this.#inkChanged();
  }

  /** By hand, where that is allowed. */
  #act(/** @type {() => void} */ action) {
    if (!this.#isDisabled && !this.readOnly) this.#events.byHand(action);
  }

  /** What was typed is done. */
  #commit() {
    this.#isReported = true;
    this.#events.commit();
  }

  // --- Reading ---

  async #start() {
    try {
      const { core } = await sharedCore();
      this.#failure = null;
      if (!this.isConnected) {
        // Nothing is seen outside of a document: it starts again in one.
        this.#ready = null;
        return this;
      }
      this.#canvas.core = core;
      this.#canvas.invalidate();
      this.#speak();
    } catch (error) {
      this.#fail(error);
      throw error;
    }
    return this;
  }

  /** It goes on as a field to type into. @param {unknown} error */
  #fail(error) {
    this.#failure = error;
    this.#content.isUnread = false;
    this.#speak();
    this.#events.fail(error);
  }

  #inkChanged(isNew = false) {
    const { ink } = this.#content;
    this.#canvas.show(ink.strokes, isNew || ink.isNew);
    this.#read();
  }

  /** Reads the ink; later, where there is nothing yet to read it with. */
  #read() {
    const content = this.#content;
    const { strokes, isEmpty, live } = content.ink;
    content.isUnread = !isEmpty && !this.#failure;
    const canRead = this.#reader.isReady;
    if (!content.isUnread || !canRead) content.reading = nothingRead();
    if (!content.isUnread) return;
    if (!canRead) return void this.#readLater();
    try {
      content.reading = this.#reader.read(strokes, rulesFor(this, this.cells));
      content.isUnread = false;
    } catch (error) {
      this.#reader.stop();
      return this.#fail(error);
    }
    if (!live) this.#events.recognize(content.reading.result);
  }

  async #readLater() {
    if (!this.isConnected) return;
    try {
      await this.#reader.start(this.minConfidence);
    } catch (error) {
      if (!this.#failure) this.#fail(error);
      return;
    }
    if (!this.#content.isUnread || !this.#reader.isReady) return;
    this.#read();
    this.#events.tell(!this.#content.ink.live);
  }

  // --- The pen ---

  #penDown() {
    // A touch gives no focus by itself, since it must not scroll.
    this.#view.surface.focus({ preventScroll: true });
    this.#isDirty = true;
    this.#isReported = false;
    this.#content.write();
    this.#readAt = performance.now();
  }

  #setBoxes() {
    const { ink } = this.#content;
    const change = this.#canvas.place.setBoxes(countBoxes(this));
    if (change) ink.map(change);
    this.#canvas.show(ink.strokes, false);
    this.#placed();
  }

  /** The surface has another size, or other boxes. */
  #placed() {
    const { boxes, row } = this.#canvas.place;
    adoptStyle(this.#root, boxes);
    this.#view.showBoxes(boxes, row);
  }

  /** After a frame: the ink is seen first, and read then. */
  #painted() {
    const now = performance.now();
    if (!this.#content.ink.live || now - this.#readAt < LIVE_MS) return;
    this.#readAt = now;
    this.#events.byHand(() => this.#read(), false);
  }

  // --- What is seen ---

  /** All that its surroundings and attributes say. */
  #speak() {
    this.#language = textsIn(languageAround(this));
    const { language, texts } = this.#language;
    this.#view.speak(language, texts, this.placeholder, this.#canvas.place.boxes);
    const canWrite = !this.#isDisabled && !this.readOnly && !this.#failure;
    if (canWrite && this.isConnected) this.#pen.follow();
    else this.#pen.letGo();
    this.#describe();
    this.#show();
  }

  #describe() {
    this.#view.describe({
      label: nameOf(this) || this.#language.texts.typeLabel,
      required: this.required,
      isDisabled: this.#isDisabled,
      isReadOnly: this.readOnly,
      isAlone: this.#failure !== null,
      takesSigns: takesSigns(this),
      takesLetters: this.#content.symbols !== null,
    });
  }

  /** Value, validity, and all that is seen of them. */
  #show() {
    const { value } = this;
    const content = this.#content;
    const { state, ink } = content;
    const { texts } = this.#language;
    const { flags, message } = judge(content, value, this, this.#custom, texts);
    const isDrawing = ink.live !== null;
    // What is kept can wait until the pen is up.
    const kept = isDrawing ? value : content.encode(value);
    this.#internals.setFormValue(value, kept);
    this.#internals.setValidity(flags, message, this.#view.input);
    showStates(this.#internals, {
      [state]: true,
      ready: this.#canvas.core !== null,
      drawing: isDrawing,
      unavailable: this.#failure !== null,
    });
    // What is missing, or typed in part, is nobody's fault yet.
    const isTold = this.#isReported || ['accepted', 'unsure', 'rejected'].includes(state);
    const isProblem = message !== '' && isTold;
    const remark =
      this.#failure === null ? remarkOn(content, this.#language) : texts.padOnly;
    this.#view.show(content, isProblem ? message : remark, isProblem);
  }
}
