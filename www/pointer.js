// Pointer Events on an element -> points of one pen. Shared by the page and the widget.
//
// One pointer draws at a time. A pen locks touches out, while it is near and for a moment after,
// so that a resting palm leaves no ink; if the palm came first, its stroke is taken back. Two
// fingers that land together are a gesture and draw nothing.

import { followPlane } from './plane.js';

/**
 * @typedef {object} PenPoint
 * @property {number} x in CSS pixels of the element, from its left edge
 * @property {number} y
 * @property {number} time in milliseconds, of the page's clock
 * @property {number} pressure 0..1, or -1 where the device does not tell
 */

/**
 * @typedef {object} Pen
 * @property {(point: PenPoint, type: string, erases: boolean) => void} begin `type`: as
 *   PointerEvent's; `erases`: the eraser end of a pen
 * @property {(point: PenPoint) => void} add
 * @property {() => void} end
 * @property {() => void} cancel the stroke under way must go again
 */

// How long after its last sign of life a pen still locks touches out.
const PEN_LOCK_MS = 1000;
// A second finger that lands within that time after the first makes a gesture of both.
const GESTURE_MS = 300;

// PointerEvent's `button` and the `buttons` that tells that it is held: the tip or the left
// button, and the eraser end.
const TIP = { button: 0, held: 1 };
const ERASER = { button: 5, held: 32 };

/**
 * @param {HTMLElement} element a containing block of its children
 * @param {Pen} pen
 * @returns {() => void} lets go of the element
 */
export function followPointer(element, pen) {
  const plane = followPlane(element);
  /** The pointer that draws. @type {{ id: number, type: string, held: number } | null} */
  let active = null;
  let began = 0;
  let penSeen = -Infinity;
  // The fingers on the element, those that the pen locks out aside.
  const fingers = new Set();
  let isGesture = false;
  // Where the last point of the stroke was, in the window.
  let last = { x: 0, y: 0 };

  /**
   * @param {PointerEvent} event
   * @param {ReturnType<plane['measure']>} toPlane
   * @returns {PenPoint}
   */
  function toPoint(event, toPlane) {
    return {
      ...toPlane(event.clientX, event.clientY),
      time: event.timeStamp,
      // A mouse says 0.5 and many touch screens 1, whatever the hand does.
      pressure: event.pointerType === 'pen' ? event.pressure : -1,
    };
  }

  /**
   * Only where the pen has moved: a resize under a resting pen, by which it lies elsewhere in the
   * element, is no stroke of the hand.
   * @param {PointerEvent[]} events
   */
  function add(events) {
    const toPlane = plane.measure();
    for (const event of events) {
      if (event.clientX === last.x && event.clientY === last.y) continue;
      last = { x: event.clientX, y: event.clientY };
      pen.add(toPoint(event, toPlane));
    }
  }

  function end() {
    if (active === null) return;
    active = null;
    pen.end();
  }

  function cancel() {
    if (active === null) return;
    active = null;
    pen.cancel();
  }

  /**
   * Whether the finger may draw.
   * @param {PointerEvent} event
   */
  function fingerDown(event) {
    if (event.timeStamp - penSeen < PEN_LOCK_MS) return false;
    // The first finger on the whole screen: whatever was missed, no other is there.
    if (event.isPrimary) fingers.clear();
    if (fingers.size === 0) isGesture = false;
    fingers.add(event.pointerId);
    if (
      active?.type === 'touch' &&
      fingers.size > 1 &&
      event.timeStamp - began < GESTURE_MS
    ) {
      isGesture = true;
      cancel();
    }
    return !isGesture;
  }

  /** @param {PointerEvent} event */
  function down(event) {
    // Its last stroke never ended: the browser kept that to itself.
    if (event.pointerId === active?.id) end();
    if (event.pointerType === 'pen') {
      penSeen = event.timeStamp;
      if (active?.type === 'touch') cancel();
    } else if (event.pointerType === 'touch' && !fingerDown(event)) {
      return;
    }
    const tool = [TIP, ERASER].find(({ button }) => button === event.button);
    if (active !== null || !tool) return;
    active = { id: event.pointerId, type: event.pointerType, held: tool.held };
    began = event.timeStamp;
    last = { x: event.clientX, y: event.clientY };
    pen.begin(toPoint(event, plane.measure()), event.pointerType, tool === ERASER);
    try {
      element.setPointerCapture(event.pointerId);
    } catch {
      // The pointer has gone already; its pointerup is on the way.
    }
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (event.pointerType === 'pen') penSeen = event.timeStamp;
    if (event.pointerId !== active?.id) return;
    // No pointerup came: another button is still held, or this one was let go where the browser did
    // not tell of it, and then the way from there is none of the stroke's.
    if ((event.buttons & active.held) === 0) return end();
    const coalesced = event.getCoalescedEvents?.() ?? [];
    add(coalesced.length > 0 ? coalesced : [event]);
  }

  /** @param {PointerEvent} event */
  function up(event) {
    fingers.delete(event.pointerId);
    if (event.pointerId !== active?.id) return;
    add([event]);
    end();
  }

  /** @param {PointerEvent} event */
  function taken(event) {
    fingers.delete(event.pointerId);
    if (event.pointerId === active?.id) cancel();
  }

  /** After pointerup nothing is left to end. @param {PointerEvent} event */
  function captureLost(event) {
    if (event.pointerId === active?.id) end();
  }

  /** The menu of a long press or of a second button. @param {PointerEvent} event */
  function menu(event) {
    if (active !== null || event.pointerType !== 'mouse') event.preventDefault();
  }

  /** Where the page goes out of sight, nobody writes on, and the end may not be told. */
  function hide() {
    if (document.hidden) end();
  }

  /** No loupe, no callout, no selection on a long press. @param {Event} event */
  function touch(event) {
    if (event.cancelable) event.preventDefault();
  }

  const listeners = {
    pointerdown: down,
    pointermove: move,
    pointerup: up,
    pointercancel: taken,
    lostpointercapture: captureLost,
    contextmenu: menu,
    touchstart: touch,
  };
  for (const [type, listener] of Object.entries(listeners)) {
    const options = { passive: false };
    element.addEventListener(type, /** @type {EventListener} */ (listener), options);
  }
  document.addEventListener('visibilitychange', hide);
  return () => {
    document.removeEventListener('visibilitychange', hide);
    for (const [type, listener] of Object.entries(listeners)) {
      element.removeEventListener(type, /** @type {EventListener} */ (listener));
    }
    plane.letGo();
  };
}
