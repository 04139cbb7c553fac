// Can the whole queue be worked with the keyboard alone, and is nothing lost on the way?

import assert from "node:assert/strict";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { read, serve } from "./world.mjs";

/** @typedef {import("./world.mjs").World} World */
/** @typedef {import("playwright-core").Page} Page */

/**
 * Opens the review of a copy of the sample, in a session that may write.
 * @param {World} world @param {string} name @param {(page: Page, origin: string) => Promise<void>} check
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function reviewed(world, name, check, options = {}) {
  const made = join(world.folder, "sample.db");
  if (!existsSync(made)) read(world.folder, "sample.db", [new URL("../../examples/al-bukamal", import.meta.url).pathname]);
  const own = join(world.folder, `${name}.db`);
  copyFileSync(made, own);
  const server = await serve(own);
  try {
    const page = await world.open(server.address, options);
    await page.goto(`${server.origin}/review`);
    await check(page, server.origin);
    await page.context().close();
  } finally {
    server.stop();
  }
}

/** How many questions are open. @param {Page} page */
const open = async (page) => Number(await page.locator("#desk").getAttribute("data-open"));

/** Presses a key and waits for the next card. @param {Page} page @param {string} key */
async function press(page, key) {
  const before = await page.locator("#desk").elementHandle();
  await page.keyboard.press(key);
  await page.waitForFunction((desk) => document.querySelector("#desk") !== desk, before);
}

/** Answers a card as its kind allows. @param {Page} page @param {number} n */
async function answer(page, n) {
  const kind = await page.locator(".card").getAttribute("data-asked");
  const choices = await page.locator(".choices button").count();
  if (kind === "dates") {
    await page.keyboard.press("e");
    await page.keyboard.type("2016-06-30");
    return press(page, "Enter");
  }
  if (choices > 0 && n % 2 === 0) return press(page, "1");
  return press(page, ["a", "x", "s"][n % 3] ?? "a");
}

