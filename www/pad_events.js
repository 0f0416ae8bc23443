// Tells of what changes in a <digit-pad> as an <input> does: of what a person changes by `input`
// and, once that is settled, by `change`. What a script changes it knows of itself.

export class PadEvents {
  /** What changes is a person's doing. */
  isByHand = false;
  /** The value that events, or a script itself, have told of. */
  #told = { input: '', change: '' };

  /**
   * @param {HTMLElement & { value: string }} pad
   * @param {import('./pad_content.js').PadContent} content
   * @param {() => void} show called before anything is told
   */
  constructor(pad, content, show) {
    this.pad = pad;
    this.content = content;
    this.show = show;
  }

  /** What `action` changes is told of. */
  byHand(/** @type {() => void} */ action, isSettled = true) {
    this.isByHand = true;
    action();
    this.tell(isSettled);
  }

  /** What `action` changes is not. */
  silently(/** @type {() => void} */ action) {
    this.isByHand = false;
    action();
    this.tell(true);
  }

  /**
   * What `action` changes by itself is not told of; what a person did before it still is. A
   * listener may be the one that does it.
   * @param {() => void} action
   */
  rejudge(action) {
    const { content, isByHand, pad } = this;
    const { value } = pad;
    // Ink that waits to be read is told of all the same.
    this.isByHand &&= content.isUnread;
    action();
    this.isByHand = isByHand;
    this.show();
    if (content.isUnread) return;
    for (const type of /** @type {const} */ (['input', 'change'])) {
      if (this.#told[type] === value) this.#told[type] = pad.value;
    }
  }

  /** A listener may change it again. @param {boolean} isSettled */
  tell(isSettled) {
    this.show();
    if (!this.isByHand) {
      const { value } = this.pad;
      this.#told = { input: value, change: value };
      return;
    }
    this.#send('input');
    if (!isSettled || this.content.isUnread) return;
    this.#send('change');
    this.isByHand = false;
  }

  /** What was typed is done. */
  commit() {
    this.show();
    this.#send('change');
    this.isByHand &&= this.content.isUnread;
  }

  /** The ink was read as this. @param {import('./npm/index.js').Result} detail */
  recognize(detail) {
    if (!this.isByHand) return;
    this.show();
    const init = { bubbles: true, composed: true, detail };
    this.pad.dispatchEvent(new CustomEvent('recognize', init));
  }

  /** @param {unknown} error */
  fail(error) {
    const message = error instanceof Error ? error.message : String(error);
    this.pad.dispatchEvent(new ErrorEvent('error', { error, message }));
  }

  /** @param {'input' | 'change'} type */
  #send(type) {
    const { value } = this.pad;
    if (value === this.#told[type]) return;
    this.#told[type] = value;
    this.pad.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }
}
