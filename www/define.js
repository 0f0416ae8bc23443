// Defines <digit-pad>, unless there is one already.

import { DigitPad } from './digit-pad.js';

const { customElements } = globalThis;
if (customElements && !customElements.get('digit-pad')) {
  customElements.define('digit-pad', DigitPad);
}

export { DigitPad };
