// The menu of formats to save in, beside Save (WAI-ARIA's menu button pattern), and the
// download itself.

import { byId } from './dom.js';
import strings from './strings.json';

const texts = strings.en;

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
  link.download = texts.fileName.replace(/[^.]*$/, extension);
  link.click();
  // The browser has taken the address by then; the bytes can go.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export class SaveMenu {
  /** @param {DigitpadModule} module */
  constructor(module) {
    this.module = module;
    this.button = byId('save-as');
    this.menu = byId('save-menu');
    this.items = /** @type {HTMLElement[]} */ ([...this.menu.children]);
    for (const item of this.items) {
      item.addEventListener('click', () => this.choose(item));
    }
    this.menu.addEventListener('keydown', (event) => this.move(event));
    this.menu.addEventListener('focusout', ({ relatedTarget }) => {
      if (!this.menu.contains(/** @type {Node | null} */ (relatedTarget))) this.close();
    });
    this.button.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      this.button.click();
      if (event.key === 'ArrowUp') this.items.at(-1)?.focus();
    });
    // A press on the button would close the menu by taking its focus, and its click open it
    // again.
    this.button.addEventListener('pointerdown', (event) => {
      if (!this.menu.hidden) event.preventDefault();
    });
  }

  toggle() {
    if (!this.menu.hidden) return this.close();
    for (const item of this.items) {
      const can = this.module.ccall(
        'app_can_save',
        'number',
        ['string'],
        [formatOf(item)],
      );
      item.ariaDisabled = String(!can);
    }
    this.menu.hidden = false;
    this.button.ariaExpanded = 'true';
    this.place();
    this.items[0].focus();
  }

  /** Over its button, within the app. */
  place() {
    const { button, menu } = this;
    const edge = 8;
    const parent = /** @type {HTMLElement} */ (menu.offsetParent);
    const middle = button.offsetLeft + (button.offsetWidth - menu.offsetWidth) / 2;
    const most = parent.clientWidth - menu.offsetWidth - edge;
    menu.style.left = `${Math.max(edge, Math.min(middle, most))}px`;
    menu.style.top = `${button.offsetTop - menu.offsetHeight - edge}px`;
  }

  close() {
    if (this.menu.hidden) return;
    this.menu.hidden = true;
    this.button.ariaExpanded = 'false';
  }

  /** @param {HTMLElement} item */
  choose(item) {
    if (item.ariaDisabled === 'true') return;
    this.button.focus();
    this.close();
    this.save(formatOf(item));
  }

  /** @param {string} format */
  save(format) {
    this.module.ccall('app_save', null, ['string'], [format]);
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const last = this.items.length - 1;
    const now = this.items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = {
      ArrowDown: now < last ? now + 1 : 0,
      ArrowUp: now > 0 ? now - 1 : last,
      Home: 0,
      End: last,
    }[event.key];
    if (next !== undefined) {
      this.items[next].focus();
    } else if (event.key === 'Escape') {
      this.button.focus();
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }
}

/** @param {HTMLElement} item */
function formatOf(item) {
  return item.dataset.format ?? '';
}
