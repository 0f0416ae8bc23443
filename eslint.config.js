import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['build/', 'node_modules/'] },
  js.configs.recommended,
  {
    rules: {
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'no-implicit-globals': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['www/**/*.js'],
    languageOptions: {
      globals: {
        ...globals.browser,
        createDigitpad: 'readonly',
        DIGITPAD_MODULE: 'readonly',
      },
    },
  },
  {
    files: ['{tests,tools,www}/**/*.mjs', '*.js'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
