// Do the pages hold their budgets on a case of 20,000 events? Writes reports/budget.csv: figure, measured, budget.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { browserPath, serve } from "./world.mjs";

const root = new URL("../..", import.meta.url).pathname;
const [PAGES, TELLINGS, ROUNDS] = [2400, 10, 7];
const TOWNS = ["Aleppo", "Homs", "Hama", "Idlib", "Manbij", "Jarabulus", "Al-Bab", "Azaz", "Raqqa", "Deir ez-Zor", "Mayadin", "Palmyra", "Daraa", "Qamishli", "Hasakah", "Afrin", "Saraqib", "Latakia", "Tartus", "Kobani"];
const DEEDS = ["shelled", "bombed", "attacked", "stormed"];
const SIDES = ["Government forces", "Rebels", "Islamic State fighters", "Kurdish fighters"];

/** Writes made-up accounts, one every four days: each sentence is an event of its own place, day, side and toll. @param {string} folder */
function write(folder) {
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < PAGES; n++) {
    const day = new Date(Date.UTC(1997, 0, 1 + 4 * n));
    const said = day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const sentences = Array.from({ length: TELLINGS }, (_, k) => {
      const pick = (/** @type {string[]} */ all, /** @type {number} */ step) => all[(n * step + k * 7) % all.length];
      return `${pick(SIDES, 3)} ${pick(DEEDS, 5)} the town of ${TOWNS[(n + k * 2) % TOWNS.length]} on ${said}, killing ${1 + ((n + k) % 30)} people, a hospital said.`;
    });
    writeFileSync(join(folder, `page-${n}.txt`), `Report ${n}\n\n${said}\n\n${sentences.join("\n\n")}\n`);
  }
}

const binary = join(root, "target/release/rashomon");
process.env.RASHOMON_BINARY = binary;
const folder = mkdtempSync(join(tmpdir(), "rashomon-budget-"));
write(join(folder, "pages"));
const made = join(folder, "case.db");
const run = spawnSync(binary, ["run", join(folder, "pages"), "-o", made, "--quiet"], { stdio: "inherit" });
if (run.status !== 0) throw new Error("the case could not be made");
const server = await serve(made, binary);

/** @param {number[]} all */
const median = (all) => Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]);

/** Gives the median time of the server's answer, and its size compressed. @param {string} path @returns {Promise<[number, number]>} */
async function answer(path) {
  await (await fetch(server.origin + path)).text();
  const times = [];
  let text = "";
  for (let n = 0; n < ROUNDS; n++) {
    const start = performance.now();
    text = await (await fetch(server.origin + path)).text();
    times.push(performance.now() - start);
  }
  return [median(times), Math.round(gzipSync(text).length / 1024)];
}

const start = performance.now();
const first = await (await fetch(server.origin)).text();
const opened = Math.round(performance.now() - start);
const events = Number(/<b>([\d\u202f]+) events?<\/b>/.exec(first)?.[1]?.replace(/\D/g, "") ?? 0);
if (events < 20000) {
  server.stop();
  throw new Error(`the case has ${events} events only`);
}
const event = /href="(\/e\/[^"]+)"/.exec(first)?.[1] ?? "/";
/** @type {[string, number, number | ""][]} */
const table = [["events", events, ""], ["first answer after opening, ms", opened, ""]];
for (const [name, path] of [["list", "/"], ["filtered list", "/?status=disputed&type=shelling"], ["search", "/?q=hospital"], ["dossier", event], ["documents", "/documents"]]) {
  const [time, size] = await answer(path);
  table.push([`${name}: server, ms`, time, 50], [`${name}: compressed, KB`, size, 100]);
}

const browser = await chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
/** @type {{paint: number[], map: number[], filter: number[]}} */
const seen = { paint: [], map: [], filter: [] };
for (let n = 0; n < ROUNDS; n++) {
  const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
  await page.goto(server.origin);
  await page.waitForFunction(() => Number(document.querySelector("#map")?.getAttribute("data-drawn")) > 0);
  seen.map.push(await page.evaluate(() => performance.now()));
  seen.paint.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0));
  seen.filter.push(await page.evaluate(async () => {
    const box = /** @type {HTMLInputElement} */ (document.querySelector('#filters input[name="type"]'));
    const before = document.querySelector("#list");
    const start = performance.now();
    box.click();
    while (document.querySelector("#list") === before) await new Promise((next) => setTimeout(next, 2));
    return performance.now() - start;
  }));
  await page.close();
}
const reviewing = await browser.newPage();
await reviewing.goto(server.address);
await reviewing.goto(`${server.origin}/review`);
/** @type {number[]} */
const keyed = [];
for (const key of ["s", "a", "x", "s", "a", "u", "u", "s", "x", "u", "j"]) {
  keyed.push(await reviewing.evaluate(async (key) => {
    const before = document.querySelector("#desk");
    const start = performance.now();
    document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    while (document.querySelector("#desk") === before) await new Promise((next) => setTimeout(next, 1));
    return performance.now() - start;
  }, key));
}
table.push(["key to next card, ms", median(keyed), 100], ["key to next card: slowest of eleven, ms", Math.round(Math.max(...keyed)), ""]);
table.push(["first paint, ms", median(seen.paint), 500], ["map drawn, ms", median(seen.map), 1000], ["filter to list, ms", median(seen.filter), 100]);
await browser.close();
server.stop();
rmSync(folder, { recursive: true, force: true });
writeFileSync(join(root, "reports/budget.csv"), `figure,measured,budget\n${table.map((row) => row.map((cell) => (String(cell).includes(",") ? `"${cell}"` : cell)).join(",")).join("\n")}\n`);
console.table(table);
const over = table.filter(([, measured, budget]) => budget !== "" && measured > budget);
if (over.length > 0) console.error(`over budget: ${over.map(([name]) => name).join("; ")}`);
