// 5,000 events and 1,000 area intervals: how soon the page can be used, and how long a step of the slider takes.
//
// Printed is what a clock on the wall says, which other programs on the machine stretch. Judged is the main thread's own
// time (Chromium's 'threadTicks'), which they do not.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, before, it } from "node:test";
import { launch, open } from "./page.mjs";

const STEPS = 40;
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

it("is quick with 5,000 events", async (t) => {
  let meter;
  const { page, trouble, close } = await open(browser, "big.html", {
    hash: "#d=2025-06-01&w=30",
    first: async (page) => {
      meter = await page.context().newCDPSession(page);
      await meter.send("Performance.enable", { timeDomain: "threadTicks" });
    },
  });
  /** Milliseconds that the main thread has worked so far, by kind. */
  const worked = async () => Object.fromEntries((await meter.send("Performance.getMetrics")).metrics.map((m) => [m.name, m.value * 1000]));
  const opened = await worked();
  const counts = await page.evaluate(() => [window.dateline.store.data.events.length, window.dateline.store.data.areas.length]);
  assert.deepEqual(counts, [5000, 1000]);
  const ready = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    const usable = Number(document.getElementById("app").dataset.ready);
    return { afterLoad: usable - navigation.loadEventEnd, afterOpening: usable };
  });
  await page.waitForTimeout(1000);

  // A step as a person makes it: a key, and then all that follows until the map has drawn that day and rests.
  const before = await worked();
  const drawn = await page.evaluate(async (steps) => {
    const times = [];
    for (let i = 0; i < steps; i++) {
      const idle = window.dateline.map.idle();
      const begin = performance.now();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: i % 2 ? "ArrowLeft" : "ArrowRight", bubbles: true }));
      await idle;
      times.push(performance.now() - begin);
    }
    return times;
  }, STEPS);
  const after = await worked();
  const each = (name) => (after[name] - before[name]) / STEPS;
  const step = each("ScriptDuration") + each("LayoutDuration") + each("RecalcStyleDuration");

  const size = statSync(`${process.env.PAGES}/big.html`).size;
  t.diagnostic(`page of ${(size / 1e6).toFixed(2)} MB; usable ${Math.round(ready.afterLoad)} ms after load (${Math.round(ready.afterOpening)} ms after opening), of which the main thread worked ${Math.round(opened.TaskDuration)} ms`);
  t.diagnostic(`slider step: main thread ${step.toFixed(1)} ms of script, style and layout, ${each("TaskDuration").toFixed(1)} ms with drawing; drawn and at rest after ${median(drawn).toFixed(0)} ms on the wall (median of ${STEPS}; graphics in software)`);
  assert.ok(opened.TaskDuration < 2000, `usable after ${opened.TaskDuration} ms of work`);
  assert.ok(step < 50, `a step takes ${step} ms`);
  assert.deepEqual(trouble, []);
  await close();
});
