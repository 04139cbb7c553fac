// Which keys do what? One table: what it lists is what it does. Keys are off while somebody types, and can be turned off.

import { remap, reviewKeys } from "./remap.js";

const OFF = "rashomon-keys-off";

/** @type {[string, string, (page: Document) => void][]} */
const KEYS = [
  ["/", "search", (page) => focus(page.querySelector("#q"))],
  ["j", "next row", (page) => step(page, 1)],
  ["k", "previous row", (page) => step(page, -1)],
  ["n", "next claim in a text", (page) => claim(page, 1)],
  ["p", "previous claim", (page) => claim(page, -1)],
  ["?", "this list", (page) => sheet(page)],
];

/** Listens for keys. @param {Document} page */
export function keys(page) {
  page.querySelector("[data-keys]")?.addEventListener("click", () => sheet(page));
  page.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (areOff() && event.key !== "?") return;
    const found = KEYS.find(([key]) => key === event.key);
    if (!found) return;
    event.preventDefault();
    found[2](page);
  });
}

/** Tells whether somebody has turned single-letter keys off. */
export function areOff() {
  return localStorage.getItem(OFF) !== null;
}

/** @param {EventTarget | null} target */
export function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

/** @param {Element | null} element */
function focus(element) {
  if (element instanceof HTMLElement) element.focus();
}

/** Moves the focus along the rows of a list. @param {Document} page @param {number} by */
function step(page, by) {
  const rows = [...page.querySelectorAll("[data-row] a[href], .list tbody tr a[href]:first-of-type")];
  const now = rows.indexOf(/** @type {Element} */ (page.activeElement));
  focus(rows[Math.min(rows.length - 1, Math.max(0, now + by))] ?? null);
}

/** Moves along the claims of a text. @param {Document} page @param {number} by */
function claim(page, by) {
  const cards = [...page.querySelectorAll(".rail-claims li")];
  const now = cards.findIndex((card) => card.classList.contains("lit"));
  const next = cards[Math.min(cards.length - 1, Math.max(0, now + by))];
  if (next instanceof HTMLElement) {
    next.focus();
    page.getElementById(`m${next.dataset.mention}`)?.scrollIntoView({ block: "center" });
  }
}

/** Shows the keys. @param {Document} page */
function sheet(page) {
  const open = page.querySelector("dialog.keys");
  if (open instanceof HTMLDialogElement) return open.open ? open.close() : open.showModal();
  const dialog = page.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-label", "Keys");
  const list = page.createElement("dl");
  for (const [key, what] of page.querySelector("#desk") ? [...reviewKeys(), ...KEYS.filter(([key]) => key === "/" || key === "?")] : KEYS) {
    const [term, meaning] = [page.createElement("dt"), page.createElement("dd")];
    const cap = page.createElement("kbd");
    cap.textContent = key;
    term.append(cap);
    meaning.textContent = what;
    list.append(term, meaning);
  }
  const close = page.createElement("button");
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(list, ...(page.querySelector("#desk") ? [remap(page)] : []), turnOff(page), close);
  page.body.append(dialog);
  dialog.showModal();
}

/** @param {Document} page */
function turnOff(page) {
  const label = page.createElement("label");
  const box = page.createElement("input");
  box.type = "checkbox";
  box.checked = localStorage.getItem(OFF) === null;
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes")));
  label.append(box, " single-letter keys");
  return label;
}
