// Saving: the formats in the menu, and the download itself.

import { byId } from './dom.js';
import { texts } from './texts.js';

/** @type {Record<string, { type: string, extension: string }>} */
const FORMATS = {
  png: { type: 'image/png', extension: 'png' },
  'png-transparent': { type: 'image/png', extension: 'png' },
  svg: { type: 'image/svg+xml', extension: 'svg' },
  'svg-transparent': { type: 'image/svg+xml', extension: 'svg' },
  strokes: { type: 'application/jsonl', extension: 'jsonl' },
  csv: { type: 'text/csv', extension: 'csv' },
  json: { type: 'application/json', extension: 'json' },
};

/**
 * @param {string} format
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export function download(format, bytes) {
  const { type, extension } = FORMATS[format];
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${texts.fileName}.${extension}`;
  link.click();
  // The browser has taken the address by then; the bytes can go.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export class Saving {
  /**
   * @param {DigitpadModule} module
   * @param {() => void} done called after a format was chosen in the menu
   */
  constructor(module, done) {
    this.module = module;
    const panel = byId('menu-panel');
    this.items = /** @type {HTMLElement[]} */ ([
      ...panel.querySelectorAll('[data-format]'),
    ]);
    for (const item of this.items) {
      item.addEventListener('click', () => {
        if (item.ariaDisabled === 'true') return;
        done();
        this.save(item.dataset.format ?? '');
      });
    }
  }

  /** What can be saved now. */
  showEnabled() {
    for (const item of this.items) {
      const can = this.module.ccall(
        'app_can_save',
        'number',
        ['string'],
        [item.dataset.format],
      );
      const disabled = String(!can);
      if (item.ariaDisabled !== disabled) item.ariaDisabled = disabled;
    }
  }

  /** @param {string} format */
  save(format) {
    this.module.ccall('app_save', null, ['string'], [format]);
  }
}
