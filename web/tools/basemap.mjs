// How do Natural Earth's borders become a file that a browser draws within a second?
//
// Reads the locked npm package `world-atlas` and writes assets/basemap-50m.bin and assets/basemap-10m.bin.
// `node tools/basemap.mjs --check` writes nothing and fails where the files differ from what it would write.
//
// Layout, all numbers unsigned LEB128 varints unless said otherwise:
//   "RSMAP1"; four little-endian float64: scale x, scale y, translate x, translate y (degrees per unit, degrees)
//   number of arcs; each: 1 where two countries share it, else 0; number of points; points as zig-zag differences x, y
//   number of countries; each: name (byte length, UTF-8), label x, label y, area in square units / 1000,
//   number of rings; each: number of arcs; arcs as zig-zag numbers, ~n meaning arc n backwards (as in TopoJSON)

import { readFileSync, writeFileSync } from "node:fs";

const here = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url);

/** Bytes that grow. */
class Writer {
  /** @type {number[]} */
  bytes = [];

  /** @param {number} n not negative */
  varint(n) {
    while (n > 127) {
      this.bytes.push((n & 127) | 128);
      n = Math.floor(n / 128);
    }
    this.bytes.push(n);
  }

  /** @param {number} n */
  zigzag(n) {
    this.varint(n < 0 ? -2 * n - 1 : 2 * n);
  }

  /** @param {number} n */
  float(n) {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, n, true);
    this.bytes.push(...new Uint8Array(view.buffer));
  }

  /** @param {string} text */
  text(text) {
    const bytes = new TextEncoder().encode(text);
    this.varint(bytes.length);
    this.bytes.push(...bytes);
  }
}

/**
 * @typedef {{type: string, arcs: any, properties: {name: string}}} Geometry
 * @typedef {{transform: {scale: number[], translate: number[]}, arcs: number[][][], objects: {countries: {geometries: Geometry[]}}}} Topology
 */

/** @param {Geometry} geometry @returns {number[][]} */
function rings(geometry) {
  if (geometry.type === "Polygon") return geometry.arcs;
  if (geometry.type === "MultiPolygon") return geometry.arcs.flat();
  return [];
}

/** @param {Topology} map @returns {number[][][]} absolute points of every arc */
function absolute(map) {
  return map.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => [(x += dx), (y += dy)]);
  });
}

/** @param {number[]} ring @param {number[][][]} arcs @returns {number[][]} */
function points(ring, arcs) {
  return ring.flatMap((n) => (n < 0 ? arcs[~n].toReversed() : arcs[n]));
}

/** @param {number[][]} ring @returns {{area: number, x: number, y: number}} its size and its middle */
function middle(ring) {
  let [area, x, y] = [0, 0, 0];
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[(i + 1) % ring.length];
    const cross = x1 * y2 - x2 * y1;
    area += cross / 2;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return area === 0 ? { area: 0, x: ring[0][0], y: ring[0][1] } : { area: Math.abs(area), x: x / (6 * area), y: y / (6 * area) };
}

/** @param {Topology} map @returns {Uint8Array} */
function pack(map) {
  const out = new Writer();
  const arcs = absolute(map);
  const countries = map.objects.countries.geometries;
  const uses = new Map();
  for (const ring of countries.flatMap(rings)) {
    for (const n of ring) uses.set(n < 0 ? ~n : n, (uses.get(n < 0 ? ~n : n) ?? 0) + 1);
  }
  out.bytes.push(...new TextEncoder().encode("RSMAP1"));
  for (const n of [...map.transform.scale, ...map.transform.translate]) out.float(n);
  out.varint(map.arcs.length);
  map.arcs.forEach((arc, n) => {
    out.varint(uses.get(n) > 1 ? 1 : 0);
    out.varint(arc.length);
    for (const [dx, dy] of arc) {
      out.zigzag(dx);
      out.zigzag(dy);
    }
  });
  out.varint(countries.length);
  for (const country of countries) {
    const all = rings(country);
    const largest = all.map((ring) => middle(points(ring, arcs))).sort((a, b) => b.area - a.area)[0] ?? { area: 0, x: 0, y: 0 };
    out.text(country.properties.name);
    out.varint(Math.round(largest.x));
    out.varint(Math.round(largest.y));
    out.varint(Math.round(largest.area / 1000));
    out.varint(all.length);
    for (const ring of all) {
      out.varint(ring.length);
      for (const n of ring) out.zigzag(n);
    }
  }
  return Uint8Array.from(out.bytes);
}

let stale = 0;
for (const scale of ["50m", "10m"]) {
  const source = here(`node_modules/world-atlas/countries-${scale}.json`);
  const target = here(`assets/basemap-${scale}.bin`);
  const bytes = pack(JSON.parse(readFileSync(source, "utf8")));
  if (process.argv.includes("--check")) {
    if (Buffer.compare(readFileSync(target), bytes) !== 0) {
      console.error(`assets/basemap-${scale}.bin is not what world-atlas gives; run \`npm run basemap\` in web/`);
      stale++;
    }
  } else {
    writeFileSync(target, bytes);
    console.log(`basemap-${scale}.bin: ${bytes.length} bytes`);
  }
}
process.exit(stale === 0 ? 0 : 1);
