// What is within the shadow root of a <digit-pad>: the field, the surface to write on, and below
// it a message, candidates and tools. Shows what it is told and decides nothing.

import { fill } from './pad_texts.js';

/** @typedef {import('./pad_content.js').PadCommand} PadCommand */
/** @typedef {import('./pad_texts.js').Texts} Texts */

// Drawn in a square of 24 units.
const ICONS = {
  undo: 'M8.5 5 4 9.5 8.5 14M4 9.5h10a5.25 5.25 0 0 1 0 10.5h-3',
  redo: 'M15.5 5 20 9.5 15.5 14M20 9.5H10a5.25 5.25 0 0 0 0 10.5h3',
  clear: 'M6 6l12 12M18 6 6 18',
};
const SVG = 'http://www.w3.org/2000/svg';

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {Document} document
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {Node[]} children
 */
function make(document, tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** @param {Document} document @param {string} path */
function makeIcon(document, path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'path'));
  svg.firstElementChild?.setAttribute('d', path);
  return svg;
}

/** Writes only what differs, so that nothing is spoken again without need. */
function setText(/** @type {Element} */ element, /** @type {string} */ text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | boolean} value a boolean: whether the attribute is there
 */
function setAttribute(element, name, value) {
  if (typeof value === 'boolean') element.toggleAttribute(name, value);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export class PadView {
  /**
   * @param {ShadowRoot} root
   * @param {(command: PadCommand) => void} run
   * @param {(text: string) => void} choose one of the candidates
   */
  constructor(root, run, choose) {
    const document = root.ownerDocument;
    this.choose = choose;
    this.placeholder = this.type = '';
    this.input = make(document, 'input', {
      class: 'input',
      part: 'input',
      type: 'text',
      autocomplete: 'off',
      enterkeyhint: 'done',
      spellcheck: 'false',
      'aria-describedby': 'message',
    });
    this.canvas = make(document, 'canvas', {
      class: 'ink',
      part: 'ink',
      'aria-hidden': 'true',
    });
    this.hint = make(document, 'div', {
      class: 'hint',
      part: 'hint',
      'aria-hidden': 'true',
    });
    this.boxes = make(document, 'div', {
      class: 'boxes',
      part: 'boxes',
      'aria-hidden': 'true',
    });
    this.surface = make(
      document,
      'div',
      { class: 'surface', part: 'surface', role: 'img', tabindex: '-1' },
      this.boxes,
      this.canvas,
      this.hint,
    );
    this.spoken = make(document, 'span', { class: 'spoken' });
    this.note = make(document, 'span', {});
    const message = { class: 'message', part: 'message', id: 'message', role: 'status' };
    this.candidates = make(document, 'div', { class: 'candidates', role: 'group' });
    this.tools = make(document, 'div', { class: 'tools', part: 'tools', role: 'group' });
    this.buttons = Object.entries(ICONS).map(([command, path]) => {
      const button = make(
        document,
        'button',
        { type: 'button', class: command, part: `button ${command}` },
        makeIcon(document, path),
      );
      button.addEventListener('click', () => {
        if (button.ariaDisabled !== 'true') run(/** @type {any} */ (command));
      });
      return button;
    });
    this.tools.append(...this.buttons);
    const foot = make(
      document,
      'div',
      { class: 'foot', part: 'foot' },
      make(document, 'p', message, this.spoken, this.note),
      this.tools,
    );
    const head = { class: 'head', part: 'head' };
    this.pad = make(
      document,
      'div',
      { class: 'pad', part: 'pad' },
      make(document, 'div', head, this.input, this.candidates),
      this.surface,
      foot,
    );
    root.append(this.pad);
  }

  /**
   * @param {string} language
   * @param {Texts} texts
   * @param {string} placeholder
   * @param {number} boxes how many there are
   */
  speak(language, texts, placeholder, boxes) {
    setAttribute(this.pad, 'lang', language);
    const surface = boxes ? fill(texts.inkBoxes, { count: String(boxes) }) : texts.ink;
    setAttribute(this.surface, 'aria-label', surface);
    setAttribute(this.candidates, 'aria-label', texts.candidates);
    setAttribute(this.tools, 'aria-label', texts.tools);
    setText(this.hint, boxes ? texts.hintBoxes : texts.padHint);
    this.placeholder = placeholder;
    this.type = texts.type;
    [texts.undo, texts.redo, texts.clear].forEach((text, i) => {
      setAttribute(this.buttons[i], 'aria-label', text);
      setAttribute(this.buttons[i], 'title', text);
    });
  }

  /**
   * What the field is called, and how it may be used.
   * @param {{ label: string, required: boolean, isDisabled: boolean, isReadOnly: boolean,
   *   isAlone: boolean, takesSigns: boolean, takesLetters: boolean }} use
   */
  describe(use) {
    const { label, required, isDisabled, isReadOnly, isAlone } = use;
    const numbers = use.takesSigns ? 'decimal' : 'numeric';
    const { input, pad } = this;
    setAttribute(input, 'aria-label', label);
    setAttribute(input, 'aria-required', String(required));
    setAttribute(input, 'inputmode', use.takesLetters ? 'text' : numbers);
    setAttribute(input, 'disabled', isDisabled);
    setAttribute(input, 'readonly', isReadOnly);
    setAttribute(pad, 'data-disabled', isDisabled);
    setAttribute(pad, 'data-fixed', isDisabled || isReadOnly);
    setAttribute(pad, 'data-alone', isAlone);
  }

  /**
   * @param {import('./pad_content.js').PadContent} content
   * @param {string} message
   * @param {boolean} isProblem whether the message tells of one
   */
  show(content, message, isProblem) {
    const { state, text, reading, isTypedOver, can } = content;
    const isDrawing = content.ink.live !== null;
    const { pad, input } = this;
    setAttribute(pad, 'data-state', state);
    setAttribute(pad, 'data-drawing', isDrawing);
    setAttribute(pad, 'data-over', isTypedOver);
    const isUnsure = state === 'unsure';
    const canType = !input.disabled && !input.readOnly;
    // What it may be stands beside it, to be chosen.
    const unsure = canType ? '?' : `${reading.text}?`;
    const guess = isUnsure ? unsure : state === 'partial' && reading.text;
    const hint = this.placeholder || (canType ? this.type : '');
    setAttribute(input, 'placeholder', guess || hint);
    if (input.value !== text) input.value = text;
    for (const button of this.buttons) {
      setAttribute(
        button,
        'aria-disabled',
        String(!can[/** @type {PadCommand} */ (button.className)]),
      );
    }
    // The pen is down: nothing is said.
    if (isDrawing) return;
    setAttribute(pad, 'data-problem', isProblem);
    setAttribute(input, 'aria-invalid', String(isProblem));
    setText(this.spoken, state === 'accepted' && !isProblem ? `${text} ` : '');
    setText(this.note, message);
    this.#offer(isUnsure ? reading.candidates : []);
  }

  /**
   * @param {number} count
   * @param {import('./pad_boxes.js').Row | null} row
   */
  showBoxes(count, row) {
    const { boxes, pad } = this;
    setAttribute(pad, 'data-boxes', count > 0);
    if (boxes.childElementCount !== count) {
      const makeBox = () => make(pad.ownerDocument, 'div', { class: 'box', part: 'box' });
      boxes.replaceChildren(...Array.from({ length: count }, makeBox));
    }
    if (!row) return;
    const { x, y, width, height } = row;
    boxes.style.left = `${x}px`;
    boxes.style.top = `${y}px`;
    boxes.style.width = `${width}px`;
    boxes.style.height = `${height}px`;
  }

  /** @param {string[]} texts */
  #offer(texts) {
    this.candidates.style.setProperty('--length', `${texts[0]?.length}`);
    const offered = [...this.candidates.children].map((each) => each.textContent);
    if (offered.join('\n') === texts.join('\n')) return;
    // The focus must not get lost with the button that had it.
    const root = /** @type {ShadowRoot} */ (this.pad.getRootNode());
    const hadFocus = this.candidates.contains(root.activeElement);
    this.candidates.replaceChildren(
      ...texts.map((text) => {
        const button = make(this.pad.ownerDocument, 'button', {
          type: 'button',
          class: 'candidate',
          part: 'button candidate',
        });
        button.textContent = text;
        button.addEventListener('click', () => this.choose(text));
        return button;
      }),
    );
    if (hadFocus) this.input.focus({ preventScroll: true });
  }
}
