// Keyboard shortcuts, which never take a key from something that one types into.

/** @param {EventTarget | null} target */
export function takesText(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
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
 * The command of a key, or none.
 * @param {KeyboardEvent} event
 * @returns {string | undefined}
 */
function commandOf(event) {
  if (event.altKey) return undefined;
  if (event.key === 'Escape') return 'clear';
  if (!event.ctrlKey && !event.metaKey) return undefined;
  const key = letterOf(event);
  if (key === 'o') return 'open';
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' ? 'redo' : undefined;
}

/**
 * @param {Document} document
 * @param {(command: string) => void} run
 */
export function followShortcuts(document, run) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || takesText(event.target)) return;
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    run(command);
  });
}
