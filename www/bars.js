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
    this.fitCount();
  }

  fitCount() {
    const count = this.module._app_bar_count();
    while (this.bars.length > count) this.bars.pop()?.item.remove();
    while (this.bars.length < count) this.addBar();
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

  /** @param {(tenThousandths: number) => string} percentOf */
  show(percentOf) {
    const m = this.module;
    this.bars.forEach(({ label, figure }, i) => {
      const value = m._app_bar(i);
      setText(label, m.UTF8ToString(m._app_bar_label(i)));
      setText(figure, value < 0 ? '' : percentOf(value));
      figure.classList.toggle('best', Boolean(m._app_bar_is_best(i)));
    });
  }
}
