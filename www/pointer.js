// Pointer Events on an element -> points of one pen. Shared by the page and the widget.
//
// One pointer draws at a time. A pen locks touches out, while it is near and for a moment after,
// so that a resting palm leaves no ink; if the palm came first, its stroke is taken back.

/**
 * @typedef {object} PenPoint
 * @property {number} x in CSS pixels of the element, from its left edge
 * @property {number} y
 * @property {number} time in milliseconds, of the page's clock
 * @property {number} pressure 0..1, or -1 where the device does not tell
 */

/**
 * @typedef {object} Pen
 * @property {(point: PenPoint) => void} begin
 * @property {(point: PenPoint) => void} add
 * @property {() => void} end
 * @property {() => void} cancel the stroke under way must go again
 */

// How long after its last sign of life a pen still locks touches out.
const PEN_LOCK_MS = 1000;

/**
 * @param {HTMLElement} element
 * @param {Pen} pen
 * @returns {() => void} lets go of the element
 */
export function followPointer(element, pen) {
  /** @type {number | null} */
  let active = null;
  let activeType = '';
  let penSeen = -Infinity;
  // Where the last point of the stroke was, in the window.
  let last = { x: 0, y: 0 };

  /**
   * The element may be scrolled, zoomed or scaled: its own pixels are measured at each event.
   * @param {PointerEvent} event
   * @param {DOMRect} rect
   * @returns {PenPoint}
   */
  function toPoint(event, rect) {
    const scaleX = rect.width > 0 ? element.offsetWidth / rect.width : 1;
    const scaleY = rect.height > 0 ? element.offsetHeight / rect.height : 1;
    return {
      x: (event.clientX - rect.left) * scaleX,
      y: (event.clientY - rect.top) * scaleY,
      time: event.timeStamp,
      // A mouse says 0.5 and many touch screens 1, whatever the hand does.
      pressure: event.pointerType === 'pen' ? event.pressure : -1,
    };
  }

  /**
   * Only where the pen has moved: a resize under a resting pen, by which it lies elsewhere in the
   * element, is no stroke of the hand.
   * @param {PointerEvent} event
   * @param {DOMRect} rect
   */
  function add(event, rect) {
    if (event.clientX === last.x && event.clientY === last.y) return;
    last = { x: event.clientX, y: event.clientY };
    pen.add(toPoint(event, rect));
  }

  /** @param {PointerEvent} event */
  function down(event) {
    if (event.pointerType === 'pen') {
      penSeen = event.timeStamp;
      if (active !== null && activeType === 'touch') {
        active = null;
        pen.cancel();
      }
    } else if (event.pointerType === 'touch' && event.timeStamp - penSeen < PEN_LOCK_MS) {
      return;
    }
    if (active !== null || event.button !== 0) return;
    active = event.pointerId;
    activeType = event.pointerType;
    last = { x: event.clientX, y: event.clientY };
    element.setPointerCapture(event.pointerId);
    pen.begin(toPoint(event, element.getBoundingClientRect()));
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (event.pointerType === 'pen') penSeen = event.timeStamp;
    if (event.pointerId !== active) return;
    const rect = element.getBoundingClientRect();
    const coalesced = event.getCoalescedEvents?.() ?? [];
    for (const each of coalesced.length > 0 ? coalesced : [event]) {
      add(each, rect);
    }
  }

  /** @param {PointerEvent} event */
  function up(event) {
    if (event.pointerId !== active) return;
    active = null;
    add(event, element.getBoundingClientRect());
    pen.end();
  }

  /** @param {PointerEvent} event */
  function cancel(event) {
    if (event.pointerId !== active) return;
    active = null;
    pen.cancel();
  }

  const listeners = /** @type {const} */ ({
    pointerdown: down,
    pointermove: move,
    pointerup: up,
    pointercancel: cancel,
  });
  for (const [type, listener] of Object.entries(listeners)) {
    element.addEventListener(type, /** @type {EventListener} */ (listener));
  }
  return () => {
    for (const [type, listener] of Object.entries(listeners)) {
      element.removeEventListener(type, /** @type {EventListener} */ (listener));
    }
  };
}
