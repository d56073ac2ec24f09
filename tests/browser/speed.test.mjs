// 5,000 events and 1,000 area intervals: how soon the page can be used, and how long a step of the slider takes.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, before, it } from "node:test";
import { launch, open } from "./page.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** How many times slower than alone this machine runs just now: mean over best of many equal bits of work. */
const slowness = (page) =>
  page.evaluate(() => {
    const times = [];
    for (let i = 0; i < 300; i++) {
      const begin = performance.now();
      let x = 0;
      for (let k = 0; k < 400_000; k++) x = (x + k * k) % 97;
      times.push(performance.now() - begin + (x < 0 ? 1 : 0));
    }
    return times.reduce((a, b) => a + b) / times.length / Math.max(0.05, Math.min(...times));
  });
const part = (list, q) => [...list].sort((a, b) => a - b)[Math.floor(list.length * q)];
const median = (list) => part(list, 0.5);

it("is quick with 5,000 events", async (t) => {
  const { page, trouble, close } = await open(browser, "big.html", { hash: "#d=2025-06-01&w=30" });
  const counts = await page.evaluate(() => [window.dateline.store.data.events.length, window.dateline.store.data.areas.length]);
  assert.deepEqual(counts, [5000, 1000]);
  const ready = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    return { afterLoad: Number(document.getElementById("app").dataset.ready) - navigation.loadEventEnd, afterOpening: Number(document.getElementById("app").dataset.ready) };
  });
  // A step as a person makes it: a key, until the page's own work for it is done (the state, the list, the timeline, the
  // scene given to the map), and until the map has drawn that day.
  const steps = await page.evaluate(async () => {
    const { map } = window.dateline;
    const [work, drawn] = [[], []];
    for (let i = 0; i < 40; i++) {
      const idle = map.idle();
      const begin = performance.now();
      document.dispatchEvent(new KeyboardEvent("keydown", { key: i % 2 ? "ArrowLeft" : "ArrowRight", bubbles: true }));
      // All that a step sets off runs in the next frame; a message behind that frame comes when it is over.
      const frame = await new Promise((done) => requestAnimationFrame((start) => { const c = new MessageChannel(); c.port1.onmessage = () => done(performance.now() - start); c.port2.postMessage(0); }));
      work.push(frame);
      await idle;
      drawn.push(performance.now() - begin);
    }
    return { work, drawn };
  });
  const slow = Math.max(1, await slowness(page));
  const size = statSync(`${process.env.PAGES}/big.html`).size;
  t.diagnostic(`page of ${(size / 1e6).toFixed(2)} MB; usable ${Math.round(ready.afterLoad)} ms after load, ${Math.round(ready.afterOpening)} ms after opening`);
  t.diagnostic(`slider step: ${median(steps.work).toFixed(1)} ms of the page's frame (median of 40, most ${Math.max(...steps.work).toFixed(1)}); map drawn and idle after ${median(steps.drawn).toFixed(0)} ms`);
  t.diagnostic(`other programs slow this machine down ${slow.toFixed(1)} times`);
  assert.ok(ready.afterLoad / slow < 2000, `usable ${ready.afterLoad} ms after load`);
  // The quarter of the steps that was disturbed least.
  assert.ok(part(steps.work, 0.25) / slow < 50, `a step takes ${median(steps.work)} ms`);
  assert.deepEqual(trouble, []);
  await close();
});
