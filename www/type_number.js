// A number that is typed: key by key beside the drawing, or in a panel, which phones and screen
// readers can reach.

import { byId, setText } from './dom.js';
import { Panel } from './panel.js';
import { plainDigits } from './shortcuts.js';
import { texts } from './texts.js';

export class TypedNumber {
  /**
   * @param {DigitpadModule} module
   * @param {(command: string) => void} run
   * @param {() => void} changed called after everything that the app may show
   */
  constructor(module, run, changed) {
    this.module = module;
    this.run = run;
    this.changed = changed;
    this.panel = new Panel('type-panel');
    this.input = /** @type {HTMLInputElement} */ (byId('type-input'));
    this.problem = byId('type-problem');
    this.input.addEventListener('input', () => setText(this.problem, ''));
    this.panel.dialog.addEventListener('submit', (event) => {
      if (this.enter(plainDigits(this.input.value).replace(/\s/g, ''))) {
        this.input.value = '';
      } else {
        event.preventDefault();
        setText(this.problem, texts.typeProblem);
      }
    });
  }

  /**
   * @param {string} character
   * @returns {boolean} whether it was taken up
   */
  type(character) {
    const taken = this.module._app_type(character.charCodeAt(0)) !== 0;
    if (taken) this.changed();
    return taken;
  }

  isTyping() {
    return this.module._app_typed_count() > 0;
  }

  /**
   * In place of what was typed before.
   * @param {string} text
   * @returns {boolean} false, with nothing typed, where a part of it was not taken up
   */
  enter(text) {
    while (this.isTyping()) this.run('undo');
    if (text !== '' && [...text].every((character) => this.type(character))) return true;
    while (this.isTyping()) this.run('undo');
    return false;
  }
}
