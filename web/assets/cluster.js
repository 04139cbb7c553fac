// Which places stand so near each other that one mark must show them?

/**
 * @typedef {import("./map.js").Place} Place
 * @typedef {import("./map.js").Mark} Mark
 */

/** How far apart two marks must be, in pixels. */
const APART = 38;

/** Gathers places into marks: the largest first takes what is near it. @param {Place[]} places @param {number} scale @returns {Mark[]} */
export function clusters(places, scale) {
  const cell = APART / scale;
  /** @type {Map<string, Mark[]>} */
  const grid = new Map();
  const key = (/** @type {number} */ x, /** @type {number} */ y) => `${Math.floor(x / cell)},${Math.floor(y / cell)}`;
  /** @type {Mark[]} */
  const marks = [];
  for (const place of places.toSorted((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1))) {
    const near = place.precision === "point" ? nearest(place, grid, cell, key) : undefined;
    if (near) {
      near.places.push(place);
      near.events += place.events;
      near.disputed += place.disputed;
      continue;
    }
    const mark = { places: [place], x: place.x, y: place.y, events: place.events, disputed: place.disputed };
    marks.push(mark);
    if (place.precision !== "point") continue;
    const at = key(place.x, place.y);
    grid.set(at, [...(grid.get(at) ?? []), mark]);
  }
  return marks.sort((a, b) => b.events - a.events);
}

/**
 * @param {Place} place @param {Map<string, Mark[]>} grid @param {number} cell
 * @param {(x: number, y: number) => string} key @returns {Mark | undefined}
 */
function nearest(place, grid, cell, key) {
  for (const dx of [0, -cell, cell]) {
    for (const dy of [0, -cell, cell]) {
      const found = grid.get(key(place.x + dx, place.y + dy))?.find((mark) => Math.hypot(mark.x - place.x, mark.y - place.y) < cell);
      if (found) return found;
    }
  }
  return undefined;
}
