// How does the map look? Land, borders, marks and their names; colors come from the style sheet.

import { radius } from "./map.js";

/**
 * @typedef {import("./basemap.js").Basemap} Basemap
 * @typedef {import("./map.js").Mark} Mark
 * @typedef {import("./map.js").View} View
 * @typedef {{width: number, height: number}} Size
 * @typedef {Record<"sea" | "land" | "coast" | "border" | "ink" | "muted" | "sheet" | "link" | "disputed" | "focus", string>} Palette
 */

/** Reads the colors of the page as they are now. @param {Element} element @returns {Palette} */
export function palette(element) {
  const style = getComputedStyle(element);
  const color = (/** @type {string} */ name) => style.getPropertyValue(`--map-${name}`).trim();
  return {
    sea: color("sea"), land: color("land"), coast: color("coast"), border: color("border"), ink: color("ink"),
    muted: color("muted"), sheet: color("sheet"), link: color("link"), disputed: color("disputed"), focus: color("focus"),
  };
}

/** @param {CanvasRenderingContext2D} context @param {Basemap} map @param {View} view @param {Size} size @param {Palette} colors */
export function drawLand(context, map, view, size, colors) {
  const [west, north] = [view.x - size.width / 2 / view.scale, view.y - size.height / 2 / view.scale];
  const [east, south] = [view.x + size.width / 2 / view.scale, view.y + size.height / 2 / view.scale];
  const seen = (/** @type {number[]} */ box) => box[0] < east && box[2] > west && box[1] < south && box[3] > north;
  const put = (/** @type {Float64Array} */ points, /** @type {boolean} */ backwards, /** @type {boolean} */ goOn) => {
    const last = points.length - 2;
    for (let i = 0; i <= last; i += 2) {
      const at = backwards ? last - i : i;
      const [x, y] = [(points[at] - west) * view.scale, (points[at + 1] - north) * view.scale];
      if (i === 0 && !goOn) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  };
  context.beginPath();
  for (const country of map.countries) {
    for (const ring of country.rings) {
      if (!seen(ring.box)) continue;
      ring.arcs.forEach((n, first) => put(map.arcs[n < 0 ? -n - 1 : n].points, n < 0, first > 0));
      context.closePath();
    }
  }
  context.fillStyle = colors.land;
  context.fill("evenodd");
  for (const border of [false, true]) {
    context.beginPath();
    for (const arc of map.arcs) if (arc.border === border && seen(arc.box)) put(arc.points, false, false);
    context.strokeStyle = border ? colors.border : colors.coast;
    context.lineWidth = border ? 1 : 0.8;
    context.setLineDash(border ? [5, 3] : []);
    context.stroke();
  }
  context.setLineDash([]);
  nameCountries(context, map, view, size, colors);
}

/** @param {CanvasRenderingContext2D} context @param {Basemap} map @param {View} view @param {Size} size @param {Palette} colors */
function nameCountries(context, map, view, size, colors) {
  context.font = "500 12px " + getComputedStyle(context.canvas).fontFamily;
  context.textAlign = "center";
  context.fillStyle = colors.muted;
  for (const country of map.countries) {
    // A country that is smaller on the screen than its name stays without one.
    if (Math.sqrt(country.area * 1000) * (view.scale / 100000) < country.name.length * 7) continue;
    const [x, y] = onScreen(country, view, size);
    if (x < -50 || x > size.width + 50 || y < 0 || y > size.height) continue;
    context.fillText(country.name.toUpperCase(), x, y);
  }
}

/** @param {{x: number, y: number}} point @param {View} view @param {Size} size @returns {[number, number]} */
function onScreen(point, view, size) {
  return [(point.x - view.x) * view.scale + size.width / 2, (point.y - view.y) * view.scale + size.height / 2];
}

/**
 * @param {CanvasRenderingContext2D} context @param {Mark[]} marks @param {View} view @param {Size} size
 * @param {Palette} colors @param {string | null} lit
 */
export function drawMarks(context, marks, view, size, colors, lit) {
  /** @type {number[][]} */
  const taken = [];
  for (const mark of marks) {
    const [x, y] = onScreen(mark, view, size);
    const r = radius(mark);
    if (x < -60 || x > size.width + 60 || y < -60 || y > size.height + 60) continue;
    taken.push([x - r, y - r, x + r, y + r]);
  }
  for (const mark of marks.toReversed()) {
    const [x, y] = onScreen(mark, view, size);
    if (x < -60 || x > size.width + 60 || y < -60 || y > size.height + 60) continue;
    drawMark(context, mark, x, y, colors);
    if (mark.places.some((place) => place.id === lit)) ring(context, x, y, radius(mark) + 6, colors.focus, 3);
  }
  for (const mark of marks) nameMark(context, mark, onScreen(mark, view, size), colors, taken);
}

/** @param {CanvasRenderingContext2D} context @param {Mark} mark @param {number} x @param {number} y @param {Palette} colors */
function drawMark(context, mark, x, y, colors) {
  const r = radius(mark);
  const vague = mark.places[0].precision !== "point";
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = vague ? transparent(colors.sheet, 0.55) : colors.sheet;
  context.fill();
  context.setLineDash(vague ? [4, 3] : []);
  context.strokeStyle = colors.link;
  context.lineWidth = 2;
  context.stroke();
  context.setLineDash([]);
  if (mark.disputed > 0) {
    context.beginPath();
    context.arc(x, y, r, -Math.PI / 2, -Math.PI / 2 + (2 * Math.PI * mark.disputed) / mark.events);
    context.strokeStyle = colors.disputed;
    context.lineWidth = 3.5;
    context.stroke();
  }
  if (mark.events === 1) {
    context.beginPath();
    context.arc(x, y, 2, 0, 2 * Math.PI);
    context.fillStyle = mark.disputed > 0 ? colors.disputed : colors.link;
    if (!vague) context.fill();
    return;
  }
  context.fillStyle = colors.ink;
  context.font = "600 11px " + getComputedStyle(context.canvas).fontFamily;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(String(mark.events), x, y + 0.5);
  context.textBaseline = "alphabetic";
}

/**
 * Writes the name of a mark's largest place where nothing is in its way.
 * @param {CanvasRenderingContext2D} context @param {Mark} mark @param {[number, number]} at @param {Palette} colors @param {number[][]} taken
 */
function nameMark(context, mark, [x, y], colors, taken) {
  const name = mark.places[0].name;
  context.font = "12px " + getComputedStyle(context.canvas).fontFamily;
  context.textAlign = "left";
  const left = x + radius(mark) + 4;
  const box = [left, y - 7, left + context.measureText(name).width, y + 7];
  if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) return;
  taken.push(box);
  context.lineWidth = 3;
  context.lineJoin = "round";
  context.strokeStyle = colors.land;
  context.strokeText(name, left, y + 4);
  context.fillStyle = colors.ink;
  context.fillText(name, left, y + 4);
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} r @param {string} color @param {number} width */
function ring(context, x, y, r, color, width) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}

/** @param {string} color @param {number} share */
function transparent(color, share) {
  return `color-mix(in srgb, ${color} ${share * 100}%, transparent)`;
}
