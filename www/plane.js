// Where a place in the window lies on an element that is scrolled, zoomed, scaled, turned or
// skewed, by whatever ancestor.

/**
 * Puts three points without a size on the element's corners, the images of which tell how its
 * plane lies in the window.
 * @param {HTMLElement} element a containing block of its children
 */
export function followPlane(element) {
  const corners = ['0 0', '100% 0', '0 100%'].map((place) => {
    const corner = document.createElement('i');
    const [left, top] = place.split(' ');
    Object.assign(corner.style, { position: 'absolute', left, top, width: 0, height: 0 });
    Object.assign(corner.style, { visibility: 'hidden', pointerEvents: 'none' });
    element.append(corner);
    return corner;
  });
  return {
    /** From clientX and clientY to CSS pixels of the element, as it lies now. */
    measure() {
      const [o, right, below] = corners.map((corner) => corner.getBoundingClientRect());
      // Fractions included, which offsetWidth leaves out.
      const { width, height } = getComputedStyle(element);
      const u = { x: right.left - o.left, y: right.top - o.top };
      const v = { x: below.left - o.left, y: below.top - o.top };
      const area = u.x * v.y - u.y * v.x;
      const [w, h] = area === 0 ? [0, 0] : [parseFloat(width), parseFloat(height)];
      return (/** @type {number} */ clientX, /** @type {number} */ clientY) => {
        const x = clientX - o.left;
        const y = clientY - o.top;
        return {
          x: ((x * v.y - y * v.x) / (area || 1)) * w,
          y: ((y * u.x - x * u.y) / (area || 1)) * h,
        };
      };
    },

    letGo() {
      for (const corner of corners) corner.remove();
    },
  };
}
