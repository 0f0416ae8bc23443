// The page as a part of somebody else's: it tells that one what is written, and does what it says.
// See docs/EMBED.md.

import { checkStrokes } from './check_input.js';
import { byId } from './dom.js';
import { handOverInk } from './drawings.js';
import { check } from './module_calls.js';
import { plainDigits } from './plain_digits.js';

/** What the keyboard may do there. */
const COMMANDS = ['undo', 'redo', 'clear', 'recognize'];

export const isEmbeddedCommand = (/** @type {string} */ command) =>
  COMMANDS.includes(command);

/** Before the page has its texts: those of what is there in a frame. */
export function prepareEmbedded() {
  document.documentElement.dataset.embedded = 'true';
  byId('hint').dataset.text = 'padHint';
  // It is no page of its own.
  const app = byId('app');
  app.setAttribute('role', 'group');
  app.dataset.label = 'typeLabel';
  // One types over the answer instead of copying it.
  Object.assign(byId('copy').dataset, { label: 'type' });
  byId('copy').ariaHasPopup = 'dialog';
}

/** @param {unknown} value */
const isSide = (value) => typeof value === 'number' && value >= 0 && value <= 2e6;

export class Embed {
  /**
   * @param {DigitpadModule} module
   * @param {import('./host.js').Host} host
   * @param {{ run: (command: string) => void, changed: () => void }} page
   */
  constructor(module, host, page) {
    this.module = module;
    this.host = host;
    this.page = page;
    /** What the host has heard, or said itself. */
    this.told = { input: '', change: '', result: this.resultText() };
    /** What is typed key by key may still grow. */
    this.isTyping = false;
    /** What changes is the host's own doing. */
    this.isSilent = false;
    /** @type {Record<string, (request: import('./host.js').Request) => void>} */
    this.requests = {
      get: () => {
        module._app_read();
        page.changed();
      },
      set: (request) => this.silently(() => this.set(request)),
      clear: () => this.silently(() => page.run('clear')),
      undo: () => this.silently(() => page.run('undo')),
      redo: () => this.silently(() => page.run('redo')),
      focus: () => {
        window.focus();
        byId('copy').focus();
      },
    };
    addEventListener('blur', () => this.commit());
  }

  /** @param {string} model */
  start(model) {
    const kernel = this.module.UTF8ToString(this.module._app_kernel());
    this.host.follow((request) => this.take(request));
    this.host.post({ type: 'ready', kernel, model });
  }

  /** @param {import('./host.js').Request} request */
  take({ type, id, ...rest }) {
    if (id !== undefined && typeof id !== 'string' && !Number.isFinite(id)) {
      return this.host.complain('id: neither a string nor a number');
    }
    const name = String(type);
    try {
      if (typeof type !== 'string') throw new TypeError('type: not a string');
      if (!Object.hasOwn(this.requests, name)) {
        throw new TypeError(`type: there is no request "${name}"`);
      }
      this.requests[name](rest);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return this.host.complain(message, id);
    }
    if (id === undefined && name !== 'get') return;
    this.host.post({
      type: 'answer',
      ...(id === undefined ? {} : { id }),
      ...this.all(),
    });
  }

  /** @param {import('./host.js').Request} request */
  set({ value, strokes, width = 0, height = 0 }) {
    const m = this.module;
    if ((value === undefined) === (strokes === undefined)) {
      throw new TypeError('set: wants either a value or strokes');
    }
    if (strokes === undefined) {
      const isTaken =
        typeof value === 'string' &&
        m.ccall('app_set_number', 'number', ['string'], [plainDigits(value)]) !== 0;
      if (!isTaken) throw new TypeError('value: not a number that can be here');
      return;
    }
    checkStrokes(strokes);
    if (!isSide(width) || !isSide(height)) {
      throw new TypeError('width, height: not a size');
    }
    const drawing = /** @type {import('./strokes_file.js').Drawing} */ (
      /** @type {unknown} */ ({ strokes, pointers: [] })
    );
    handOverInk(m, drawing);
    const sides = /** @type {number[]} */ ([width, height]);
    check(m, m._app_set_ink(drawing.strokes.length, sides[0], sides[1]));
  }

  /** @param {() => void} action */
  silently(action) {
    this.isSilent = true;
    try {
      action();
      this.page.changed();
      this.tell();
    } finally {
      this.isSilent = false;
    }
  }

  /** The number; empty where there is none, or none for sure. */
  value() {
    const m = this.module;
    const isSure = m.UTF8ToString(m._app_verdict()) === 'accepted';
    // A point, as scripts and servers know it.
    return isSure ? m.UTF8ToString(m._app_answer()).replace(',', '.') : '';
  }

  resultText() {
    return this.module.UTF8ToString(this.module._app_result());
  }

  all() {
    const drawing = this.module.UTF8ToString(this.module._app_strokes_line());
    return {
      value: this.value(),
      result: JSON.parse(this.resultText()),
      strokes: JSON.parse(drawing).strokes,
    };
  }

  /** Whatever has changed since the host heard of it last. */
  tell() {
    const m = this.module;
    const value = this.value();
    if (m.UTF8ToString(m._app_typed()) === '') this.isTyping = false;
    const isReading = m.UTF8ToString(m._app_state()) === 'reading';
    const result = isReading ? this.told.result : this.resultText();
    const { told } = this;
    this.told = { input: value, change: told.change, result };
    if (this.isSilent) {
      this.told.change = value;
      return;
    }
    const { digits } = result === told.result ? { digits: [] } : JSON.parse(result);
    if (digits.length > 0) {
      this.host.post({ type: 'recognize', result: JSON.parse(result) });
    }
    if (value !== told.input) this.host.post({ type: 'input', value });
    if (isReading || this.isTyping || value === told.change) return;
    this.told.change = value;
    this.host.post({ type: 'change', value });
  }

  /**
   * Whether Enter ends what is typed, where it would push the button to type over it; held down
   * it does no more.
   * @param {KeyboardEvent} event
   */
  endsTyping({ target, repeat }) {
    return target === byId('copy') && (this.isTyping || repeat);
  }

  /** What was typed is done. */
  commit() {
    this.isTyping = false;
    this.tell();
  }
}
