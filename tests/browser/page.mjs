// What the browser tests share: one browser, pages watched for errors and requests.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { chromium } from "playwright-core";

const CHROMIUM = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function launch() {
  const executablePath = CHROMIUM.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no chromium: run scripts/install-test-tools.sh, or name one in CHROMIUM");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

// A slow machine draws late: what is asserted is what is shown in the end, within this many milliseconds.
export const PATIENCE = 60_000;

export const DESKTOP = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/** Opens a page of `PAGES` as a file; `first` is done with it before that. `trouble` fills with console errors, uncaught errors and requests to anywhere. */
export async function open(browser, name, { hash = "", locale = "en-GB", first, ...options } = {}) {
  const context = await browser.newContext({ ...DESKTOP, locale, ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (message) => {
    // The driver's remarks on reading pixels back come from the screenshots of these tests.
    if (message.type() === "error" || (message.type() === "warning" && !message.text().includes("GL Driver Message"))) trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("dialog", (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!/^(file|blob|data):/.test(request.url())) trouble.push(`request: ${request.url()}`);
  });
  await first?.(page);
  await page.goto(`file://${process.env.PAGES}/${name}${hash}`);
  await page.waitForSelector("#app[data-ready]", { timeout: PATIENCE });
  return { page, trouble, close: () => context.close() };
}

/** Asserts what `read` gives in the end. */
export async function becomes(read, expected) {
  for (const until = Date.now() + PATIENCE; Date.now() < until; await sleep(250)) {
    if (isDeepStrictEqual(await read(), expected)) return;
  }
  assert.deepEqual(await read(), expected);
}

/** The state of the page, its sets as lists. */
export const state = (page) =>
  page.evaluate(() => {
    const plain = (v) => (v instanceof Set ? [...v].sort() : v);
    return Object.fromEntries(Object.entries(window.dateline.store.state).map(([k, v]) => [k, plain(v)]));
  });

export const shown = (page) => page.locator(".listhead .number").evaluate((e) => Number(e.dataset.count));
export const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / 864e5;
