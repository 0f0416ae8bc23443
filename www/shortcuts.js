// The keyboard, apart from the focus: digits type a number, and shortcuts run commands. None of
// that takes a key from something that one types into, or from a panel.

import { isPanelOpen } from './panel.js';
import { plainDigits } from './plain_digits.js';

/** @param {EventTarget | null} target */
export function takesText(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=radio]), textarea, select'))
  );
}

/**
 * The Latin letter of a key, in lower case. A layout without Latin letters has its shortcuts on
 * the keys where these are on a keyboard that has them.
 * @param {KeyboardEvent} event
 */
export function letterOf(event) {
  const letter = /^[a-z]$/i.test(event.key) ? event.key : event.code.replace(/^Key/, '');
  return letter.toLowerCase();
}

/**
 * @param {KeyboardEvent} event
 * @returns {string | undefined}
 */
function commandWithControl(event) {
  const letter = letterOf(event);
  if (letter === 'z') return event.shiftKey ? 'redo' : 'undo';
  if (event.shiftKey) return undefined; // the browser's own
  // What is selected is copied by the browser.
  if (letter === 'c') return getSelection()?.isCollapsed === false ? undefined : 'copy';
  return { o: 'open', s: 'save', y: 'redo' }[letter];
}

/**
 * @typedef {object} Keyboard
 * @property {(command: string) => void} run
 * @property {(command: string) => boolean} knows whether there is such a command here
 * @property {(character: string) => boolean} type whether the character was taken up
 * @property {() => boolean} isTyping whether there is a typed number
 * @property {(event: KeyboardEvent) => boolean} endsTyping whether Enter is no push of the button
 *   that has the focus
 * @property {() => boolean} takesLetters whether keys without Control do anything but Escape
 * @property {Record<string, string>} letters commands of single keys, by these in lower case
 */

/**
 * @param {KeyboardEvent} event
 * @param {Keyboard} keyboard
 * @returns {string | undefined}
 */
function commandOf(event, keyboard) {
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return commandWithControl(event);
  if (event.key === 'Escape') return 'clear';
  if (event.key === 'Backspace' && keyboard.isTyping()) return 'undo';
  const isOnPage = event.target === document.body;
  if (event.key === 'Enter' && (isOnPage || keyboard.endsTyping(event))) {
    return 'recognize';
  }
  return undefined;
}

/**
 * The command of a single key.
 * @param {KeyboardEvent} event
 * @param {Keyboard} keyboard
 */
function commandOfLetter(event, { letters }) {
  return event.repeat ? undefined : (letters[event.key] ?? letters[letterOf(event)]);
}

/**
 * Runs a command that there is.
 * @param {KeyboardEvent} event
 * @param {Keyboard} keyboard
 * @param {string | undefined} command
 */
function runCommand(event, keyboard, command) {
  if (!command || !keyboard.knows(command)) return false;
  event.preventDefault();
  keyboard.run(command);
  return true;
}

/**
 * @param {Document} document
 * @param {Keyboard} keyboard
 */
export function followShortcuts(document, keyboard) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || takesText(event.target)) return;
    if (isPanelOpen()) return;
    if (runCommand(event, keyboard, commandOf(event, keyboard))) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !keyboard.takesLetters()) {
      return;
    }
    // A label of a model that reads letters is one, whatever command the key has.
    const character = plainDigits(event.key);
    if ([...character].length === 1 && keyboard.type(character)) event.preventDefault();
    else runCommand(event, keyboard, commandOfLetter(event, keyboard));
  });
}
