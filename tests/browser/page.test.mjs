// The map page as a person uses it, opened as a file.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { becomes, dayOf, launch, open, PHONE, shown, state } from "./page.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** One page for each test, which must end without an error, a warning or a request. */
const on = (name, options, run) => async () => {
  const { page, trouble, close } = await open(browser, name, options);
  try {
    await run(page);
    assert.deepEqual(trouble, []);
  } finally {
    await close();
  }
};
/** Two frames later, when all that was asked for has been done. */
const settle = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))));

describe("time", () => {
  it("stands at the last day, and steps by a day and a week", on("small.html", {}, async (page) => {
    const { to, from } = await state(page);
    assert.equal(to - from, 29);
    assert.equal(await page.locator(".moment time").getAttribute("datetime"), "2023-02-28");
    await page.click('[data-step="-1"]');
    await page.click('[data-step="-7"]');
    assert.deepEqual([(await state(page)).to, (await state(page)).from], [to - 8, from - 8]);
    await page.click('[data-step="7"]');
    await page.click('[data-step="7"]');
    assert.equal((await state(page)).to, to, "never past the last day");
  }));

  it("plays and pauses", on("small.html", { hash: "#d=2022-11-20&w=7" }, async (page) => {
    const before = await state(page);
    await page.click(".play");
    await page.waitForFunction((to) => window.dateline.store.state.to > to + 2, before.to);
    await page.click(".play");
    const paused = (await state(page)).to;
    await page.waitForTimeout(400);
    assert.equal((await state(page)).to, paused);
  }));

  it("lets a period be brushed, moved and widened", on("small.html", {}, async (page) => {
    const chart = await page.locator(".chart").boundingBox();
    const at = (part) => [chart.x + chart.width * part, chart.y + 25];
    await page.mouse.move(...at(0.2));
    await page.mouse.down();
    await page.mouse.move(...at(0.3));
    await page.mouse.move(...at(0.5));
    await page.mouse.up();
    const brushed = await state(page);
    assert.ok(Math.abs(brushed.to - brushed.from - 36) <= 1, `${brushed.to - brushed.from} days`);
    await page.mouse.move(...at(0.4));
    await page.mouse.down();
    await page.mouse.move(...at(0.6), { steps: 4 });
    await page.mouse.up();
    const moved = await state(page);
    assert.equal(moved.to - moved.from, brushed.to - brushed.from);
    assert.ok(Math.abs(moved.to - brushed.to - 24) <= 1);
    await page.selectOption(".window", "0");
    const all = await state(page);
    assert.equal(all.from, dayOf("2022-11-01"));
    assert.ok((await shown(page)) > 20);
  }));
});

describe("time axis", () => {
  it("zooms by the wheel, follows the day, and comes back by a double click", on("big.html", { hash: "#d=2024-05-01&w=30" }, async (page) => {
    const span = () => page.evaluate(() => [window.dateline.timeline.first, window.dateline.timeline.last]);
    const [first, last] = await span();
    const chart = await page.locator(".chart").boundingBox();
    await page.mouse.move(chart.x + chart.width / 2, chart.y + 20);
    await page.mouse.wheel(0, -600);
    await settle(page);
    const [a, b] = await span();
    assert.ok(b - a < (last - first) / 2 && a > first && b < last, `${a}-${b}`);
    await page.evaluate(() => window.dateline.store.step(400));
    await settle(page);
    const { to } = await state(page);
    const [c, d] = await span();
    assert.ok(c <= to && to <= d && d - c === b - a, `${to} in ${c}-${d}`);
    await page.mouse.dblclick(chart.x + chart.width / 2, chart.y + 20);
    await settle(page);
    assert.deepEqual(await span(), [first, last]);
  }));
});

