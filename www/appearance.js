// Theme and language: what the address asks for, else what was chosen here before, else what the
// browser prefers.

import { byId } from './dom.js';
import { makeChoice } from './menu.js';
import { preference } from './preferences.js';
import { bestLanguage, LANGUAGES, nameOf, setLanguage } from './texts.js';

// What the app's colors are where the reader's own few are forced on every page: system colors
// of CSS by the names of the app's roles. All others are those of `page`.
const FORCED = /** @type {Record<string, string>} */ ({
  dots: 'Canvas',
  frame: 'CanvasText',
  unsure: 'CanvasText',
  ink: 'CanvasText',
  line: 'CanvasText',
  text: 'CanvasText',
  muted: 'CanvasText',
  accent: 'Highlight',
  bar: 'CanvasText',
  primary: 'Highlight',
  'primary-hover': 'Highlight',
  'primary-pressed': 'Highlight',
  'on-primary': 'HighlightText',
  button: 'ButtonFace',
  'button-hover': 'ButtonFace',
  'button-pressed': 'ButtonFace',
  'on-button': 'ButtonText',
  'on-disabled': 'GrayText',
});

/**
 * @param {string} name a CSS color
 * @returns {number} 0xRRGGBB
 */
function colorOf(name) {
  const probe = document.createElement('span');
  probe.style.color = name;
  probe.style.forcedColorAdjust = 'none';
  document.body.append(probe);
  const [r, g, b] =
    getComputedStyle(probe)
      .color.match(/[\d.]+/g)
      ?.map(Number) ?? [];
  probe.remove();
  return (r << 16) | (g << 8) | b;
}

/**
 * @param {DigitpadModule} module
 * @param {string} asked by the address: `light`, `dark`, `system` or empty
 * @param {() => void} changed
 */
export function followTheme(module, asked, changed) {
  const root = document.documentElement;
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const forced = matchMedia('(forced-colors: active)');
  let choice = asked || preference('theme', 'system');

  const apply = () => {
    const isDark = choice === 'dark' || (choice !== 'light' && prefersDark.matches);
    module._app_set_dark(isDark);
    root.style.colorScheme = isDark ? 'dark' : 'light';
    root.dataset.theme = isDark ? 'dark' : 'light';
    for (let role = 0; role < module._app_color_count(); ++role) {
      const name = module.UTF8ToString(module._app_color_name(role));
      if (forced.matches) {
        module._app_set_color(role, colorOf(FORCED[name] ?? 'Canvas'));
      }
      const color = module._app_color(role).toString(16).padStart(6, '0');
      root.style.setProperty(`--${name}`, `#${color}`);
    }
    changed();
  };
  prefersDark.addEventListener('change', apply);
  forced.addEventListener('change', apply);
  apply();
  makeChoice('theme', choice, (value) => {
    choice = value;
    apply();
  });
}

/** @param {string} asked by the address, or empty */
export function firstLanguage(asked) {
  return bestLanguage([asked, preference('language', ''), ...navigator.languages]);
}

/**
 * @param {string} asked by the address, or empty
 * @param {() => void} changed all texts are other ones
 */
export function followLanguage(asked, changed) {
  const select = byId('language');
  for (const language of LANGUAGES) {
    const option = document.createElement('option');
    option.value = option.lang = language;
    option.textContent = nameOf(language);
    select.append(option);
  }
  const first = firstLanguage(asked);
  setLanguage(first);
  makeChoice('language', first, (value) => {
    setLanguage(bestLanguage([value]));
    changed();
  });
}
