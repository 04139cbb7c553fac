// Do two people code the same tellings in the browser, each alone, and is what they differ on settled?

import assert from "node:assert/strict";
import { join } from "node:path";
import { violations } from "./reading.mjs";
import { binary, read, serve } from "./world.mjs";

/** @typedef {import("./world.mjs").World} World */
/** @typedef {import("playwright-core").Page} Page */

/**
 * Opens a case in the name of somebody who may write.
 * @param {World} world @param {string} made @param {string} by @param {(page: Page, origin: string) => Promise<void>} work
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function as(world, made, by, work, options = {}) {
  const server = await serve(made, binary, by);
  try {
    const page = await world.open(server.address, options);
    await work(page, `${server.origin}/review/coding`);
    await page.context().close();
  } finally {
    server.stop();
  }
}

/** Does something that leads to another page. @param {Page} page @param {() => Promise<void>} act */
const leads = (page, act) => Promise.all([page.waitForEvent("load"), act()]);

/** Presses a key that leads to another page. @param {Page} page @param {string} key */
const press = (page, key) => leads(page, () => page.keyboard.press(key));

/** The first number of the head: how much is left. @param {Page} page */
const left = async (page) => Number(await page.locator(".progress b").last().innerText());

/** @type {Record<string, (world: World) => Promise<void>>} */
export const coding = {
  "two people code alone, are compared, and what they differ on is settled": async (world) => {
    const made = read(world.folder, "coded.db", [new URL("../../examples/al-bukamal", import.meta.url).pathname]);
    await as(world, made, "lead", async (page, address) => {
      await page.goto(new URL("/review", address).href);
      await page.getByRole("link", { name: "several coders" }).click();
      for (const [field, value] of Object.entries({ round: "pilot", coders: "ana, ben", count: "3" })) await page.locator(`#${field}`).fill(value);
      await leads(page, () => page.getByRole("button", { name: "Assign" }).click());
      assert.match(await page.locator("#desk").innerText(), /ana\s+3\s+0\s+ben\s+3\s+0/);
    });

    await as(world, made, "ana", async (page, address) => {
      await page.goto(`${address}/round?round=pilot`);
      await leads(page, () => page.getByRole("link", { name: /Code/ }).click());
      assert.doesNotMatch(await page.locator("#desk").innerText(), /machine/i);
      for (const kind of ["shelling", "attack", "attack"]) {
        const open = await left(page);
        await page.keyboard.press("e");
        await page.keyboard.type(kind);
        await press(page, "Enter");
        assert.equal(await left(page), open - 1, "Enter codes, and the next one comes");
        assert.equal(await page.locator("#compared").count(), 0);
      }
      await press(page, "u");
      assert.equal(await left(page), 1, "the last one can be taken back");
      await press(page, "x");
      assert.equal(await left(page), 0);
      await page.goto(`${address}/round?round=pilot`);
      assert.match(await page.locator("#compared").innerText(), /No telling is coded by two/);
    });

    // Without scripts.
    await as(
      world,
      made,
      "ben",
      async (page, address) => {
        await page.goto(`${address}/round?round=pilot`);
        assert.equal(await page.locator("#compared").count(), 0, "who has not coded sees nothing of the others");
        await page.goto(`${address}/code?round=pilot`);
        for (const kind of ["clash", "attack"]) {
          await page.locator('[name="kind"]').fill(kind);
          await page.locator('button[value="yes"]').click();
        }
        await page.locator('button[value="no"]').click();
        assert.equal(await left(page), 0);
      },
      { javaScriptEnabled: false },
    );

    await as(
      world,
      made,
      "lead",
      async (page, address) => {
        const pages = [address, `${address}/round?round=pilot`, `${address}/settle?round=pilot`, `${address}/code?round=pilot`];
        for (const one of pages) assert.deepEqual(await violations(page, one), [], one);
        await page.goto(`${address}/round?round=pilot`);
        const table = await page.locator("#compared").innerText();
        assert.match(table, /event\s+3\s+1\.000\s+1\.000\s+1\.000/, "two of three tellings are events, they say both");
        assert.match(table, /what\s+2\s+0\.500/);
        await leads(page, () => page.getByRole("button", { name: /Take over/ }).click());
        assert.equal(await page.getByRole("button", { name: /Take over/ }).count(), 0, "nothing is taken over twice");
        await leads(page, () => page.getByRole("link", { name: "Settle 1 difference" }).click());
        assert.match(await page.locator(".choices").innerText(), /clash ben[^]*shelling ana/i);
        await press(page, "2");
        assert.match(await page.locator("#question").innerText(), /No difference/);
        await page.goto(new URL("/review/log", address).href);
        assert.match(await page.locator("main").innerText(), /correct kind = shelling[^]*because ana: shelling; ben: clash/i);
      },
      { bypassCSP: true },
    );
  },
};
