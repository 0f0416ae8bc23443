// What a <digit-pad> holds: ink and what that was read as, or something that was typed in its
// place. Knows nothing of screens.

import { PadInk } from './pad_ink.js';
import { nothingRead } from './pad_reader.js';
import { encodeState } from './pad_state.js';
import { symbolsIn } from './pad_symbols.js';
import { numberIn } from './pad_validity.js';

/** @typedef {'undo' | 'redo' | 'clear'} PadCommand */

export class PadContent {
  ink = new PadInk();
  reading = nothingRead();
  /** What stands in the field, unless that is what was read. @type {string | null} */
  typed = null;
  /** What can be read and typed, unless these are numbers. @type {string[] | null} */
  symbols = null;
  /** There is ink that waits for what reads it. */
  isUnread = false;

  /** The number as it was written or typed; empty where there is none, or none for sure. */
  get text() {
    return this.typed ?? (this.reading.state === 'accepted' ? this.reading.text : '');
  }

  /** The number as others take it, with a point. */
  numberWith(/** @type {boolean} */ hasSigns) {
    const { typed, text, symbols } = this;
    if (symbols) return typed === null ? text : symbolsIn(typed, symbols).join('');
    return (typed === null ? text : numberIn(text, hasSigns)).replace(',', '.');
  }

  /** One of those that pad_states.js names first. */
  get state() {
    if (this.typed !== null) return 'typed';
    const { state } = this.reading;
    return this.isUnread && state === 'empty' ? 'reading' : state;
  }

  /** Ink is there, and something that it may not be was typed. */
  get isTypedOver() {
    const { typed, ink, reading } = this;
    const { text, candidates } = reading;
    return typed !== null && !ink.isEmpty && ![text, ...candidates].includes(typed);
  }

  /** What was entered stands in place of the ink, which said something else or nothing for sure. */
  get isEntered() {
    const { typed, ink, reading } = this;
    const isRead = reading.state === 'accepted' && typed === reading.text;
    return typed !== null && !ink.isEmpty && !isRead;
  }

  /** Which commands there is something to do for. @returns {Record<PadCommand, boolean>} */
  get can() {
    const { ink, typed, isEntered } = this;
    return {
      undo: ink.canUndo || isEntered,
      redo: ink.canRedo,
      clear: !ink.isEmpty || typed !== null,
    };
  }

  /**
   * In place of all that was there.
   * @param {string} text
   * @param {import('./pad_ink.js').InkStroke[]} [strokes]
   */
  hold(text, strokes) {
    this.ink.reset(strokes);
    this.typed = text === '' ? null : text;
  }

  /** In place of what was read. @param {string} text */
  enter(text) {
    this.typed = text === '' && this.ink.isEmpty ? null : text;
  }

  /** @param {PadCommand} command */
  run(command) {
    const { ink } = this;
    if (command === 'clear') {
      if (!ink.isEmpty) ink.replace([]);
    } else if (command === 'redo' || !this.isEntered) {
      ink[command]();
    }
    this.typed = null;
  }

  /** Before there is more ink: what it was typed over with counts as its end. */
  write() {
    if (this.isTypedOver) this.ink.replace([]);
    this.typed = null;
  }

  /** For when its page is left. @param {string} read */
  encode(read) {
    return encodeState({ typed: this.typed, read, strokes: this.ink.strokes });
  }

  /** What was entered. @param {import('./pad_state.js').PadState} state */
  restore({ typed, read }) {
    this.typed = typed;
    // Until the ink has been read again.
    if (read) this.reading = { ...this.reading, state: 'accepted', text: read };
  }
}
