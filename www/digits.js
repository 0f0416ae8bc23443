// The digits of the answer: the row to choose one from, whose bars the card shows, and the tags
// on the drawing area. Places come from the app's layout.

import { byId, fillIn, setBox, setText } from './dom.js';
import { texts } from './texts.js';

export class Digits {
  /**
   * @param {DigitpadModule} module
   * @param {() => void} changed called after everything that the app may show
   */
  constructor(module, changed) {
    this.module = module;
    this.row = byId('digits');
    this.tags = byId('tags');
    /** @type {HTMLLabelElement[]} */
    this.choices = [];
    this.row.addEventListener('change', (event) => {
      const { value } = /** @type {HTMLInputElement} */ (event.target);
      module._app_choose_digit(Number(value));
      changed();
    });
  }

  /** As many choices as the answer has digits, none of a single one. */
  fitCount() {
    const digits = this.module._app_digit_count();
    const count = digits > 1 ? digits : 0;
    while (this.choices.length > count) this.choices.pop()?.remove();
    while (this.choices.length < count) this.addChoice();
    this.row.hidden = count === 0;
  }

  addChoice() {
    const i = this.choices.length;
    const choice = document.createElement('label');
    const radio = document.createElement('input');
    const face = document.createElement('span');
    choice.id = `digit-${i}`;
    Object.assign(radio, { type: 'radio', name: 'digit', value: String(i) });
    face.ariaHidden = 'true';
    choice.append(radio, face);
    this.row.append(choice);
    this.choices.push(choice);
  }

  /** @param {(tenThousandths: number) => string} percentOf */
  show(percentOf) {
    const m = this.module;
    this.choices.forEach((choice, i) => {
      const [radio, face] = /** @type {[HTMLInputElement, HTMLElement]} */ ([
        ...choice.children,
      ]);
      const digit = m.UTF8ToString(m._app_digit_label(i));
      const sure = m._app_digit_sure(i) !== 0;
      setText(face, digit);
      choice.dataset.sure = String(sure);
      const label = fillIn(sure ? texts.digit : texts.digitUnsure, {
        place: String(m._app_digit_place(i) + 1),
        digit,
        percent: percentOf(m._app_digit_confidence(i)),
      });
      if (radio.ariaLabel !== label) radio.ariaLabel = label;
      const chosen = m._app_chosen_digit() === i;
      if (chosen && !radio.checked) this.showChosen(choice, radio);
    });
    this.showTags();
  }

  /**
   * In sight, where the row is too long for the card.
   * @param {HTMLElement} choice
   * @param {HTMLInputElement} radio
   */
  showChosen(choice, radio) {
    radio.checked = true;
    const beyond =
      choice.offsetLeft + choice.offsetWidth - this.row.clientWidth - this.row.scrollLeft;
    if (beyond > 0 || choice.offsetLeft < this.row.scrollLeft) {
      this.row.scrollLeft =
        choice.offsetLeft - (this.row.clientWidth - choice.offsetWidth) / 2;
    }
  }

  showTags() {
    const m = this.module;
    const count = m._app_tag_count();
    while (this.tags.childElementCount > count) this.tags.lastElementChild?.remove();
    while (this.tags.childElementCount < count) {
      this.tags.append(document.createElement('span'));
    }
    [...this.tags.children].forEach((child, i) => {
      const tag = /** @type {HTMLElement} */ (child);
      const [x, y, w, h] = m.HEAPF32.subarray(
        m._app_tag_box(i) / 4,
        m._app_tag_box(i) / 4 + 4,
      );
      setText(tag, m.UTF8ToString(m._app_tag_text(i)));
      tag.className = m.UTF8ToString(m._app_tag_kind(i));
      setBox(tag, { x, y, w, h });
    });
  }
}
