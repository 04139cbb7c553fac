// Where did it happen? A canvas with land, borders and one mark for each place, clusters where they would overlap.

import { load, project } from "./basemap.js";
import { clusters } from "./cluster.js";
import { drawLand, drawMarks, palette } from "./draw.js";

/**
 * @typedef {import("./basemap.js").Basemap} Basemap
 * @typedef {{id: string, name: string, lat: number, lon: number, precision: string, events: number, disputed: number, x: number, y: number}} Place
 * @typedef {{places: Place[], x: number, y: number, events: number, disputed: number}} Mark
 * @typedef {{x: number, y: number, scale: number}} View
 */

const [NEAREST, FARTHEST] = [2 ** 20, 256];
/** Above this scale the coarse map shows its corners. */
const FINE = 2 ** 14;

export class EventMap {
  /** @type {Place[]} */ places = [];
  /** @type {Mark[]} */ marks = [];
  /** @type {View} */ view = { x: 0.6, y: 0.4, scale: 2000 };
  /** @type {Basemap | null} */ coarse = null;
  /** @type {Basemap | null} */ fine = null;
  /** The place that a row of the list points at. @type {string | null} */ lit = null;
  /** @type {(mark: Mark, x: number, y: number) => void} */ onpick = () => {};
  /** @type {(mark: Mark | null) => void} */ onhover = () => {};
  waiting = false;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.listen();
    new ResizeObserver(() => this.draw()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  /** Loads the coarse base map. */
  async start() {
    this.coarse = await load("basemap-50m.bin");
    this.draw();
  }

  /** Shows these places, and all of them where nobody has moved the map yet. @param {Omit<Place, "x" | "y">[]} places */
  show(places) {
    this.places = places.map((place) => {
      const [x, y] = project(place.lon, place.lat);
      return { ...place, x, y };
    });
    if (!this.moved) this.fit();
    this.changed();
  }

  moved = false;

  /** Moves so that the well-known places are in view. */
  fit() {
    const exact = this.places.filter((place) => place.precision === "point");
    const shown = exact.length > 0 ? exact : this.places;
    if (shown.length === 0) return;
    const sorted = (/** @type {"x" | "y"} */ axis) => shown.map((place) => place[axis]).sort((a, b) => a - b);
    const [xs, ys] = [sorted("x"), sorted("y")];
    const part = (/** @type {number[]} */ all, /** @type {number} */ share) => all[Math.round((all.length - 1) * share)];
    const [west, east, north, south] = [part(xs, 0.04), part(xs, 0.96), part(ys, 0.04), part(ys, 0.96)];
    const { width, height } = this.size();
    const scale = Math.min(width / Math.max(east - west, 0.004), height / Math.max(south - north, 0.004)) * 0.78;
    this.view = { x: (west + east) / 2, y: (north + south) / 2, scale: bounded(scale) };
  }

  size() {
    return { width: this.canvas.clientWidth || 1, height: this.canvas.clientHeight || 1 };
  }

  /** Computes the clusters again, once for each change of zoom or places. */
  changed() {
    this.marks = clusters(this.places, this.view.scale);
    this.draw();
  }

  /** Draws with the next frame. */
  draw() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.paint();
    });
  }

  paint() {
    const { width, height } = this.size();
    const ratio = window.devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const context = this.canvas.getContext("2d");
    if (!context) return;
    const colors = palette(this.canvas);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = colors.sea;
    context.fillRect(0, 0, width, height);
    if (this.view.scale > FINE && !this.fine) this.loadFine();
    const map = (this.view.scale > FINE && this.fine) || this.coarse;
    if (map) drawLand(context, map, this.view, { width, height }, colors);
    drawMarks(context, this.marks, this.view, { width, height }, colors, this.lit);
    this.canvas.dataset.drawn = String(this.marks.length);
  }

  async loadFine() {
    if (this.loading) return;
    this.loading = true;
    this.fine = await load("basemap-10m.bin");
    this.draw();
  }

  loading = false;

  /** Moves by pixels. @param {number} dx @param {number} dy */
  pan(dx, dy) {
    this.moved = true;
    this.view = { ...this.view, x: this.view.x - dx / this.view.scale, y: this.view.y - dy / this.view.scale };
    this.draw();
  }

  /** Zooms about a point of the canvas. @param {number} factor @param {number} [px] @param {number} [py] */
  zoom(factor, px = this.size().width / 2, py = this.size().height / 2) {
    this.moved = true;
    const { width, height } = this.size();
    const scale = bounded(this.view.scale * factor);
    const [dx, dy] = [px - width / 2, py - height / 2];
    const by = 1 / this.view.scale - 1 / scale;
    this.view = { x: this.view.x + dx * by, y: this.view.y + dy * by, scale };
    this.changed();
  }

  /** Shows everything again. */
  home() {
    this.moved = false;
    this.fit();
    this.changed();
  }

  /** Rings the place of a row. @param {string | null} place */
  light(place) {
    if (this.lit === place) return;
    this.lit = place;
    this.canvas.dataset.lit = place ?? "";
    this.draw();
  }

  /** Gives the mark under a point of the canvas. @param {number} px @param {number} py @returns {Mark | null} */
  at(px, py) {
    const { width, height } = this.size();
    for (const mark of this.marks.toReversed()) {
      const x = (mark.x - this.view.x) * this.view.scale + width / 2;
      const y = (mark.y - this.view.y) * this.view.scale + height / 2;
      if (Math.hypot(px - x, py - y) <= radius(mark) + 4) return mark;
    }
    return null;
  }

  listen() {
    const { canvas } = this;
    /** @type {{x: number, y: number, moved: boolean} | null} */
    let held = null;
    canvas.addEventListener("pointerdown", (event) => {
      held = { x: event.offsetX, y: event.offsetY, moved: false };
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!held) return this.onhover(this.at(event.offsetX, event.offsetY));
      const [dx, dy] = [event.offsetX - held.x, event.offsetY - held.y];
      if (!held.moved && Math.hypot(dx, dy) < 4) return;
      held = { x: event.offsetX, y: event.offsetY, moved: true };
      this.pan(dx, dy);
    });
    canvas.addEventListener("pointerup", (event) => {
      const mark = held && !held.moved ? this.at(event.offsetX, event.offsetY) : null;
      held = null;
      if (mark) this.pick(mark, event.offsetX, event.offsetY);
    });
    canvas.addEventListener("pointerleave", () => this.onhover(null));
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 300), event.offsetX, event.offsetY);
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  /** Opens a place, or comes nearer where a mark holds several that can be told apart. @param {Mark} mark @param {number} px @param {number} py */
  pick(mark, px, py) {
    const apart = mark.places.some((place) => Math.hypot(place.x - mark.places[0].x, place.y - mark.places[0].y) > 0.1 / NEAREST);
    if (mark.places.length > 1 && apart && this.view.scale < NEAREST) return this.zoom(2.5, px, py);
    this.onpick(mark, px, py);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    /** @type {Record<string, () => void>} */
    const moves = {
      ArrowLeft: () => this.pan(60, 0),
      ArrowRight: () => this.pan(-60, 0),
      ArrowUp: () => this.pan(0, 60),
      ArrowDown: () => this.pan(0, -60),
      "+": () => this.zoom(1.6),
      "=": () => this.zoom(1.6),
      "-": () => this.zoom(1 / 1.6),
      0: () => this.home(),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  }
}

/** @param {number} scale */
function bounded(scale) {
  return Math.max(FARTHEST, Math.min(NEAREST, scale));
}

/** Gives how large a mark is drawn. @param {Mark} mark */
export function radius(mark) {
  return mark.events === 1 ? 5.5 : 8 + Math.min(14, 2.4 * Math.log2(mark.events));
}
