// The one menu: all that is not on the first screen. Items that open a panel of their own name it
// by `data-panel`; switches and choices are kept as preferences.

import { byId, setText } from './dom.js';
import { openPanel, Panel } from './panel.js';
import { keepPreference, preference } from './preferences.js';
import { texts } from './texts.js';

const GAP = 8;

export class Menu {
  constructor() {
    this.button = byId('menu');
    addEventListener('resize', () => this.place());
    this.panel = new Panel('menu-panel');
    this.dialog = this.panel.dialog;
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (
      this.dialog.querySelectorAll('[data-panel]')
    )) {
      item.addEventListener('click', () => openPanel(item.dataset.panel ?? ''));
    }
  }

  /** Names the control key as keyboards of the language do. */
  relabel() {
    const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
    const control = isMac ? '⌘' : `${texts.control}+`;
    for (const keys of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll('kbd[data-key]')
    )) {
      setText(keys, control + keys.dataset.key);
    }
  }

  open() {
    this.panel.open();
    this.place();
  }

  /** Under its button, whose end it shares. */
  place() {
    const { left, right, bottom } = this.button.getBoundingClientRect();
    const { style } = this.dialog;
    const isRtl = document.documentElement.dir === 'rtl';
    style.setProperty('--top', `${bottom + GAP}px`);
    style.setProperty('--end', `${isRtl ? left : innerWidth - right}px`);
  }

  close() {
    this.panel.close();
  }
}

/**
 * Makes a switch of a button with `role=switch`.
 * @param {string} id also the preference's name
 * @param {boolean} fallback
 * @param {(on: boolean) => void} apply also called at once
 * @returns {(on: boolean) => void} sets it
 */
export function makeSwitch(id, fallback, apply) {
  const button = byId(id);
  const show = (/** @type {boolean} */ on) => {
    button.ariaChecked = String(on);
    apply(on);
  };
  const set = (/** @type {boolean} */ on) => {
    show(on);
    keepPreference(id, on);
  };
  button.addEventListener('click', () => set(button.ariaChecked !== 'true'));
  show(preference(id, fallback));
  return set;
}

/**
 * Makes a choice of a <select>.
 * @param {string} id also the preference's name
 * @param {string} value at first
 * @param {(value: string) => void} apply called at each change
 */
export function makeChoice(id, value, apply) {
  const select = /** @type {HTMLSelectElement} */ (byId(id));
  select.value = value;
  select.addEventListener('change', () => {
    keepPreference(id, select.value);
    apply(select.value);
  });
}
