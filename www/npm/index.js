// What `import 'digitpad'` gives; `sharedCore` is internal, for digitpad/element.
export { Recognizer, sharedCore } from '../recognizer.js';
