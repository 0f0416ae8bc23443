// The keyboard of a <digit-pad>: keys that are pressed within it, and no others.

/**
 * What Enter does in every field of a form.
 * @param {HTMLFormElement} form
 */
function submitForm(form) {
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
function commandOf(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'y') return 'redo';
  if (key !== 'z') return null;
  return event.shiftKey ? 'redo' : 'undo';
}

/**
 * Whether the key writes a digit, a minus or what else is taken, or pastes something.
 * @param {KeyboardEvent} event
 * @param {(key: string) => boolean} takes
 */
function bringsText(event, takes) {
  if (event.altKey) return false;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand) return event.key.toLowerCase() === 'v';
  return /^[\p{Nd}-]$/u.test(event.key) || takes(event.key);
}

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} surface
 * @param {{
 *   submit: () => HTMLFormElement | null,
 *   run: (command: 'undo' | 'redo') => void,
 *   takes: (key: string) => boolean,
 * }} calls `submit`: all is done, and goes with this form; `takes`: what else than numbers
 */
export function followKeys(input, surface, { submit, run, takes }) {
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    const form = submit();
    if (!form) return;
    event.preventDefault();
    submitForm(form);
  });
  surface.addEventListener('keydown', (event) => {
    // Where one has just written one can type as well, in place of what was read.
    if (bringsText(event, takes)) {
      input.focus();
      input.select();
      return;
    }
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    run(command);
  });
}