describe("events", () => {
  it("shows what is in view, newest first", on("small.html", { hash: "#d=2023-02-28&w=200" }, async (page) => {
    await settle(page);
    const all = await shown(page);
    const days = await page.evaluate(() => [...document.querySelectorAll("[data-event]")].map((row) => window.dateline.store.data.events.find((e) => e.id === row.dataset.event).from));
    assert.deepEqual(days, [...days].sort((a, b) => b - a));
    await page.evaluate(() => window.dateline.map.jump({ zoom: 11, lat: -1.67, lon: 29.22 }));
    await settle(page);
    assert.ok((await shown(page)) < all);
  }));

  it("shows an event's quote, who says so and every report", on("small.html", { hash: "#d=2023-02-28&w=200" }, async (page) => {
    await settle(page);
    await page.locator("[data-event]").nth(2).click();
    const id = (await state(page)).event;
    const reports = await page.evaluate((id) => window.dateline.store.data.reports.get(id), id);
    assert.equal(await page.locator("#detail blockquote").textContent(), reports[0].quote);
    const link = page.locator("#detail .quote a");
    assert.equal(await link.getAttribute("href"), reports[0].url);
    assert.equal(await link.textContent(), reports[0].title);
    assert.equal(await link.getAttribute("target"), "_blank");
    assert.match(await link.getAttribute("rel"), /noopener noreferrer/);
    assert.equal(await page.locator(".reports li").count(), reports.length);
    await page.keyboard.press("Escape");
    assert.equal((await state(page)).event, null);
    assert.ok(await page.locator("#list").isVisible());
  }));

  it("opens from a symbol on the map", on("small.html", { hash: "#d=2023-02-28&w=200" }, async (page) => {
    // Some event that stands alone: its symbol sits on its point.
    const spot = await page.evaluate(() => {
      const { store, map } = window.dateline;
      const far = (a, b) => Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) > 0.02;
      const alone = store.data.events.find((e) => store.data.events.every((o) => o === e || far(o, e)));
      map.jump({ zoom: 12, lat: alone.at[1], lon: alone.at[0] });
      return alone.id;
    });
    const box = await page.locator("#map").boundingBox();
    // A click on a map that is not drawn yet hits nothing: once more, then.
    await becomes(async () => {
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      return (await state(page)).event;
    }, spot);
  }));

  it("are filtered by kind, actor, status and confidence", on("small.html", { hash: "#d=2023-02-28&w=200" }, async (page) => {
    await page.click(".filters summary");
    await settle(page);
    const all = await shown(page);
    const passing = (test) => page.evaluate(`window.dateline.store.data.events.filter(${test}).length`);
    await page.evaluate(() => window.dateline.map.jump({ zoom: 4, lat: -1, lon: 29 }));
    await page.locator('[data-key="kinds:armed_clash"]').uncheck();
    await settle(page);
    assert.equal(await shown(page), await passing('(e) => e.code !== "armed_clash"'));
    await page.click(".clear");
    await page.locator('[data-key="actors:M23"]').check();
    await settle(page);
    const some = await shown(page);
    assert.equal(some, await passing('(e) => [...e.actors, ...e.against].includes("M23")'));
    await page.locator('[data-key="statuses:claimed"]').uncheck();
    await settle(page);
    assert.equal(await shown(page), await passing('(e) => [...e.actors, ...e.against].includes("M23") && e.status !== "claimed"'));
    await page.click(".clear");
    await page.locator('[data-key="confidence"]').fill("80");
    await settle(page);
    assert.equal(await shown(page), await passing("(e) => e.confidence >= 0.8"));
    await page.click(".clear");
    await settle(page);
    assert.ok((await shown(page)) >= all);
  }));
});

describe("places", () => {
  it("are found by any name, whatever the accents", on("small.html", {}, async (page) => {
    await page.fill("#search", "kitsanga");
    await page.fill("#search", "KÍTSHÀNGA");
    assert.match(await page.locator("#found-0").textContent(), /Kitchanga|Kitshanga/);
    await page.keyboard.press("Enter");
    const { here } = await state(page);
    assert.ok(Math.abs(here.at[0] - 29.05) < 0.2 && Math.abs(here.at[1] + 1.2) < 0.2, JSON.stringify(here));
    assert.ok(await page.locator("#detail .strip").isVisible());
  }));

  it("tell who held them through time", on("small.html", {}, async (page) => {
    const held = await page.evaluate(() => {
      const { store } = window.dateline;
      const [id, rows] = [...store.data.holdings].find(([, rows]) => rows.length > 1);
      const place = store.data.places.find((p) => p.id === id);
      store.set({ here: { at: place.at, name: place.name, placeId: id } });
      return rows.length;
    });
    assert.equal(await page.locator(".holders li").count(), held);
    await page.locator(".holders li button").last().click();
    assert.equal((await state(page)).to, dayOf("2022-11-01"));
    assert.equal(await page.locator('.holders li[aria-current="true"]').count(), 1);
    assert.equal(await page.locator("#detail .reports li").count(), 1, "the report behind it");
    assert.match(await page.locator("#detail .reports li p").textContent(), /were seen near/);
  }));

  it("anywhere: by the areas over a point", on("big.html", {}, async (page) => {
    await page.evaluate(() => window.dateline.store.set({ here: { at: [29.15, -1.35], name: "", placeId: "" } }));
    assert.ok((await page.locator(".holders li").count()) > 100);
    assert.match(await page.locator(".holdernow").textContent(), /M23/);
    assert.equal(await page.locator("#detail .reports li").count(), 1, "one of its two reports is not among the page's");
  }));

  it("and where the front runs, on what evidence", on("small.html", {}, async (page) => {
    const { left, right, to } = await page.evaluate(() => {
      const { store } = window.dateline;
      const front = store.data.fronts.at(-1);
      store.set({ to: front.from });
      store.set({ here: { at: front.shape[0][0], name: "", placeId: "", front: front.id } });
      return front;
    });
    assert.ok(to > 0);
    const told = await page.locator("#detail").textContent();
    for (const part of [left, right, "84 km", "13 km"]) assert.ok(told.includes(part), `no '${part}' in ${told}`);
    assert.equal(await page.locator("#detail .reports li").count(), 2);
  }));
});

