// Panels over the page, each a modal <dialog>: Escape, its own button and a press beside it close
// it; the browser keeps the focus inside and gives it back.

import { byId } from './dom.js';
import { texts } from './texts.js';

/** @type {Map<string, Panel>} */
const panels = new Map();

export class Panel {
  /** @param {string} id of the <dialog> */
  constructor(id) {
    this.dialog = /** @type {HTMLDialogElement} */ (byId(id));
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'close';
    close.dataset.label = 'close';
    close.ariaLabel = texts.close;
    close.addEventListener('click', () => this.close());
    // The last one: what the panel is for gets the focus when it opens.
    this.dialog.append(close);
    // All of the dialog's own area is covered by what is in it, but for its backdrop.
    this.dialog.addEventListener('pointerdown', (event) => {
      if (event.target === this.dialog && !this.holds(event)) this.close();
    });
    panels.set(id, this);
  }

  /** @param {PointerEvent} event */
  holds({ clientX, clientY }) {
    const { left, right, top, bottom } = this.dialog.getBoundingClientRect();
    return clientX >= left && clientX < right && clientY >= top && clientY < bottom;
  }

  open() {
    if (this.dialog.open) return;
    // One at a time: what closes another first gets the focus back to where it came from.
    closePanels();
    this.dialog.showModal();
    this.dialog.scrollTop = 0;
  }

  close() {
    if (this.dialog.open) this.dialog.close();
  }
}

/** @param {string} id */
export function openPanel(id) {
  panels.get(id)?.open();
}

export function closePanels() {
  for (const panel of panels.values()) panel.close();
}

/** Whether a panel lies over the page. */
export function isPanelOpen() {
  return [...panels.values()].some(({ dialog }) => dialog.open);
}
