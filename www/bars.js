// The bars' labels and figures: how likely each digit is for the chosen one. The app draws the
// bars themselves.

import { byId, setText } from './dom.js';

export class Bars {
  /** @param {DigitpadModule} module */
  constructor(module) {
    this.module = module;
    this.list = byId('bars');
    /** @type {{ item: HTMLElement, label: HTMLElement, figure: HTMLElement }[]} */
    this.bars = [];
    this.fitLabels();
  }

  /** As many bars as the model has labels for. */
  fitLabels() {
    const m = this.module;
    const count = m._app_bar_count();
    while (this.bars.length > count) this.bars.pop()?.item.remove();
    while (this.bars.length < count) this.addBar();
    this.bars.forEach(({ label }, i) =>
      setText(label, m.UTF8ToString(m._app_bar_label(i))),
    );
  }

  addBar() {
    const i = this.bars.length;
    const item = document.createElement('li');
    const label = document.createElement('span');
    const figure = document.createElement('span');
    label.id = `bar-${i}-label`;
    label.className = 'label';
    figure.id = `bar-${i}-figure`;
    figure.className = 'figure';
    item.append(label, ' ', figure);
    this.list.append(item);
    this.bars.push({ item, label, figure });
  }

  /**
   * @param {boolean} hasBest whether one is to stand out
   * @param {(tenThousandths: number) => string} percentOf
   */
  show(hasBest, percentOf) {
    const m = this.module;
    const chosen = m._app_chosen_digit();
    const digit = chosen < 0 ? '' : m.UTF8ToString(m._app_digit_label(chosen));
    this.bars.forEach(({ label, figure }, i) => {
      const value = m._app_bar(i);
      setText(figure, value < 0 ? '' : percentOf(value));
      const best = hasBest && value >= 0 && label.textContent === digit;
      figure.classList.toggle('best', best);
    });
  }
}