describe("address", () => {
  it("leads to a moment, a view, filters and an event", on("small.html", { hash: "#d=2022-12-24&w=7&v=9.00/-1.500/29.200&k=armed_clash~shelling&s=reported&c=50&e=ev-00003&l=fr&th=dark" }, async (page) => {
    const now = await state(page);
    assert.deepEqual([now.to, now.from, now.event, now.confidence], [dayOf("2022-12-24"), dayOf("2022-12-18"), "ev-00003", 0.5]);
    assert.deepEqual([now.kinds, now.statuses], [["armed_clash", "shelling"], ["reported"]]);
    assert.equal(await page.evaluate(() => document.documentElement.lang), "fr");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    const view = await page.evaluate(() => window.dateline.map.view());
    assert.deepEqual([view.zoom.toFixed(1), view.lat.toFixed(1), view.lon.toFixed(1)], ["9.0", "-1.5", "29.2"]);
  }));

  it("follows what is done, and a changed one is followed", on("small.html", {}, async (page) => {
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction(() => location.hash.includes("d=2023-02-27"));
    await page.evaluate(() => (location.hash = "#d=2022-12-01&w=1&v=8.00/-1.000/29.000"));
    await page.waitForFunction(() => window.dateline.store.state.to === 19327);
    assert.equal((await page.evaluate(() => window.dateline.map.view())).lat.toFixed(2), "-1.00");
  }));

  it("of nonsense does no harm", on("small.html", { hash: "#d=2022-13-99&w=-3&v=a/b/c&k=%00&e=nothing&l=xx&c=1e9&th=<script>" }, async (page) => {
    assert.ok(await page.locator(".listhead").isVisible());
  }));
});

describe("keyboard", () => {
  it("does what the pointer does", on("small.html", { hash: "#d=2023-01-15&w=30" }, async (page) => {
    const day = dayOf("2023-01-15");
    const to = async () => (await state(page)).to;
    await page.keyboard.press("ArrowRight");
    assert.equal(await to(), day + 1);
    await page.keyboard.press("Shift+ArrowLeft");
    assert.equal(await to(), day - 6);
    await page.keyboard.press("End");
    assert.equal(await to(), dayOf("2023-02-28"));
    await page.keyboard.press("Home");
    assert.equal(await to(), dayOf("2022-11-01"));
    await page.keyboard.press("End");
    await page.keyboard.press("]");
    const { to: t, from } = await state(page);
    assert.equal(t - from + 1, 90);
    await settle(page);
    await page.keyboard.press("j");
    await settle(page);
    const first = (await state(page)).event;
    await page.keyboard.press("j");
    const second = (await state(page)).event;
    assert.ok(first && second && first !== second);
    await page.keyboard.press("k");
    assert.equal((await state(page)).event, first);
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    await page.keyboard.type("gom");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    assert.equal((await state(page)).here.name, "Goma");
    await page.keyboard.press("Space");
    assert.equal(await page.locator(".play").getAttribute("aria-pressed"), "true");
    await page.keyboard.press("Space");
    await page.keyboard.press("?");
    assert.ok(await page.locator("dialog").isVisible());
    await page.keyboard.press("Escape");
    assert.ok(!(await page.locator("dialog").isVisible()));
  }));

  it("reaches everything by tab, and the sliders by arrows", on("small.html", {}, async (page) => {
    const seen = new Set();
    for (let i = 0; i < 140; i++) {
      await page.keyboard.press("Tab");
      seen.add(await page.evaluate(() => { const e = document.activeElement; return e.id || e.className || e.tagName; }));
    }
    for (const one of ["search", "language", "home", "theme", "play", "step", "grip start", "grip moment", "row"]) assert.ok(seen.has(one), `${one} among ${[...seen].join(", ")}`);
    await page.locator(".grip.moment").focus();
    await page.keyboard.press("ArrowLeft");
    await settle(page);
    assert.equal(await page.locator(".grip.moment").getAttribute("aria-valuetext"), "27 February 2023");
  }));
});

