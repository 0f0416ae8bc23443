// A number that is typed: key by key beside the drawing, or in a panel, which phones and screen
// readers can reach.

import { byId, fillIn, setText } from './dom.js';
import { Panel } from './panel.js';
import { plainDigits } from './plain_digits.js';
import { texts } from './texts.js';

export class TypedNumber {
  /**
   * @param {DigitpadModule} module
   * @param {string[][]} rules names and values of the rules for the number
   * @param {() => void} changed called after everything that the app may show
   */
  constructor(module, rules, changed) {
    this.module = module;
    this.hasSigns = rules.some(([name]) => name === 'decimal');
    this.changed = changed;
    this.panel = new Panel('type-panel');
    this.input = /** @type {HTMLInputElement} */ (byId('type-input'));
    this.problem = byId('type-problem');
    this.input.addEventListener('input', () => setText(this.problem, ''));
    this.panel.dialog.addEventListener('submit', (event) => {
      if (this.enter(plainDigits(this.input.value).replace(/\s/g, ''))) return;
      event.preventDefault();
      setText(this.problem, this.problemNow());
    });
    this.panel.dialog.addEventListener('close', () => {
      this.input.value = '';
      setText(this.problem, '');
    });
  }

  /**
   * @param {string} character
   * @returns {boolean} whether it was taken up
   */
  type(character) {
    const taken = this.module.ccall('app_type', 'number', ['string'], [character]) !== 0;
    if (taken) this.changed();
    return taken;
  }

  /** What the model's labels are, unless they are digits alone. */
  otherLabels() {
    const m = this.module;
    const labels = Array.from({ length: m._app_model_class_count() }, (_, i) =>
      m.UTF8ToString(m._app_model_label(i)),
    );
    return labels.every((label) => /^\d?$/.test(label)) ? '' : labels.join(' ').trim();
  }

  problemNow() {
    if (this.module._app_has_picture() !== 0) return texts.typePicture;
    const labels = this.otherLabels();
    if (labels) return fillIn(texts.typeProblemOf, { labels });
    return this.hasSigns ? texts.typeProblemDecimal : texts.typeProblem;
  }

  /** Keys for what the model reads, on a screen that shows its own. */
  fitKeys() {
    this.input.inputMode = this.otherLabels() ? 'text' : 'decimal';
  }

  typed() {
    return this.module.UTF8ToString(this.module._app_typed());
  }

  isTyping() {
    return this.typed() !== '';
  }

  /**
   * In place of what was typed before.
   * @param {string} text
   * @returns {boolean} false, with all as it was, where a part of it was not taken up
   */
  enter(text) {
    const taken = this.module.ccall('app_enter', 'number', ['string'], [text]) !== 0;
    if (taken) this.changed();
    return taken;
  }
}
