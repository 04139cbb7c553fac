// What do the tests stand on? A case of fixture pages, its server, a browser, and a canary that counts what leaves the page.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const root = new URL("../..", import.meta.url).pathname;
export const binary = process.env.RASHOMON_BINARY ?? join(root, "target/debug/rashomon");

/** Finds the browser, or says how to get one. */
export function browserPath() {
  const names = [process.env.RASHOMON_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = names.find((name) => name && existsSync(name));
  if (!found) throw new Error("no Chromium: install it (Debian: apt-get install chromium) or name it in RASHOMON_CHROMIUM");
  return found;
}

/** Reads pages into a case. @param {string} folder @param {string} name @param {string[]} inputs @returns {string} */
export function read(folder, name, inputs) {
  const made = join(folder, name);
  const run = spawnSync(binary, ["run", ...inputs, "-o", made, "--quiet", "--progress", "none"], { encoding: "utf8" });
  if (run.status !== 0 && run.status !== 3) throw new Error(`rashomon run: ${run.stderr}`);
  return made;
}

/** @typedef {{address: string, origin: string, stop: () => void}} Server */

/** Serves a case on a free port, in the name of who decides there. @param {string} made @param {string} [program] @param {string} [by] @returns {Promise<Server>} */
export async function serve(made, program = binary, by = "reviewer") {
  const child = spawn(program, ["serve", made, "--port", "0", "--by", by], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((resolve, reject) => {
    child.stdout.once("data", (line) => resolve(String(line).trim()));
    child.once("exit", () => reject(new Error("the server ended before it said its address")));
  });
  return { address, origin: new URL(address).origin, stop: () => child.kill("SIGINT") };
}

export class World {
  /** Calls that reached the canary, which nothing on a page may do. @type {string[]} */ escaped = [];
  /** Errors on consoles, uncaught exceptions and dialogs. @type {string[]} */ troubles = [];

  static async make() {
    const world = new World();
    world.folder = mkdtempSync(join(tmpdir(), "rashomon-web-"));
    world.canary = createServer((request, answer) => {
      world.escaped.push(request.url ?? "");
      answer.end();
    }).listen(0, "127.0.0.1");
    await new Promise((done) => world.canary?.once("listening", () => done(undefined)));
    world.case = read(world.folder, "case.db", [world.pages(), join(root, "examples/al-bukamal")]);
    world.server = await serve(world.case);
    world.browser = await chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
    return world;
  }

  /** @type {string} */ folder = "";
  /** @type {string} */ case = "";
  /** @type {import("node:http").Server | undefined} */ canary;
  /** @type {Server | undefined} */ server;
  /** @type {import("playwright-core").Browser | undefined} */ browser;

  get origin() {
    return this.server?.origin ?? "";
  }

  /** Lays the fixture pages out, the hostile ones pointed at the canary, and adds those that are too large to keep. */
  pages() {
    const folder = join(this.folder, "pages");
    cpSync(new URL("pages", import.meta.url).pathname, folder, { recursive: true });
    const listening = this.canary?.address();
    const canary = `http://127.0.0.1:${listening && typeof listening === "object" ? listening.port : 0}`;
    for (const name of readdirSync(folder).filter((name) => name.startsWith("hostile") && name.endsWith(".html"))) {
      writeFileSync(join(folder, name), readFileSync(join(folder, name), "utf8").replaceAll("CANARY", canary));
    }
    const deep = "<table><tr><td>".repeat(10_000);
    writeFileSync(join(folder, "hostile-deep.html"), `<html><title>Deep tables</title><body>${deep}Rebels shelled Manbij.</body></html>`);
    writeFileSync(join(folder, "hostile-line.txt"), "One line\n\nRebels shelled Manbij on Monday. " + "and so on ".repeat(10_000));
    writeFileSync(join(folder, "not-a-page.txt"), Buffer.from([0, 1, 2, 3, 0, 255, 0, 254, 0, 0]));
    return folder;
  }

  /**
   * Opens a page in a window of its own.
   * @param {string} path @param {import("playwright-core").BrowserContextOptions} [options]
   */
  async open(path, options = {}) {
    if (!this.browser) throw new Error("there is no browser");
    const context = await this.browser.newContext({ viewport: { width: 1300, height: 900 }, ...options });
    const page = await context.newPage();
    this.watch(page, path);
    await page.goto(path.startsWith("http") ? path : this.origin + path);
    return page;
  }

  /** Notes everything that no page may do. @param {import("playwright-core").Page} page @param {string} path */
  watch(page, path) {
    page.on("console", (message) => message.type() === "error" && this.troubles.push(`${path}: ${message.text()}`));
    page.on("pageerror", (error) => this.troubles.push(`${path}: ${error.message}`));
    page.on("dialog", (dialog) => {
      this.troubles.push(`${path}: a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
  }

  async end() {
    await this.browser?.close();
    this.server?.stop();
    this.canary?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits until the map is drawn and the page answers. @param {import("playwright-core").Page} page */
export async function alive(page) {
  await page.waitForFunction(() => Number(document.querySelector("#map")?.getAttribute("data-drawn")) > 0);
}
