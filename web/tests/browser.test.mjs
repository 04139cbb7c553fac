// Do the pages keep what they promise, in a real browser?

import assert from "node:assert/strict";
import { test } from "node:test";
import { coding } from "./coding.mjs";
import { explore } from "./explore.mjs";
import { hostile } from "./hostile.mjs";
import { reading } from "./reading.mjs";
import { review } from "./review.mjs";
import { World } from "./world.mjs";

test("the pages", async (all) => {
  const world = await World.make();
  try {
    for (const [name, check] of Object.entries({ ...explore, ...reading, ...review, ...coding, ...hostile })) {
      await all.test(name, async () => {
        const quiet = world.troubles.length;
        await check(world);
        assert.deepEqual(world.troubles.slice(quiet), [], "on a console");
      });
      await Promise.all(world.browser?.contexts().map((context) => context.close()) ?? []);
    }
    await all.test("nothing left this computer", () => assert.deepEqual(world.escaped, []));
  } finally {
    await world.end();
  }
});
