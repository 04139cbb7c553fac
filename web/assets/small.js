// The small things: copy an id, print, make the sample, look again while a run goes on.

/** Copies what an element names when it is pressed. @param {Document} page */
export function copy(page) {
  page.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (!(button instanceof HTMLElement)) return;
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    const label = button.textContent;
    button.textContent = "copied";
    setTimeout(() => (button.textContent = label), 1200);
  });
}

/** Prints the page. @param {Document} page */
export function print(page) {
  page.querySelector("[data-print]")?.addEventListener("click", () => window.print());
}

/** Posts to an address when a button is pressed, and shows what came of it. @param {Document} page */
export function post(page) {
  for (const button of page.querySelectorAll("button[data-post]")) {
    if (button instanceof HTMLButtonElement) button.addEventListener("click", () => send(button));
  }
}

/** @param {HTMLButtonElement} button */
async function send(button) {
  button.disabled = true;
  button.textContent = "Reading the pages…";
  const headers = { "content-type": "application/json" };
  const answer = await fetch(button.dataset.post ?? "", { method: "POST", headers, body: "{}" });
  if (answer.ok) return location.assign("/");
  const note = document.createElement("p");
  note.className = "warning";
  note.role = "alert";
  note.textContent =
    answer.status === 403
      ? "This window may only read. Open the address that `rashomon serve` printed, with its token."
      : `That did not work (${answer.status}).`;
  button.after(note);
  button.textContent = "Try again";
  button.disabled = false;
}

/** Looks again after some seconds where a page asks for it. @param {Document} page */
export function reload(page) {
  const waiting = page.querySelector("[data-reload]");
  if (waiting instanceof HTMLElement) setTimeout(() => location.reload(), Number(waiting.dataset.reload) * 1000);
}
