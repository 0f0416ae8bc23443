// What `import 'digitpad'` gives.
export { Recognizer } from '../recognizer.js';
