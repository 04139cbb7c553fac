// Can a captured page do anything but be read?

import assert from "node:assert/strict";
import { request } from "node:http";
import { join } from "node:path";
import { serve } from "./world.mjs";

/** @typedef {import("./world.mjs").World} World */

/** @param {World} world @returns {Promise<string[]>} */
async function documents(world) {
  const page = await world.open("/documents");
  const links = await page.locator('.list a[href^="/d/"]').evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  await page.context().close();
  return links;
}

/** @type {Record<string, (world: World) => Promise<void>>} */
export const hostile = {
  "words of a page are only ever words": async (world) => {
    const page = await world.open("/");
    for (const path of ["/", "/documents", "/actors", "/places", "/sources", ...(await documents(world))]) {
      await page.goto(world.origin + path);
      assert.equal(await page.locator("main script, main [onload], main [onerror], main [onmouseover], main img").count(), 0, path);
    }
  },

  "a captured page runs nothing, loads nothing and leads nowhere": async (world) => {
    const quiet = world.troubles.length;
    const page = await world.open("/");
    for (const path of await documents(world)) {
      for (const view of [`${path}?view=snapshot`, `${path}/snapshot`]) {
        await page.goto(world.origin + view);
        await page.waitForTimeout(100);
        assert.ok(page.url().startsWith(world.origin), `${view} went to ${page.url()}`);
      }
    }
    // What the policy stops is told on the console; nothing else may be.
    const told = world.troubles.splice(quiet).filter((trouble) => !/violates|Refused|Blocked|blocked|sandbox|ERR_BLOCKED/.test(trouble));
    assert.deepEqual(told, []);
    assert.deepEqual(world.escaped, []);
  },

  "raw bytes are a file, not a page": async (world) => {
    for (const path of await documents(world)) {
      const answer = await fetch(`${world.origin}${path}/raw`);
      assert.equal(answer.status, 200, path);
      assert.match(answer.headers.get("content-type") ?? "", /^text\/plain/);
      assert.match(answer.headers.get("content-disposition") ?? "", /^attachment/);
      assert.match(answer.headers.get("content-security-policy") ?? "", /^sandbox/);
    }
  },

  "letters that cannot be seen are shown as marks": async (world) => {
    const page = await world.open("/documents");
    await page.getByRole("link", { name: /from Jarabulus/ }).first().click();
    assert.ok((await page.locator(".hidden-letter").count()) > 0);
    const text = await page.locator("main").innerText();
    assert.ok(!/[\u202a-\u202e\u2066-\u2069\u200b\u001b]/.test(text), "an invisible letter got through");
  },

  "pages that could not be read are listed with the reason": async (world) => {
    const page = await world.open("/documents");
    assert.match(await page.locator("#set-aside").innerText(), /not-a-page\.txt/);
  },

  "another name for this address is answered by nobody": async (world) => {
    const { port } = new URL(world.origin);
    const status = await new Promise((resolve, reject) => {
      request({ host: "127.0.0.1", port, path: "/", headers: { host: "evil.example" } }, (answer) => resolve(answer.statusCode)).on("error", reject).end();
    });
    assert.equal(status, 421);
  },

  "the first run offers a sample, in its own session only": async (world) => {
    const server = await serve(join(world.folder, "first.db"));
    try {
      const stranger = await world.open(server.origin);
      const quiet = world.troubles.length;
      await stranger.getByRole("button", { name: "Make the sample case" }).click();
      await stranger.getByRole("alert").waitFor();
      assert.ok(world.troubles.splice(quiet).every((trouble) => trouble.includes("403")));
      const page = await world.open(server.address);
      assert.ok(!page.url().includes("token"), "the token stays in no address");
      await page.getByRole("button", { name: "Make the sample case" }).click();
      await page.locator("[data-row]").first().waitFor({ timeout: 60_000 });
    } finally {
      server.stop();
    }
  },
};
