// Which keys decide, and which have somebody chosen instead? The choice is kept in this browser.

const MINE = "rashomon-review-keys";

/** @type {[string, string][]} */
const KEYS = [
  ["a", "accept; the same event"],
  ["x", "reject; two events"],
  ["s", "unsure, skip"],
  ["e", "write another value"],
  ["m", "the same event"],
  ["b", "two events"],
  ["w", "write why"],
  ["u", "undo (also Ctrl-Z)"],
  ["r", "redo"],
  ["j", "next card, undecided"],
  ["k", "previous card"],
  [".", "the words around"],
];

/** @returns {Record<string, string>} */
function chosen() {
  try {
    const kept = JSON.parse(localStorage.getItem(MINE) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}

/** Gives the key that stands for one of ours. @param {string} own @returns {string} */
export function keyFor(own) {
  return chosen()[own] ?? own;
}

/** Writes a key so that it can be seen. @param {string} key @returns {string} */
export function written(key) {
  return key === " " ? "Space" : key;
}

/** Gives which of our keys was pressed; none where it stands for nothing. @param {string} pressed @returns {string | undefined} */
export function meant(pressed) {
  if (/^[1-9]$/.test(pressed)) return pressed;
  return KEYS.map(([own]) => own).find((own) => keyFor(own) === pressed);
}

/** Lists the keys as they are now. @returns {[string, string][]} */
export function reviewKeys() {
  return [...KEYS.map(([own, what]) => /** @type {[string, string]} */ ([written(keyFor(own)), what])), ["1–9", "choose a value"]];
}

/** Lets somebody choose other keys. @param {Document} page */
export function remap(page) {
  const details = page.createElement("details");
  const summary = page.createElement("summary");
  summary.textContent = "Choose your own keys";
  details.append(summary);
  for (const [own, what] of KEYS) {
    const label = page.createElement("label");
    const box = page.createElement("input");
    box.maxLength = 1;
    box.size = 2;
    box.value = keyFor(own);
    box.dataset.remap = own;
    box.addEventListener("change", () => {
      const taken = meant(box.value);
      if (!box.value || /^[1-9?/]$/.test(box.value) || (taken && taken !== own)) box.value = keyFor(own);
      else localStorage.setItem(MINE, JSON.stringify({ ...chosen(), [own]: box.value }));
    });
    label.append(box, ` ${what}`);
    details.append(label);
  }
  return details;
}
