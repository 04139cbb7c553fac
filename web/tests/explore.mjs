// Do map, timeline, filters, list and address stay together?

import assert from "node:assert/strict";
import { alive } from "./world.mjs";

/** @typedef {import("./world.mjs").World} World */
/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const rows = (page) => page.locator("[data-row]").count();
/** @param {Page} page */
const total = async (page) => Number((await page.locator("#counts b").innerText()).replace(/\D/g, ""));

/** @type {Record<string, (world: World) => Promise<void>>} */
export const explore = {
  "a filter goes into the address, outlives a reload and is taken back": async (world) => {
    const page = await world.open("/");
    await alive(page);
    const all = await total(page);
    await page.locator('#filters input[name="type"]').first().check();
    await page.waitForURL(/type=/);
    await page.waitForFunction((all) => !document.querySelector("#counts b")?.textContent?.startsWith(`${all} `), all);
    const some = await total(page);
    assert.ok(some > 0 && some < all, `${some} of ${all}`);
    await page.reload();
    assert.equal(await total(page), some);
    assert.ok(await page.locator('#filters input[name="type"]:checked').count());
    await page.goBack();
    await page.waitForFunction((all) => document.querySelector("#counts b")?.textContent?.startsWith(String(all)), all);
  },

  "a facet's counts do not heed its own filter": async (world) => {
    const page = await world.open("/");
    const counts = () => page.locator('#filters details:has(input[name="status"]) .count').allInnerTexts();
    const before = (await counts()).sort();
    await page.locator('#filters input[name="status"]').first().check();
    await page.waitForURL(/status=/);
    assert.deepEqual((await counts()).sort(), before);
  },

  "row and map point at each other": async (world) => {
    const page = await world.open("/");
    await alive(page);
    const row = page.locator("[data-row][data-place]").first();
    await row.hover();
    assert.equal(await page.locator("#map").getAttribute("data-lit"), await row.getAttribute("data-place"));
    const box = await page.locator("#map").boundingBox();
    assert.ok(box);
    let found = false;
    for (let y = 12; y < box.height && !found; y += 14) {
      for (let x = 12; x < box.width && !found; x += 14) {
        await page.mouse.move(box.x + x, box.y + y);
        found = (await page.locator("[data-row].lit").count()) > 0;
      }
    }
    assert.ok(found, "no mark of the map lights up its rows");
  },

  "a place opens as a list and as a filter": async (world) => {
    const page = await world.open("/?place=Jarabulus&type=shelling&to=2019-03-12");
    await alive(page);
    const box = await page.locator("#map").boundingBox();
    assert.ok(box);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.locator(".map-card a.filter").click();
    await page.waitForURL(/place=.*place=/);
  },

  "a drag over the timeline chooses days": async (world) => {
    const page = await world.open("/");
    await alive(page);
    const all = await total(page);
    const box = await page.locator("#chart svg").boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width * 0.55, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 24, { steps: 6 });
    await page.mouse.move(box.x + box.width - 2, box.y + 24, { steps: 6 });
    await page.mouse.up();
    await page.waitForURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
    await page.waitForFunction((all) => !document.querySelector("#counts b")?.textContent?.startsWith(`${all} `), all);
  },

  "nothing found says which filter to drop": async (world) => {
    const page = await world.open("/?q=jarabulus&type=siege");
    const drop = page.locator("#list .empty a").first();
    assert.match(await page.locator("#list").innerText(), /brings back \d/);
    await drop.click();
    await page.waitForFunction(() => document.querySelectorAll("[data-row]").length > 0);
  },

  "names are offered while typing": async (world) => {
    const page = await world.open("/");
    await page.keyboard.press("/");
    await page.keyboard.type("jarab");
    await page.locator("#suggestions li").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/place=/);
    assert.ok((await rows(page)) > 0);
  },

  "an unknown filter is refused by name": async (world) => {
    const answer = await fetch(`${world.origin}/?colour=red`);
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /colour/);
  },

  "keys move along the list and open an event": async (world) => {
    const page = await world.open("/");
    await alive(page);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/e\/E-/);
    await page.keyboard.press("?");
    assert.ok(await page.locator("dialog.keys[open]").isVisible());
  },

  "list, filters and pages work without a script": async (world) => {
    const page = await world.open("/", { javaScriptEnabled: false });
    assert.ok((await rows(page)) > 0);
    assert.ok(!(await page.locator("#map").isVisible()), "a map that cannot be drawn is not shown");
    await page.locator('#filters input[name="type"]').first().check();
    await page.locator("#filters .apply").click();
    assert.match(page.url(), /type=/);
    await page.locator("[data-row] .what a").first().click();
    assert.match(page.url(), /\/e\/E-/);
    await page.locator("a.evidence").first().click();
    assert.match(page.url(), /\/d\/D-.*at=/);
  },

  "as known on a day hides what came later": async (world) => {
    const page = await world.open("/?place=Jarabulus");
    const now = await total(page);
    await page.goto(`${world.origin}/?place=Jarabulus&as_of=2019-03-12`);
    const then = await total(page);
    assert.ok(then < now, `${then} of ${now}`);
    assert.match(await page.locator("#counts").innerText(), /As known on 12 Mar 2019/);
    await page.locator(".known a", { hasText: "13 Mar 2019" }).click();
    await page.waitForURL(/as_of=2019-03-13/);
  },

  "what is shown can be taken along in every format": async (world) => {
    const page = await world.open("/?type=killing");
    await page.locator(".counts .export > summary").click();
    const links = await page.locator(".counts .export a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    assert.ok(links.length >= 12 && links.every((link) => link.includes("type=killing")), links.join(" "));
    for (const link of links) {
      const answer = await fetch(world.origin + link);
      assert.equal(answer.status, 200, link);
      assert.match(answer.headers.get("content-disposition") ?? "", /^attachment/, link);
      const bytes = Buffer.from(await answer.arrayBuffer());
      assert.ok(bytes.length > 100, link);
      if (link.includes("parquet")) assert.equal(bytes.subarray(0, 4).toString(), "PAR1");
    }
    const { events } = await (await fetch(`${world.origin}/export?type=killing&format=json`)).json();
    assert.equal(events.length, await total(page));
  },

  "every page has its twin for programs": async (world) => {
    for (const path of ["/?type=killing", "/documents", "/actors", "/places", "/sources"]) {
      const page = await world.open(path);
      const twin = await page.locator('link[rel="alternate"]').getAttribute("href");
      const answer = await fetch(world.origin + twin);
      assert.equal(answer.status, 200, `${path}: ${twin}`);
      const list = await answer.json();
      assert.ok(list.total > 0, path);
      const again = await fetch(world.origin + twin, { headers: { "if-none-match": answer.headers.get("etag") ?? "" } });
      assert.equal(again.status, 304, path);
      const first = page.locator('main .list tbody a, [data-row] .what a').first();
      await page.goto(world.origin + ((await first.getAttribute("href")) ?? ""));
      const sheet = (await page.locator('link[rel="alternate"]').getAttribute("href")) ?? "";
      assert.equal((await fetch(world.origin + sheet)).status, 200, sheet);
      await page.context().close();
    }
    const page = await fetch(`${world.origin}/api/v1/events?limit=1`);
    assert.match(page.headers.get("link") ?? "", /^<\/api\/v1\/events\?limit=1&cursor=.*>; rel="next"$/);
  },
};
