// In the reader, which words belong to which claim? Pointing at one lights up the other.

/** Links claims and words. @param {Document} page */
export function reader(page) {
  const rail = page.querySelector(".rail-claims");
  if (!rail) return;
  for (const kind of ["pointerover", "focusin"]) {
    page.addEventListener(kind, (event) => {
      const number = numberOf(event.target);
      if (number) light(page, number);
    });
  }
  page.querySelector("#at")?.scrollIntoView({ block: "center" });
}

/** @param {EventTarget | null} target @returns {string | undefined} */
function numberOf(target) {
  const element = target instanceof Element ? target.closest("[data-mention], [data-mentions]") : null;
  if (!(element instanceof HTMLElement)) return undefined;
  return element.dataset.mention ?? element.dataset.mentions?.split(" ").pop();
}

/** @param {Document} page @param {string} number */
function light(page, number) {
  for (const element of page.querySelectorAll("[data-mentions], .rail-claims [data-mention]")) {
    if (!(element instanceof HTMLElement)) continue;
    const own = element.dataset.mention === number || element.dataset.mentions?.split(" ").includes(number);
    element.classList.toggle("lit", own === true);
  }
}
