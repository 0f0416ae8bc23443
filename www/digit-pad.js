// <digit-pad>: a form field for a number that is written by hand, or typed. Joins the ink, what
// reads it, and what is seen. Importing this has no effect; see define.js.

import { OBSERVED, PadAttributes, takeEarly } from './pad_attributes.js';
import { PadCanvas } from './pad_canvas.js';
import { checkedStrokes, PadInk } from './pad_ink.js';
import { followKeys } from './pad_keys.js';
import { PadPen } from './pad_pen.js';
import { toPng, toSvg } from './pad_pictures.js';
import { nothingRead, PadReader } from './pad_reader.js';
import { decodeState, encodeState } from './pad_state.js';
import { showStates } from './pad_states.js';
import { adoptStyle } from './pad_styles.js';
import { fill, languageAround, nameOf, percentIn, textsIn } from './pad_texts.js';
import { judge, numberIn, rulesFor, takesSigns } from './pad_validity.js';
import { PadView } from './pad_view.js';
import { sharedCore } from './recognizer.js';

/** @typedef {'undo' | 'redo' | 'clear'} PadCommand */

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
  #ink = new PadInk();
  #canvas = new PadCanvas(this.#view.canvas, () => this.#painted());
  #pen = new PadPen(this.#view.surface, this.#ink, this.#canvas, {
    down: () => this.#penDown(),
    up: () => this.#byHand(() => this.#read()),
  });
  #reader = new PadReader();

  #reading = nothingRead();
  /** What stands in the field, unless that is what was read. @type {string | null} */
  #typed = null;
  /** There is ink that waits for what reads it. */
  #isUnread = false;
  /** The value is no longer that of the attribute. */
  #isDirty = false;
  /** What changes is a person's doing: events tell of it. */
  #isByHand = false;
  /** The value that events, or a script itself, have told of. */
  #told = { input: '', change: '' };
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
      this.#byHand(() => this.#enter(input.value), false);
    });
    input.addEventListener('change', () => this.#commit());
    followKeys(input, surface, {
      submit: () => {
        this.#commit();
        return this.form;
      },
      run: (command) => this.#act(() => this.#run(command)),
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

  /** The number; empty where there is none, or none for sure. */
  get value() {
    if (this.#typed !== null) {
      return numberIn(this.#typed, takesSigns(this.min, this.max));
    }
    return this.#reading.state === 'accepted' ? this.#reading.text : '';
  }
  set value(value) {
    this.#isDirty = true;
    this.#silently(() => this.#hold(String(value ?? '')));
  }

  // --- The ink ---

  /** A copy: x, y, milliseconds since the first point, and a pen's pressure. */
  get strokes() {
    return this.#ink.strokes.map((stroke) => stroke.map((point) => [...point]));
  }
  set strokes(strokes) {
    const checked = checkedStrokes(strokes);
    this.#isDirty = true;
    this.#ink.reset(checked);
    this.#silently(() => this.#inkChanged(true));
  }

  /** What the ink was read as, as `Recognizer.read` gives it. */
  get result() {
    return this.#reading.result;
  }

  /** Resolves when what is written will be read; rejects where that cannot be. */
  get ready() {
    return (this.#ready ??= this.#start());
  }

  /** Empties the field; `undo` brings back the ink. */
  clear() {
    this.#silently(() => this.#run('clear'));
  }
  undo() {
    this.#silently(() => this.#run('undo'));
  }
  redo() {
    this.#silently(() => this.#run('redo'));
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
    const { view, size, pen } = this.#canvas;
    return { strokes: this.#ink.strokes, view, size, pen };
  }

  // --- What the browser calls ---

  connectedCallback() {
    adoptStyle(this.#root);
    this.#canvas.start();
    this.ready.catch(() => {});
    if (this.#isUnread) this.#read();
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
    if (name === 'value' && !this.#isDirty) this.#silently(() => this.#hold(after ?? ''));
    if (name === 'min-confidence') this.#reader.stop();
    if (['min', 'max', 'maxlength', 'mode', 'min-confidence'].includes(name)) {
      // Ink that waits to be read is told of all the same.
      this.#isByHand &&= this.#isUnread;
      this.#read();
      this.#tell(true);
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
    this.#silently(() => this.#hold(this.defaultValue));
  }

  /** @param {unknown} state @param {string} reason */
  formStateRestoreCallback(state, reason) {
    const kept = reason === 'restore' ? decodeState(String(state)) : null;
    if (!kept) return void (this.value = String(state));
    this.strokes = kept.strokes;
    this.#typed = kept.typed;
    // Until the ink has been read again.
    if (kept.read) {
      this.#reading = { ...this.#reading, state: 'accepted', text: kept.read };
    }
    this.#silently(() => {});
  }

  // --- The value ---

  /** In place of all that was there. @param {string} text */
  #hold(text) {
    this.#ink.reset();
    this.#inkChanged();
    if (text !== '') this.#typed = text;
  }

  /** In place of what was read. @param {string} text */
  #enter(text) {
    this.#isDirty = true;
    this.#typed = text === '' && this.#ink.isEmpty ? null : text;
  }

  /** @param {PadCommand} command */
  #run(command) {
    this.#isDirty = true;
    if (command === 'clear') {
      if (!this.#ink.isEmpty) this.#ink.replace([]);
    } else if (command === 'redo' || !this.#isTypedOver) {
      this.#ink[command]();
    }
    this.#inkChanged();
  }

  /** Ink is there, and something that it may not be was typed. */
  get #isTypedOver() {
    const { text, candidates } = this.#reading;
    const typed = this.#typed;
    return typed !== null && !this.#ink.isEmpty && ![text, ...candidates].includes(typed);
  }

  /** By hand, where that is allowed. */
  #act(/** @type {() => void} */ action) {
    if (!this.#isDisabled && !this.readOnly) this.#byHand(action);
  }

  /** What `action` changes, events tell of. */
  #byHand(/** @type {() => void} */ action, isSettled = true) {
    this.#isByHand = true;
    action();
    this.#tell(isSettled);
  }

  /** What `action` changes, a script knows of itself. */
  #silently(/** @type {() => void} */ action) {
    this.#isByHand = false;
    action();
    this.#tell(true);
  }

  /** Shows what is now, and tells of it. A listener may change it again. */
  #tell(/** @type {boolean} */ isSettled) {
    this.#show();
    if (!this.#isByHand) {
      this.#told = { input: this.value, change: this.value };
      return;
    }
    this.#send('input');
    if (!isSettled || this.#isUnread) return;
    this.#send('change');
    this.#isByHand = false;
  }

  /** @param {'input' | 'change'} type */
  #send(type) {
    if (this.value === this.#told[type]) return;
    this.#told[type] = this.value;
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }

  /** What was typed is done. */
  #commit() {
    this.#isReported = true;
    this.#show();
    this.#send('change');
  }

  // --- Reading ---

  async #start() {
    try {
      const { core } = await sharedCore();
      this.#failure = null;
      if (!this.isConnected) return this;
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
    this.#isUnread = false;
    this.#speak();
    const message = error instanceof Error ? error.message : String(error);
    this.dispatchEvent(new ErrorEvent('error', { error, message }));
  }

  #inkChanged(fits = false) {
    this.#typed = null;
    this.#canvas.show(this.#ink.strokes, fits);
    this.#read();
  }

  /** Reads the ink; later, where there is nothing yet to read it with. */
  #read() {
    const { strokes, isEmpty, live } = this.#ink;
    this.#isUnread = !isEmpty && !this.#failure;
    if (!this.#isUnread || !this.#reader.isReady) this.#reading = nothingRead();
    if (!this.#isUnread) return;
    if (!this.#reader.isReady) return void this.#readLater();
    try {
      this.#reading = this.#reader.read(strokes, rulesFor(this));
      this.#isUnread = false;
    } catch (error) {
      this.#reader.stop();
      return this.#fail(error);
    }
    if (live || !this.#isByHand) return;
    this.#show();
    const { result } = this.#reading;
    const init = { bubbles: true, composed: true, detail: result };
    this.dispatchEvent(new CustomEvent('recognize', init));
  }

  async #readLater() {
    if (!this.isConnected) return;
    try {
      const isThere = await this.#reader.start(this.minConfidence);
      if (!isThere || !this.#isUnread) return;
    } catch (error) {
      if (!this.#failure) this.#fail(error);
      return;
    }
    this.#read();
    this.#tell(!this.#ink.live);
  }

  // --- The pen ---

  #penDown() {
    // A touch gives no focus by itself, since it must not scroll.
    this.#view.surface.focus({ preventScroll: true });
    this.#isDirty = true;
    this.#isReported = false;
    if (this.#isTypedOver) this.#ink.replace([]);
    this.#typed = null;
    this.#readAt = performance.now();
  }

  /** After a frame: the ink is seen first, and read then. */
  #painted() {
    const now = performance.now();
    if (!this.#ink.live || now - this.#readAt < LIVE_MS) return;
    this.#readAt = now;
    this.#byHand(() => this.#read(), false);
  }

  // --- What is seen ---

  /** All that its surroundings and attributes say. */
  #speak() {
    this.#language = textsIn(languageAround(this));
    const { language, texts } = this.#language;
    this.#view.speak(language, texts, this.placeholder);
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
      takesSigns: takesSigns(this.min, this.max),
    });
  }

  get #state() {
    if (this.#typed !== null) return 'typed';
    return this.#isUnread && this.#reading.state === 'empty'
      ? 'reading'
      : this.#reading.state;
  }

  /** Value, validity, and all that is seen of them. */
  #show() {
    const { value } = this;
    const state = this.#state;
    const { flags, message } = judge(
      {
        value,
        typed: this.#typed,
        reading: state === 'typed' ? nothingRead() : this.#reading,
        required: this.required,
        min: this.min,
        max: this.max,
        maxLength: this.maxLength,
        custom: this.#custom,
      },
      this.#language.texts,
    );
    const { strokes, live } = this.#ink;
    const kept = { typed: this.#typed, read: value, strokes };
    // What is kept can wait until the pen is up.
    this.#internals.setFormValue(value, live ? value : encodeState(kept));
    this.#internals.setValidity(flags, message, this.#view.input);
    showStates(this.#internals, {
      [state]: true,
      ready: this.#canvas.core !== null,
      drawing: live !== null,
      unavailable: this.#failure !== null,
    });
    // What is missing, or typed in part, is nobody's fault yet.
    const isTold = this.#isReported || ['accepted', 'unsure', 'rejected'].includes(state);
    const isProblem = message !== '' && isTold;
    this.#view.show({
      state,
      value,
      typed: this.#typed,
      reading: this.#reading,
      message: isProblem ? message : this.#remark(state),
      isProblem,
      isDrawing: live !== null,
      isTypedOver: this.#isTypedOver,
      can: {
        undo: this.#ink.canUndo || this.#isTypedOver,
        redo: this.#ink.canRedo,
        clear: !this.#ink.isEmpty || this.#typed !== null,
      },
    });
  }

  /** What is said where nothing is wrong. @param {string} state */
  #remark(state) {
    const { texts, language } = this.#language;
    if (this.#failure !== null) return texts.padOnly;
    if (state !== 'accepted') return '';
    const percent = percentIn(language, this.#reading.result.confidence);
    return fill(texts.verdictAccepted, { percent });
  }
}
