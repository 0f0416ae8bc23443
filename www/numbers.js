// The list of the numbers in a picture, each in an input of its own to be corrected. An unsure
// one that is right is confirmed by Enter, which goes on to the next unsure one.

import { byId, fillIn, setText } from './dom.js';
import { plainDigits } from './plain_digits.js';
import { texts } from './texts.js';

// A longer text takes the width of two.
const SHORT = 8;

/** @typedef {{ item: HTMLElement, input: HTMLInputElement, mark: HTMLElement }} Row */

export class Numbers {
  /**
   * @param {DigitpadModule} module
   * @param {() => void} changed called after everything that the app may show
   */
  constructor(module, changed) {
    this.module = module;
    this.changed = changed;
    this.list = byId('numbers');
    /** @type {Row[]} */
    this.rows = [];
    this.shownChoice = -1;
  }

  show() {
    const m = this.module;
    const count = m._app_number_count();
    while (this.rows.length > count) this.rows.pop()?.item.remove();
    while (this.rows.length < count) this.addRow();
    this.rows.forEach((row, i) => this.showRow(row, i));
    const choice = m._app_chosen_number();
    if (choice === this.shownChoice) return;
    this.shownChoice = choice;
    this.rows[choice]?.item.scrollIntoView({ block: 'nearest' });
  }

  /**
   * @param {Row} row
   * @param {number} i
   */
  showRow({ item, input, mark }, i) {
    const m = this.module;
    const corrected = m._app_number_corrected(i) !== 0;
    const settled = m._app_number_settled(i) !== 0;
    const read = m.UTF8ToString(m._app_number_read(i));
    // What is being typed stands; another picture's text does not.
    if (input.dataset.read !== read) {
      input.dataset.read = read;
      input.value = read;
    }
    item.dataset.state = corrected ? 'corrected' : settled ? 'sure' : 'unsure';
    item.dataset.long = String(input.value.length > SHORT);
    item.dataset.chosen = String(m._app_chosen_number() === i);
    setText(mark, corrected ? '✓' : settled ? '' : '?');
    const text = corrected
      ? texts.numberCorrected
      : settled
        ? texts.number
        : texts.numberUnsure;
    const label = fillIn(text, { place: String(i + 1), read });
    if (input.ariaLabel !== label) input.ariaLabel = label;
  }

  addRow() {
    const i = this.rows.length;
    const m = this.module;
    const item = document.createElement('li');
    const place = document.createElement('span');
    const input = document.createElement('input');
    const mark = document.createElement('span');
    place.className = 'place';
    place.textContent = String(i + 1);
    mark.className = 'mark';
    place.ariaHidden = mark.ariaHidden = 'true';
    Object.assign(input, { type: 'text', inputMode: 'numeric', autocomplete: 'off' });
    const correct = () => {
      const { value } = input;
      const number = [...plainDigits(value)].filter(this.isOfNumber, this).join('');
      if (number !== value) input.value = number;
      m.ccall('app_correct_number', null, ['number', 'string'], [i, input.value]);
      this.changed();
    };
    input.addEventListener('input', correct);
    input.addEventListener('focus', () => {
      m._app_choose_number(i);
      this.changed();
    });
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      correct();
      this.focusNext(i);
    });
    item.append(place, input, mark);
    this.list.append(item);
    this.rows.push({ item, input, mark });
  }

  /**
   * Signs, too, whatever is read: they may stand on the paper.
   * @param {string} character
   */
  isOfNumber(character) {
    if ('-.,'.includes(character)) return true;
    return this.module.ccall('app_is_typable', 'number', ['string'], [character]) !== 0;
  }

  /** @param {number} i */
  focusNext(i) {
    const later = [...this.rows.slice(i + 1), ...this.rows.slice(0, i)];
    later.find(({ item }) => item.dataset.state === 'unsure')?.input.focus();
  }
}
