// The states of a <digit-pad> that a style sheet can ask for, as `:state(unsure)`.

export const STATES = [
  // One at a time.
  ...['empty', 'reading', 'partial', 'accepted', 'unsure', 'rejected', 'typed'],
  // Beside it.
  ...['ready', 'drawing', 'unavailable'],
];

/**
 * @param {ElementInternals} internals
 * @param {Record<string, boolean>} isOn states that are not named are off
 */
export function showStates({ states }, isOn) {
  try {
    for (const state of STATES) {
      if (isOn[state]) states.add(state);
      else states.delete(state);
    }
  } catch {
    // An older engine, which has no such states or wants other names.
  }
}
