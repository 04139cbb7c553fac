// How do map, timeline, filters and list stay together? The address holds the whole state; every change goes through it.

import { brush } from "./brush.js";
import { EventMap } from "./map.js";
import { swap } from "./swap.js";

/** The parts that follow the address. */
const PARTS = ["counts", "filters", "chart", "list"];

/** Brings the page of events to life. @param {Document} page */
export function explore(page) {
  const canvas = page.querySelector("#map");
  if (!(canvas instanceof HTMLCanvasElement)) return;
  new Explore(page, new EventMap(canvas));
}

class Explore {
  /** @type {AbortController | null} */ asking = null;

  /** @param {Document} page @param {EventMap} map */
  constructor(page, map) {
    this.page = page;
    this.map = map;
    map.onpick = (mark) => this.card(mark);
    map.onhover = (mark) => this.lightRows(mark);
    map.start();
    this.places(location.search);
    brush(page, (from, to) => this.narrow(from, to));
    page.addEventListener("click", (event) => this.click(event));
    page.addEventListener("change", (event) => this.change(event));
    page.addEventListener("submit", (event) => this.submit(event));
    for (const kind of ["pointerover", "focusin"]) page.addEventListener(kind, (event) => this.lightPlace(event.target));
    window.addEventListener("popstate", () => this.follow(location.href));
    const panel = page.querySelector("details.panel");
    if (panel instanceof HTMLDetailsElement && matchMedia("(max-width: 46rem)").matches) panel.open = false;
    page.documentElement.dataset.alive = "yes";
  }

  /** Goes to an address without loading anew. @param {string} address */
  go(address) {
    history.pushState(null, "", address);
    return this.follow(address);
  }

  /** Shows what an address asks for. @param {string} address */
  async follow(address) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const place = new URL(address, location.href);
    try {
      await Promise.all([swap(place.href, PARTS, asking.signal), this.places(place.search, asking.signal)]);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    }
  }

  /** @param {string} query @param {AbortSignal} [signal] */
  async places(query, signal) {
    const answer = await fetch(`/map.json${query}`, signal ? { signal } : {});
    if (!answer.ok) return;
    const { places } = await answer.json();
    this.page.querySelector(".map-card")?.remove();
    this.map.show(places);
  }

  /** @param {Event} event */
  click(event) {
    const target = event.target instanceof Element ? event.target : null;
    const zoom = target?.closest("[data-zoom]");
    if (zoom instanceof HTMLElement) return zoom.dataset.zoom === "0" ? this.map.home() : this.map.zoom(Number(zoom.dataset.zoom));
    const link = target?.closest("#counts a, #list nav a, #list .next a, #list .empty a, #chart a, .map-card a.filter");
    const address = link?.getAttribute("href");
    if (!address || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    event.preventDefault();
    this.go(address);
    if (link?.closest(".next")) window.scrollTo({ top: 0 });
  }

  /** @param {Event} event */
  change(event) {
    const form = event.target instanceof Element ? event.target.closest("#filters") : null;
    if (form instanceof HTMLFormElement) this.go(addressOf(form));
  }

  /** @param {Event} event */
  submit(event) {
    if (!(event.target instanceof HTMLFormElement) || event.target.id !== "filters") return;
    event.preventDefault();
    this.go(addressOf(event.target));
  }

  /** @param {string} from @param {string} to */
  narrow(from, to) {
    const asked = new URLSearchParams(location.search);
    asked.set("from", from);
    asked.set("to", to);
    asked.delete("cursor");
    this.go(`/?${asked}`);
  }

  /** Rings the place of the row under the pointer or the focus. @param {EventTarget | null} target */
  lightPlace(target) {
    const row = target instanceof Element ? target.closest("[data-row]") : null;
    this.map.light(row instanceof HTMLElement ? (row.dataset.place ?? null) : null);
  }

  /** Marks the rows of the places under the pointer. @param {import("./map.js").Mark | null} mark */
  lightRows(mark) {
    const ids = new Set(mark?.places.map((place) => place.id));
    for (const row of this.page.querySelectorAll("[data-row]")) {
      if (row instanceof HTMLElement) row.classList.toggle("lit", ids.has(row.dataset.place ?? ""));
    }
    this.map.canvas.style.cursor = mark ? "pointer" : "";
    this.map.canvas.title = mark ? mark.places.slice(0, 4).map((place) => `${place.name} ${place.events}`).join(", ") : "";
  }

  /** Lists what a mark holds: its places, each a filter. @param {import("./map.js").Mark} mark */
  card(mark) {
    this.page.querySelector(".map-card")?.remove();
    const card = this.page.createElement("div");
    card.className = "map-card";
    card.role = "dialog";
    card.ariaLabel = "Events here";
    const list = this.page.createElement("ul");
    for (const place of mark.places.slice(0, 8)) {
      const asked = new URLSearchParams(location.search);
      asked.delete("cursor");
      asked.append("place", place.id);
      const [item, link, note] = ["li", "a", "span"].map((name) => this.page.createElement(name));
      link.textContent = place.name;
      link.className = "filter";
      link.setAttribute("href", `/?${asked}`);
      note.textContent = ` ${place.events} ${place.events === 1 ? "event" : "events"}${place.disputed ? `, ${place.disputed} disputed` : ""}`;
      note.className = "aside";
      item.append(link, note);
      list.append(item);
    }
    const close = this.page.createElement("button");
    close.className = "quiet";
    close.textContent = "close";
    close.addEventListener("click", () => card.remove());
    card.append(list, close);
    this.map.canvas.after(card);
    card.querySelector("a")?.focus();
  }
}

/** Gives the address that a form would be sent to, without its empty fields. @param {HTMLFormElement} form */
function addressOf(form) {
  const asked = new URLSearchParams();
  for (const [key, value] of new FormData(form)) if (typeof value === "string" && value !== "") asked.append(key, value);
  return asked.size > 0 ? `/?${asked}` : "/";
}
