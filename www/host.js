// The page that has this one in its frame: what is said to it and what it says, if it is one that
// may. See docs/EMBED.md.

/** The mark of all messages, and the version of the protocol. */
const MARK = 1;

/** @typedef {{ type?: unknown, id?: unknown } & Record<string, unknown>} Request */

export class Host {
  /** @param {string[]} origins as of `hostOrigins` */
  constructor(origins) {
    this.origins = origins;
  }

  /** The browser delivers it only to a page of that origin. @param {object} message */
  post(message) {
    for (const origin of this.origins) {
      // Nothing else names those that have none.
      parent.postMessage(
        { digitpad: MARK, ...message },
        origin === 'null' ? '*' : origin,
      );
    }
  }

  /** @param {string} message @param {unknown} [id] of the request that was wrong */
  complain(message, id) {
    this.post({ type: 'error', message, ...(id === undefined ? {} : { id }) });
  }

  /** @param {(request: Request) => void} take */
  follow(take) {
    addEventListener('message', ({ source, origin, data }) => {
      const isAllowed = this.origins.includes('*') || this.origins.includes(origin);
      if (source !== parent || !isAllowed) return;
      // What others say to each other by the same way is none of its business.
      if (typeof data !== 'object' || data?.digitpad === undefined) return;
      // Of several that might be it, this is the one.
      if (!this.origins.includes('*')) this.origins = [origin];
      if (data.digitpad === MARK) take(data);
      else this.complain(`digitpad: this frame knows version ${MARK}`);
    });
  }
}

/** @param {string[]} origins @returns {Host | null} null outside of any frame */
export const findHost = (origins) => (parent === window ? null : new Host(origins));
