// How does the sample look? Photographs for the README, small enough to be kept with the source.

import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { alive, browserPath, read, serve } from "./world.mjs";

const root = new URL("../..", import.meta.url).pathname;
const target = join(root, "docs/images");
const LARGEST = 200_000;

const folder = mkdtempSync(join(tmpdir(), "rashomon-shots-"));
const server = await serve(read(folder, "al-bukamal.db", [join(root, "examples/al-bukamal")]));
const browser = await chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
mkdirSync(target, { recursive: true });

/** @param {string} path @param {string} name @param {"light" | "dark"} colorScheme */
async function shoot(path, name, colorScheme) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
  await page.goto(server.origin + path);
  if (path === "/") await alive(page);
  await page.waitForTimeout(400);
  const file = join(target, `${name}.jpg`);
  await page.screenshot({ path: file, type: "jpeg", quality: 82 });
  const { size } = statSync(file);
  if (size > LARGEST) throw new Error(`${name}.jpg has ${size} bytes, more than ${LARGEST}`);
  console.log(`${name}.jpg ${size}`);
  await page.close();
}

const page = await browser.newPage();
await page.goto(`${server.origin}/?sort=told`);
const event = (await page.locator("[data-row] .what a").first().getAttribute("href")) ?? "/";
await page.goto(server.origin + event);
const evidence = (await page.locator("a.evidence").first().getAttribute("href")) ?? "/";
await shoot("/", "events", "light");
await shoot(event, "dossier", "light");
await shoot(evidence, "reader", "dark");
await browser.close();
server.stop();
rmSync(folder, { recursive: true, force: true });
