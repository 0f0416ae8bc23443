// The attributes of <digit-pad> that are properties as well, as those of an <input> are.

/** On a server there is no such class, and nothing is ever made of this one. */
const Base = /** @type {typeof HTMLElement} */ (
  globalThis.HTMLElement ?? /** @type {unknown} */ (class {})
);

/** How a number is read. @typedef {'number' | 'single' | 'boxes'} PadMode */

export class PadAttributes extends Base {
  /** @param {string} name */
  #text(name) {
    return this.getAttribute(name) ?? '';
  }

  get name() {
    return this.#text('name');
  }
  set name(value) {
    this.setAttribute('name', value);
  }

  /** What the field holds at first, and after a reset. */
  get defaultValue() {
    return this.#text('value');
  }
  set defaultValue(value) {
    this.setAttribute('value', value);
  }

  get required() {
    return this.hasAttribute('required');
  }
  set required(value) {
    this.toggleAttribute('required', Boolean(value));
  }

  get disabled() {
    return this.hasAttribute('disabled');
  }
  set disabled(value) {
    this.toggleAttribute('disabled', Boolean(value));
  }

  get readOnly() {
    return this.hasAttribute('readonly');
  }
  set readOnly(value) {
    this.toggleAttribute('readonly', Boolean(value));
  }

  get min() {
    return this.#text('min');
  }
  set min(value) {
    this.setAttribute('min', value);
  }

  get max() {
    return this.#text('max');
  }
  set max(value) {
    this.setAttribute('max', value);
  }

  /** The most digits; -1: as many as there are. */
  get maxLength() {
    const length = this.#text('maxlength').trim();
    return /^\d{1,9}$/.test(length) ? Number(length) : -1;
  }
  set maxLength(value) {
    this.setAttribute('maxlength', String(value));
  }

  /** @returns {PadMode} */
  get mode() {
    const mode = this.#text('mode');
    return mode === 'single' || mode === 'boxes' ? mode : 'number';
  }
  set mode(value) {
    this.setAttribute('mode', value);
  }

  /**
   * From which confidence on, 0 to 1, a reading stands; undefined: as the model says.
   * @returns {number | 'strict' | undefined}
   */
  get minConfidence() {
    const text = this.#text('min-confidence').trim();
    if (text === 'strict') return text;
    const value = Number(text);
    return text !== '' && value >= 0 && value <= 1 ? value : undefined;
  }
  set minConfidence(value) {
    if (value === undefined) this.removeAttribute('min-confidence');
    else this.setAttribute('min-confidence', String(value));
  }

  get placeholder() {
    return this.#text('placeholder');
  }
  set placeholder(value) {
    this.setAttribute('placeholder', value);
  }
}

export const OBSERVED = [
  ...['value', 'required', 'disabled', 'readonly', 'min', 'max', 'maxlength', 'mode'],
  ...['min-confidence', 'placeholder', 'lang', 'aria-label'],
];

// The value comes last, since the others say what it may be.
const PROPERTIES = [
  ...['name', 'disabled', 'readOnly', 'required', 'min', 'max', 'maxLength', 'mode'],
  ...['minConfidence', 'placeholder', 'defaultValue', 'model', 'strokes', 'value'],
];

/** Takes over what a script has set before the element was defined. */
export function takeEarly(/** @type {PadAttributes} */ pad) {
  for (const name of PROPERTIES) {
    if (!Object.hasOwn(pad, name)) continue;
    const value = Reflect.get(pad, name);
    Reflect.deleteProperty(pad, name);
    Reflect.set(pad, name, value);
  }
}
