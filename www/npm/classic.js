// What a script tag gives as the global `digitpad` where the page has <digit-pad> as well.
export { DigitPad } from '../define.js';
export { Recognizer } from '../recognizer.js';
