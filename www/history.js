// The panel with the drawings of this session, to be tapped back onto the sheet.

import { byId, fillIn } from './dom.js';
import { Panel } from './panel.js';
import { texts } from './texts.js';

// CSS pixels, of a drawing's picture.
const WIDTH = 120;
const HEIGHT = 72;

export class History {
  /**
   * @param {DigitpadModule} module
   * @param {() => void} changed called after everything that the app may show
   */
  constructor(module, changed) {
    this.module = module;
    this.changed = changed;
    this.panel = new Panel('history-panel');
    this.list = byId('past');
  }

  open() {
    const count = this.module._app_past_count();
    this.list.replaceChildren(...Array.from({ length: count }, (_, i) => this.item(i)));
    byId('past-none').hidden = count > 0;
    this.panel.open();
  }

  /** @param {number} i */
  item(i) {
    const m = this.module;
    const item = document.createElement('li');
    const button = document.createElement('button');
    const text = m.UTF8ToString(m._app_past_text(i));
    const shown = text && m._app_past_accepted(i) ? text : `${text}?`;
    const caption = document.createElement('span');
    caption.textContent = shown;
    button.type = 'button';
    button.ariaLabel = fillIn(texts.recall, { text: shown });
    button.append(this.picture(i), caption);
    button.addEventListener('click', () => {
      m._app_recall(i);
      this.panel.close();
      this.changed();
    });
    item.append(button);
    return item;
  }

  /**
   * The ink in its color, over nothing.
   * @param {number} i
   */
  picture(i) {
    const m = this.module;
    const [width, height] = [WIDTH, HEIGHT].map((css) =>
      Math.round(css * devicePixelRatio),
    );
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    canvas.ariaHidden = 'true';
    const context = canvas.getContext('2d');
    if (!context) return canvas;
    const image = context.createImageData(width, height);
    const at = m._app_past_picture(i, width, height);
    const gray = m.HEAPU8.subarray(at, at + width * height);
    const ink = parseInt(
      getComputedStyle(this.list).getPropertyValue('--ink').replace('#', ''),
      16,
    );
    const color = ((ink & 255) << 16) | (ink & 0xff00) | (ink >> 16);
    new Uint32Array(image.data.buffer).set(
      Uint32Array.from(gray, (value) => ((255 - value) << 24) | color),
    );
    context.putImageData(image, 0, 0);
    return canvas;
  }
}
