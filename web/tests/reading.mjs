// Does every value lead to its words, and does every page read well for everybody?

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @typedef {import("./world.mjs").World} World */
/** @typedef {import("playwright-core").Page} Page */

/** Gives the address of the event with the most accounts. @param {World} world */
async function mostTold(world) {
  const page = await world.open("/?sort=told");
  const address = await page.locator("[data-row] .what a").first().getAttribute("href");
  await page.context().close();
  return address ?? "";
}

/** Gives the ids of the first events of the list. @param {World} world @returns {Promise<string[]>} */
async function events(world) {
  const { items } = await (await fetch(`${world.origin}/events.json`)).json();
  return items.map((/** @type {{id: string}} */ event) => event.id);
}

/** Gives the address of a document by words of its title. @param {World} world @param {RegExp} title */
async function document_(world, title) {
  const page = await world.open("/documents");
  const link = page.locator('.list a[href^="/d/"]').filter({ hasText: title }).first();
  const address = await link.getAttribute("href");
  await page.context().close();
  return address ?? "";
}

/** @type {Record<string, (world: World) => Promise<void>>} */
export const reading = {
  "evidence lands on exactly its words": async (world) => {
    const page = await world.open(await mostTold(world));
    for (const n of [0, 1, 2]) {
      const link = page.locator("td.words a.evidence").nth(n);
      const words = await link.locator("mark").innerText();
      const address = (await link.getAttribute("href")) ?? "";
      const reader = await world.open(address.replace("#at", ""));
      assert.equal((await reader.locator("mark.at").allInnerTexts()).join(""), words);
      await reader.context().close();
    }
  },

  "words written from right to left are found and marked too": async (world) => {
    const address = await document_(world, /قصف/);
    const text = readFileSync(`${world.folder}/pages/arabic.txt`);
    const words = "قصف على السوق";
    const start = text.indexOf(words);
    const page = await world.open(`${address}?at=${start}-${start + Buffer.byteLength(words)}`);
    const mark = page.locator("mark.at").first();
    assert.equal((await page.locator("mark.at").allInnerTexts()).join(""), words);
    assert.equal(await mark.evaluate((mark) => getComputedStyle(mark.closest("p") ?? mark).direction), "rtl");
    assert.ok(await mark.isVisible());
    assert.equal((await world.open(`${address}?at=1-2`)).url().includes("at=1-2"), true);
    assert.equal((await fetch(`${world.origin}${address}?at=${start + 1}-${start + 4}`)).status, 400, "half a letter is no place");
    world.troubles = world.troubles.filter((trouble) => !trouble.includes("400"));
  },

  "claims and words light each other up, and n and p walk along them": async (world) => {
    const page = await world.open(await document_(world, /Shelling hits market/));
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    await page.keyboard.press("p");
    assert.equal(await page.locator(".rail-claims li.lit").getAttribute("data-mention"), "1");
    assert.ok((await page.locator(".text .lit").count()) > 0);
  },

  "a dossier steps back in time": async (world) => {
    const page = await world.open(await mostTold(world));
    const evidence = await page.locator("a.evidence").count();
    await page.locator(".stepper a").first().click();
    await page.waitForURL(/as_of=/);
    assert.match(await page.locator(".stepper .notice").innerText(), /hidden/);
    assert.ok((await page.locator("a.evidence").count()) < evidence);
  },

  "accounts stand side by side": async (world) => {
    const page = await world.open((await mostTold(world)) + "/compare");
    const all = await page.locator("tbody tr").count();
    assert.ok((await page.locator("thead th").count()) >= 3);
    await page.getByRole("link", { name: "Only differences" }).click();
    assert.ok((await page.locator("tbody tr").count()) < all);
  },

  "two events stand side by side": async (world) => {
    const page = await world.open("/?sort=told");
    const rows = page.locator("[data-row] .what a");
    const ids = await rows.evaluateAll((all) => all.slice(0, 2).map((link) => link.getAttribute("href")?.slice(3) ?? ""));
    await page.goto(`${world.origin}/compare?a=${ids[0]}&b=${ids[1]}`);
    assert.equal(await page.locator("thead th").count(), 3);
    assert.ok((await page.locator("a.evidence").count()) > 2);
    const [left] = await page.locator("thead th a").allInnerTexts();
    await page.getByRole("link", { name: "Swap" }).click();
    assert.equal((await page.locator("thead th a").allInnerTexts())[1], left);
    assert.equal((await fetch(`${world.origin}/compare?a=${ids[0]}`)).status, 400);
  },

  "an event can be cited and taken along": async (world) => {
    const address = await mostTold(world);
    const page = await world.open(address);
    await page.locator(".cite > summary").click();
    assert.ok((await page.locator(".cite p").first().innerText()).includes(address.slice(3)));
    const link = (await page.locator(".cite a").getAttribute("href")) ?? "";
    assert.match(await (await fetch(world.origin + link)).text(), /@\w+\{/);
  },

  "paper gets the dossier without what only a screen can do": async (world) => {
    const page = await world.open(await mostTold(world));
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const part of [".top", ".actions", ".foot"]) assert.ok(!(await page.locator(part).first().isVisible()), part);
    assert.ok(await page.locator(".claim table").first().isVisible());
    const sheet = await page.pdf({ format: "A4" });
    assert.ok(sheet.length > 10_000);
  },

  "no page fails the rules of accessibility, light or dark": async (world) => {
    const event = await mostTold(world);
    const paths = ["/", "/?status=disputed", event, `${event}/compare`, await document_(world, /Shelling hits market/), await document_(world, /قصف/)];
    const [one, other] = await events(world);
    paths.push(`/compare?a=${one}&b=${other}`, "/review", "/review/batch?sure=0.5", "/review/log", "/documents", "/actors", "/places", "/sources", "/nowhere");
    for (const list of ["/actors", "/places", "/sources"]) {
      const page = await world.open(list);
      paths.push((await page.locator(".list tbody a").first().getAttribute("href")) ?? "");
      await page.context().close();
    }
    const found = [];
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      // Only this window lifts the policy, so that the checker itself may run in it.
      const page = await world.open("/", { colorScheme, bypassCSP: true });
      for (const path of paths) found.push(...(await violations(page, world.origin + path)).map((one) => `${path}, ${colorScheme}: ${one}`));
    }
    assert.deepEqual(found, []);
    world.troubles = world.troubles.filter((trouble) => !trouble.includes("404"));
  },

  "pages stay small": async (world) => {
    const { gzipSync } = await import("node:zlib");
    const event = await mostTold(world);
    for (const path of ["/", event]) {
      const page = await (await fetch(world.origin + path)).text();
      assert.ok(gzipSync(page).length < 100_000, path);
    }
    const main = await (await fetch(`${world.origin}/static/main.js`)).text();
    const names = new Set(["main.js", ...main.matchAll(/"\.\/(\w+\.js)"/g)].map((match) => (typeof match === "string" ? match : match[1])));
    for (const name of ["map.js", "draw.js", "basemap.js", "cluster.js", "swap.js", "brush.js"]) names.add(name);
    let size = 0;
    for (const name of names) size += gzipSync(await (await fetch(`${world.origin}/static/${name}`)).text()).length;
    assert.ok(size < 40_000, `${size} bytes of scripts`);
  },
};

/** Gives the rules that a page breaks, with the first elements that do. @param {Page} page @param {string} address @returns {Promise<string[]>} */
export async function violations(page, address) {
  await page.goto(address);
  await page.addScriptTag({ content: axe });
  return page.evaluate(async () => {
    // @ts-expect-error the checker puts itself on the window
    const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] });
    return violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.slice(0, 3).map((/** @type {any} */ node) => node.target.join(" ")).join(", ")}`);
  });
}
