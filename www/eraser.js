// The eraser as a tool: what is drawn on the pad erases, until one draws again. A button on the
// pad tells so and ends it, so that nobody is left with a pen that does not write.

import { byId } from './dom.js';
import { letterOf, takesText } from './shortcuts.js';

export class Eraser {
  constructor() {
    this.isOn = false;
    this.app = byId('app');
    this.chip = byId('draw-again');
    this.control = document.getElementById('eraser');
    this.chip.addEventListener('click', () => this.set(false));
    this.control?.addEventListener('click', () => this.set(!this.isOn));
    document.addEventListener('keydown', (event) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (takesText(event.target) || document.querySelector('dialog[open]')) return;
      if (letterOf(event) === 'e') this.set(!this.isOn);
    });
  }

  /** @param {boolean} isOn */
  set(isOn) {
    const hadFocus = document.activeElement === this.chip;
    this.isOn = isOn;
    this.app.dataset.tool = isOn ? 'eraser' : 'pen';
    this.chip.hidden = !isOn;
    if (this.control) this.control.ariaChecked = String(isOn);
    // The focus must not go with the button that is hidden.
    if (hadFocus && !isOn) byId('recognize').focus();
  }
}
