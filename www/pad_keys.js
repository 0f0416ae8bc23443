// The keyboard of a <digit-pad>: keys that are pressed within it, and no others.

/**
 * What Enter does in every field of a form.
 * @param {HTMLFormElement} form
 */
export function submitForm(form) {
  const button = [...form.elements].find((each) =>
    each.matches('button:not([type=button], [type=reset]), [type=submit], [type=image]'),
  );
  if (button) /** @type {HTMLElement} */ (button).click();
  else form.requestSubmit();
}

/**
 * @param {KeyboardEvent} event
 * @returns {'undo' | 'redo' | null}
 */
export function commandOf(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'y') return 'redo';
  if (key !== 'z') return null;
  return event.shiftKey ? 'redo' : 'undo';
}

/** Whether the key writes something by itself. */
export const isCharacter = (/** @type {KeyboardEvent} */ event) =>
  event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
