// One key, one decision: how do keys answer a card, and how does the next one come without loading the page anew?

import { areOff, isTyping } from "./keys.js";
import { keyFor, meant, written } from "./remap.js";
import { put } from "./swap.js";

/** What is being sent: one answer at a time, so that a second key never answers a card that nobody has seen. */
let sending = false;

/** Answers cards by keys and forms. @param {Document} page */
export function review(page) {
  if (!page.querySelector("#desk")) return;
  label(page);
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-answers]")) return;
    event.preventDefault();
    void send(page, form, /** @type {HTMLButtonElement | null} */ (event.submitter));
  });
  page.addEventListener("keydown", (event) => {
    const takesBack = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (isTyping(event.target)) {
      // Who has written why goes on with the keys.
      const done = event.key === "Escape" || (event.key === "Enter" && event.target instanceof Element && event.target.matches('[data-focus="w"]'));
      if (done && event.target instanceof HTMLElement) {
        event.preventDefault();
        event.target.blur();
      }
      return;
    }
    if (!takesBack && (event.ctrlKey || event.metaKey || event.altKey || areOff())) return;
    const own = takesBack ? (event.shiftKey ? "r" : "u") : meant(event.key);
    if (own && press(page, own)) event.preventDefault();
  });
}

/** Does what a key of ours does, if the card has it. @param {Document} page @param {string} own @returns {boolean} */
function press(page, own) {
  const desk = page.querySelector("#desk");
  const field = desk?.querySelector(`[data-focus="${own}"]`);
  if (field instanceof HTMLElement) {
    field.focus();
    return true;
  }
  const found = desk?.querySelector(`[data-key="${own}"], [data-same="${own}"]`);
  if (found instanceof HTMLDetailsElement) found.open = !found.open;
  else if (found instanceof HTMLAnchorElement) void move(page, found.href);
  else if (found instanceof HTMLButtonElement && found.form?.matches("[data-answers]")) void send(page, found.form, found);
  else if (found instanceof HTMLButtonElement) found.form?.requestSubmit(found);
  else return false;
  return true;
}

/** Sends an answer and puts the next card in its place. @param {Document} page @param {HTMLFormElement} form @param {HTMLButtonElement | null} button */
async function send(page, form, button) {
  if (sending) return;
  sending = true;
  try {
    const parts = Object.fromEntries(new FormData(form, button));
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/review", { method: "POST", headers, body: JSON.stringify(parts) });
    if (answer.ok) show(page, await answer.text());
    else refuse(page, answer.status);
  } finally {
    sending = false;
  }
}

/** Goes to another card. @param {Document} page @param {string} address */
async function move(page, address) {
  const answer = await fetch(address);
  if (!answer.ok) return refuse(page, answer.status);
  show(page, await answer.text());
  history.replaceState(null, "", address);
}

/** @param {Document} page @param {string} text */
function show(page, text) {
  put(text, ["desk"]);
  label(page);
  const question = page.querySelector("#question");
  if (question instanceof HTMLElement) question.focus({ preventScroll: true });
}

/** Writes the keys that somebody has chosen on the buttons. @param {Document} page */
function label(page) {
  for (const button of page.querySelectorAll("#desk [data-key]")) {
    const cap = button.querySelector("kbd");
    if (cap && button instanceof HTMLElement) cap.textContent = written(keyFor(button.dataset.key ?? ""));
  }
}

/** @param {Document} page @param {number} status */
function refuse(page, status) {
  const note = page.createElement("p");
  note.className = "warning";
  note.role = "alert";
  note.textContent =
    status === 403
      ? "This window may only read. Open the address that `rashomon serve` printed, with its token."
      : `That did not work (${status}).`;
  page.querySelector("#desk")?.prepend(note);
}

/** In the reader, puts words that are selected into the forms that add an event or a claim. @param {Document} page */
export function selection(page) {
  const text = page.querySelector(".reader .text");
  if (!text || !page.querySelector("[data-selection]")) return;
  page.addEventListener("selectionchange", () => {
    const selected = page.getSelection();
    if (!selected || selected.isCollapsed || selected.rangeCount === 0) return;
    const range = selected.getRangeAt(0);
    const block = range.startContainer.parentElement?.closest("p, blockquote");
    if (!block || !text.contains(range.commonAncestorContainer) || block.closest(".decide")) return;
    const before = page.createRange();
    before.setStart(block, 0);
    before.setEnd(range.startContainer, range.startOffset);
    for (const box of page.querySelectorAll("[data-selection]")) if (box instanceof HTMLInputElement) box.value = plain(range);
    for (const box of page.querySelectorAll("[data-before]")) if (box instanceof HTMLInputElement) box.value = plain(before);
  });
}

/** Gives the words of a range without the numbers of claims between them. @param {Range} range */
function plain(range) {
  const copy = range.cloneContents();
  for (const number of copy.querySelectorAll(".number")) number.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}
