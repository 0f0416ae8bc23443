// What `import 'digitpad'` gives; `sharedCore` is for digitpad/element alone.
export { Recognizer, sharedCore } from '../recognizer.js';