describe("languages", () => {
  it("French for a French browser, and back", on("small.html", { locale: "fr-FR" }, async (page) => {
    assert.equal(await page.locator("#subtitle").textContent(), "Zones d’influence et événements rapportés");
    assert.match(await page.locator(".big").textContent(), /28 février 2023/);
    await page.click("#language");
    assert.equal(await page.locator("#subtitle").textContent(), "Areas of influence and reported events");
    assert.match(await page.locator(".big").textContent(), /28 February 2023/);
  }));

  it("both have every word", on("small.html", {}, async (page) => {
    const text = async () => page.evaluate(() => document.body.innerText + [...document.querySelectorAll("[title],[aria-label]")].map((e) => `${e.getAttribute("title") ?? ""} ${e.getAttribute("aria-label") ?? ""}`).join());
    await page.click(".filters summary");
    const english = await text();
    await page.click("#language");
    const french = await text();
    for (const word of ["undefined", "[object", "NaN"]) assert.ok(!(english + french).includes(word), word);
    assert.notEqual(english, french);
  }));
});

describe("phone", () => {
  it("has the panel as a sheet, and nothing sticks out", on("small.html", { ...PHONE, hash: "#d=2023-02-28&w=200" }, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    const top = async () => (await page.locator("#panel").boundingBox()).y;
    const closed = await top();
    await page.locator("#sheet").tap({ position: { x: 195, y: 8 } });
    await becomes(async () => (await top()) < closed - 300, true);
    await page.locator("[data-event]").first().tap();
    assert.ok(await page.locator("#detail blockquote").isVisible());
    const small = await page.evaluate(() => [...document.querySelectorAll("#timeline button, #tools button")].filter((b) => !b.hidden && b.getBoundingClientRect().width < 36).length);
    assert.equal(small, 0);
  }));
});

describe("whatever the data", () => {
  it("nothing at all", on("empty.html", {}, async (page) => {
    assert.ok(await page.locator(".empty").isVisible());
  }));

  it("hostile texts do nothing", on("hostile.html", { hash: "#d=2022-12-30&w=400&v=4/-1/29" }, async (page) => {
    await settle(page);
    const ids = await page.evaluate(() => window.dateline.store.data.events.map((e) => e.id));
    assert.ok(ids.length > 30);
    for (const id of ids) {
      await page.evaluate((id) => window.dateline.store.set({ event: id }), id);
      const { quote, shown } = await page.evaluate((id) => ({ quote: window.dateline.store.data.reports.get(id)[0].quote, shown: document.querySelector("#detail blockquote")?.textContent ?? "" }), id);
      assert.equal(shown, quote);
    }
    await page.evaluate(() => { window.dateline.store.set({ event: null }); document.querySelector(".filters").open = true; });
    await page.click("#language");
    await page.evaluate(() => window.dateline.store.set({ here: { at: [29.15, -1.35], name: "", placeId: "" } }));
    assert.equal(await page.evaluate(() => window.HACKED), undefined);
    const stray = await page.evaluate(() => [...document.querySelectorAll("img, iframe, object, embed, plaintext, form, link")].length + [...document.querySelectorAll("a")].filter((a) => !/^https?:/.test(a.href)).length);
    assert.equal(stray, 0);
    assert.equal(await page.evaluate(() => document.querySelectorAll("script").length), 2, "the licence and the page's own");
  }));

  it("its policy stops what should ever get in", async () => {
    const { page, trouble, close } = await open(browser, "small.html");
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.HACKED = 1";
      document.body.append(script);
      void fetch("http://127.0.0.1:9/").catch(() => undefined);
    });
    await settle(page);
    assert.equal(await page.evaluate(() => window.HACKED), undefined);
    assert.ok(trouble.every((t) => /Content Security Policy/.test(t)), trouble.join("\n"));
    assert.ok(trouble.length >= 2);
    await close();
  });

  it("tiles are asked for only where an address was given", async () => {
    const { page, trouble, close } = await open(browser, "tiles.html");
    await becomes(() => trouble.some((t) => t.startsWith("request: http://127.0.0.1:9/")), true);
    assert.ok(trouble.every((t) => !/Content Security Policy/.test(t)));
    await close();
  });
});
