// The eraser as a tool: what is drawn on the pad erases, until one draws again. A button on the
// pad tells so and ends it, so that nobody is left with a pen that does not write.

import { byId } from './dom.js';

export class Eraser {
  /** @param {() => boolean} isUseful whether there can be ink on the pad */
  constructor(isUseful) {
    this.isOn = false;
    this.isUseful = isUseful;
    this.app = byId('app');
    this.chip = byId('draw-again');
    this.control = byId('eraser');
    this.chip.addEventListener('click', () => this.set(false));
    this.control.addEventListener('click', () => this.toggle());
  }

  toggle() {
    this.set(!this.isOn && this.isUseful());
  }

  /** @param {boolean} isOn */
  set(isOn) {
    // The focus must not go with the button that is hidden.
    if (document.activeElement === this.chip && !isOn) byId('recognize').focus();
    this.isOn = isOn;
    this.app.dataset.tool = isOn ? 'eraser' : 'pen';
    this.chip.hidden = !isOn;
    this.control.ariaChecked = String(isOn);
  }
}
