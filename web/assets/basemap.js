// Where are coasts and borders? Reads what tools/basemap.mjs packed, as points on the unit square of the Mercator map.

/**
 * @typedef {{points: Float64Array, border: boolean, box: number[]}} Arc
 * @typedef {{name: string, x: number, y: number, area: number, rings: {arcs: number[], box: number[]}[]}} Country
 * @typedef {{arcs: Arc[], countries: Country[]}} Basemap
 */

/** Gives where a place lies on the unit square. @param {number} lon @param {number} lat @returns {[number, number]} */
export function project(lon, lat) {
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return [(lon + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** Loads a base map by its name. @param {string} name @returns {Promise<Basemap>} */
export async function load(name) {
  const answer = await fetch(`/static/${name}`);
  if (!answer.ok) throw new Error(`the base map ${name} is not there`);
  return decode(new Uint8Array(await answer.arrayBuffer()));
}

/** @param {Uint8Array} bytes @returns {Basemap} */
export function decode(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = 6;
  const float = () => view.getFloat64((at += 8) - 8, true);
  const varint = () => {
    let [n, factor, byte] = [0, 1, 0];
    do {
      byte = bytes[at++];
      n += (byte & 127) * factor;
      factor *= 128;
    } while (byte > 127);
    return n;
  };
  const zigzag = () => {
    const n = varint();
    return n % 2 === 1 ? -(n + 1) / 2 : n / 2;
  };
  const [scaleX, scaleY, shiftX, shiftY] = [float(), float(), float(), float()];
  const place = (/** @type {number} */ x, /** @type {number} */ y) => project(x * scaleX + shiftX, y * scaleY + shiftY);
  /** @type {Arc[]} */
  const arcs = [];
  for (let left = varint(); left > 0; left--) {
    const border = varint() === 1;
    const points = new Float64Array(2 * varint());
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    let [x, y] = [0, 0];
    for (let i = 0; i < points.length; i += 2) {
      const [px, py] = place((x += zigzag()), (y += zigzag()));
      points[i] = px;
      points[i + 1] = py;
      grow(box, [px, py, px, py]);
    }
    arcs.push({ points, border, box });
  }
  /** @type {Country[]} */
  const countries = [];
  for (let left = varint(); left > 0; left--) {
    const length = varint();
    const name = new TextDecoder().decode(bytes.subarray(at, (at += length)));
    const [x, y] = place(varint(), varint());
    const area = varint();
    const rings = [];
    for (let open = varint(); open > 0; open--) {
      const own = Array.from({ length: varint() }, zigzag);
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      for (const n of own) grow(box, arcs[n < 0 ? -n - 1 : n].box);
      rings.push({ arcs: own, box });
    }
    countries.push({ name, x, y, area, rings });
  }
  return { arcs, countries };
}

/** @param {number[]} box @param {number[]} other */
function grow(box, other) {
  box[0] = Math.min(box[0], other[0]);
  box[1] = Math.min(box[1], other[1]);
  box[2] = Math.max(box[2], other[2]);
  box[3] = Math.max(box[3], other[3]);
}