/** @type {Record<string, (world: World) => Promise<void>>} */
export const review = {
  "the whole queue is worked with the keyboard alone, undone and redone": (world) =>
    reviewed(world, "keyboard", async (page) => {
      const all = await open(page);
      assert.ok(all >= 5, `${all} cards`);
      let decided = 0;
      for (; (await open(page)) > 0; decided++) {
        assert.ok(decided < all * 2, "the queue does not end");
        await answer(page, decided);
      }
      assert.match(await page.locator("#question").innerText(), /Nothing is open/);
      for (let n = 0; n < decided; n++) await press(page, n % 2 === 0 ? "u" : "Control+z");
      assert.equal(await open(page), all, "undo has no end");
      for (let n = 0; n < decided; n++) await press(page, "r");
      assert.equal(await open(page), 0);
      await page.reload();
      assert.equal(await open(page), 0, "all of it is in the file");
      // To refuse an event is a decision on each of its tellings.
      const listed = await page.locator(".last-ten li").count();
      assert.ok(listed >= Math.min(10, decided) && listed <= 10, `${listed} of ${decided} answers are listed`);
      await page.locator(".last-ten button").first().focus();
      await press(page, "Enter");
      assert.equal(await open(page), 1, "a decision can be opened again");
    }),

  "keys move, show the words, sleep while somebody types, and can be others": (world) =>
    reviewed(world, "keys", async (page) => {
      const [all, first] = [await open(page), await page.locator(".card").innerText()];
      await press(page, "j");
      assert.notEqual(await page.locator(".card").innerText(), first);
      await press(page, "k");
      assert.equal(await page.locator(".card").innerText(), first);
      await page.keyboard.press(".");
      assert.ok(await page.locator("details.evidence p").first().isVisible());
      await page.keyboard.press("w");
      await page.keyboard.type("axsu");
      assert.equal(await open(page), all, "typing decides nothing");
      await page.keyboard.press("Enter");
      await press(page, "s");
      assert.match(await page.locator(".last-ten li").first().innerText(), /because axsu/);
      await page.keyboard.press("?");
      await page.locator("dialog.keys summary").click();
      await page.locator('[data-remap="u"]').fill("y");
      await page.locator('[data-remap="u"]').blur();
      await page.locator('[data-remap="a"]').fill(" ");
      await page.locator('[data-remap="a"]').blur();
      await page.keyboard.press("Escape");
      await press(page, "y");
      assert.equal(await open(page), all);
      assert.match(await page.locator('[data-key="a"]').innerText(), /^Space /, "a key that leaves no mark is named");
      await page.locator("#question").focus();
      await press(page, " ");
      assert.equal(await open(page), all - 1);
      await press(page, "y");
      assert.equal(await open(page), all);
    }),

  "several are decided at once after a preview, and undone in one step": (world) =>
    reviewed(world, "batch", async (page, origin) => {
      const all = await open(page);
      await page.goto(`${origin}/review/batch?sure=0.5`);
      assert.ok((await page.locator(".batch input:checked").count()) > 2);
      await page.getByRole("button", { name: /^Let these/ }).click();
      await page.waitForURL(/\/review$/);
      assert.ok((await open(page)) < all - 2);
      await press(page, "u");
      assert.equal(await open(page), all);
    }),

  "a card is answered without scripts too": (world) =>
    reviewed(
      world,
      "noscript",
      async (page) => {
        const all = await open(page);
        await page.locator('button[value="s"]').click();
        await page.waitForURL(/\/review/);
        assert.equal(await open(page), all - 1);
        await page.locator('button[value="u"]').first().click();
        assert.equal(await open(page), all);
      },
      { javaScriptEnabled: false },
    ),

  "words that are selected become an event, and the machine's value stays beside a person's": (world) =>
    reviewed(world, "hand", async (page, origin) => {
      await page.goto(`${origin}/documents`);
      await page.locator('.list a[href^="/d/"]').first().click();
      await page.locator("#add summary").click();
      await page.evaluate(() => {
        const words = [...document.querySelectorAll(".reader .text > p")].map((p) => p.lastChild).find((node) => node?.textContent && node.textContent.trim().length > 30);
        const range = document.createRange();
        range.selectNodeContents(/** @type {Node} */ (words));
        document.getSelection()?.removeAllRanges();
        document.getSelection()?.addRange(range);
      });
      const form = page.locator('#add form:has(input[value="add_event"])');
      // A browser tells of a selection a moment after it is made.
      await page.waitForFunction(() => {
        const box = document.querySelector('#add form:has(input[value="add_event"]) [data-selection]');
        return box instanceof HTMLInputElement && box.value.length > 20;
      });
      await form.locator('[name="value"]').fill("clash");
      const claims = await page.locator(".rail-claims li").count();
      await form.getByRole("button").click();
      await page.waitForURL(/\/d\//);
      assert.equal(await page.locator(".rail-claims li").count(), claims + 1);
      assert.equal(await page.locator(".rail-claims .rule", { hasText: "decision/R-" }).count(), 1);
      await page.goto(`${origin}/?sort=told`);
      await page.locator("[data-row] .what a").first().click();
      await page.locator("#decided summary").click();
      const settle = page.locator('#decided form:has(input[value="settle"])');
      await settle.locator('[name="field"]').selectOption("time");
      await settle.locator('[name="value"]').fill("2016-06-27");
      await settle.getByRole("button").click();
      await page.waitForURL(/\/e\//);
      assert.match(await page.locator("#decided").innerText(), /27.*the machine: 2016-/s);
      assert.match(await page.locator(".claim .settled").innerText(), /2016-06-27 decided by reviewer/);
    }),

  "a claim, an actor and a place are added by hand, and all of it stands in the log": (world) =>
    reviewed(world, "added", async (page, origin) => {
      await page.goto(`${origin}/documents`);
      await page.locator('.list a[href^="/d/"]').first().click();
      await page.locator("#add summary").click();
      const claim = page.locator('#add form:has(input[value="correct"])');
      await claim.locator('[name="field"]').selectOption("wounded");
      await claim.locator('[name="value"]').fill("3..5");
      const words = await page.locator(".reader .text > p").nth(1).evaluate((p) => (p.lastChild?.textContent ?? "").trim().split(/\s+/).slice(0, 5).join(" "));
      await claim.locator('[name="words"]').fill(words);
      await claim.getByRole("button").click();
      await page.waitForURL(/\/d\//);
      assert.match(await page.locator(".rail-claims").innerText(), /3.5|3 to 5/);
      await page.locator("#add summary").click();
      const elsewhere = page.locator('#add form:has(input[value="other_place"])');
      await elsewhere.locator('[name="value"]').fill("Al-Tanf");
      await elsewhere.getByRole("button").click();
      await page.goto(`${origin}/actors`);
      await page.locator(".decide summary").click();
      await page.locator('.decide [name="value"]').fill("Sand Foxes");
      await page.locator(".decide").getByRole("button").click();
      await page.waitForURL(/\/actors$/);
      await page.goto(`${origin}/places`);
      await page.locator(".decide summary").click();
      await page.locator('.decide [name="field"]').fill("Fox Hill");
      await page.locator('.decide [name="value"]').fill("34.5,40.9");
      await page.locator(".decide").getByRole("button").click();
      await page.waitForURL(/\/places$/);
      await page.goto(`${origin}/review/log`);
      const log = await page.locator("main").innerText();
      for (const part of [/put on map Fox Hill = 34\.5,40\.9/, /add actor.*Sand Foxes/, /correct wounded = 3\.\.5/]) assert.match(log, part);
      assert.equal(await page.locator("#waiting").count(), 0, "each of them changes the case");
    }),
};
