// Which days does somebody drag over on the timeline?

const DAY = 86_400_000;

/** Listens for a drag over the timeline and tells its days. @param {Document} page @param {(from: string, to: string) => void} tell */
export function brush(page, tell) {
  /** @type {{svg: SVGSVGElement, from: number, to: number} | null} */
  let drag = null;
  page.addEventListener("pointerdown", (event) => {
    const svg = event.target instanceof Element ? event.target.closest("#chart svg") : null;
    if (!(svg instanceof SVGSVGElement) || event.button !== 0) return;
    const at = share(svg, event.clientX);
    drag = { svg, from: at, to: at };
  });
  page.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.to = share(drag.svg, event.clientX);
    if (!isDrag(drag)) return;
    event.preventDefault();
    const rect = drag.svg.querySelector(".brush");
    rect?.setAttribute("x", `${100 * Math.min(drag.from, drag.to)}%`);
    rect?.setAttribute("width", `${100 * Math.abs(drag.to - drag.from)}%`);
  });
  page.addEventListener("pointerup", () => {
    const done = drag;
    drag = null;
    if (!done || !isDrag(done)) return;
    // The click that ends a drag must not follow the bar under it.
    page.addEventListener("click", (event) => { event.preventDefault(); event.stopPropagation(); }, { capture: true, once: true });
    const chart = done.svg.closest("#chart");
    if (chart instanceof HTMLElement) tell(day(chart, Math.min(done.from, done.to)), day(chart, Math.max(done.from, done.to)));
  });
  page.addEventListener("dragstart", (event) => {
    if (event.target instanceof Element && event.target.closest("#chart")) event.preventDefault();
  });
}

/** @param {{svg: SVGSVGElement, from: number, to: number}} drag */
function isDrag(drag) {
  return Math.abs(drag.to - drag.from) * drag.svg.clientWidth > 5;
}

/** @param {SVGSVGElement} svg @param {number} x */
function share(svg, x) {
  const box = svg.getBoundingClientRect();
  return Math.max(0, Math.min(1, (x - box.left) / box.width));
}

/** Gives the day at a share of the axis. @param {HTMLElement} chart @param {number} share */
function day(chart, share) {
  const [first, last] = [chart.dataset.from, chart.dataset.to].map((text) => Date.parse(text ?? ""));
  const days = Math.round((last - first) / DAY) + 1;
  const at = Math.min(days - 1, Math.floor(share * days));
  return new Date(first + at * DAY).toISOString().slice(0, 10);
}
