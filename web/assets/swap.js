// How does the page follow the address without loading anew? The server's page is fetched, and its parts take their places.

/** The one place where words become markup: words that our own server has escaped. */
const policy = /** @type {{trustedTypes?: {createPolicy: (name: string, rules: {createHTML: (page: string) => string}) => {createHTML: (page: string) => unknown}}}} */ (
  window
).trustedTypes?.createPolicy("rashomon", { createHTML: (page) => page });

/**
 * Fetches an address and puts its parts where the page has the same ids.
 * @param {string} address @param {string[]} ids @param {AbortSignal} signal
 */
export async function swap(address, ids, signal) {
  const answer = await fetch(address, { signal, headers: { accept: "text/html" } });
  put(await answer.text(), ids);
}

/**
 * Puts the parts of a page that our own server has written where this page has the same ids; the title only of a whole page.
 * @param {string} text @param {string[]} ids
 */
export function put(text, ids) {
  const safe = policy ? policy.createHTML(text) : text;
  const next = new DOMParser().parseFromString(/** @type {string} */ (safe), "text/html");
  const held = document.activeElement instanceof HTMLElement ? document.activeElement.id : "";
  for (const id of ids) {
    const [old, fresh] = [document.getElementById(id), next.getElementById(id)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  if (next.title) document.title = next.title;
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}
