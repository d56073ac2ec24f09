// Every page of docs/ with a snippet for a library: the snippet as it stands there, over files of a small war.
//
// Pages and files come from a loopback server; what a snippet loads from unpkg.com is answered from node_modules, in
// the very version that it names. Any other request fails the test.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { DESKTOP, launch } from "./page.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const TYPES = { ".html": "text/html", ".geojson": "application/geo+json", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript" };
const data = (name) => JSON.parse(readFileSync(join(process.env.PAGES, "docs", name), "utf8"));
const DAY = 86_400_000;

let browser;
let server;
before(async () => {
  browser = await launch();
  server = createServer((request, response) => {
    const name = new URL(request.url, "http://x").pathname.slice(1);
    if (name === "snippet.html") return response.end("");
    try {
      const body = readFileSync(join(process.env.PAGES, "docs", name.replaceAll("..", "")));
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "text/plain" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** Opens the first html block of a page of docs/; `more` is put at the end of its last script. */
async function run(doc, more = "") {
  const text = readFileSync(here(`../../docs/${doc}`), "utf8");
  const html = /```html\n(.*?)```/s.exec(text)[1].replace(/<\/script>\s*$/, `${more}</script>\n`);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const page = await (await browser.newContext(DESKTOP)).newPage();
  const trouble = [];
  page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(String(error)));
  await page.route("**/*", (route) => {
    const url = new URL(route.request().url());
    if (url.origin === origin) return url.pathname === "/snippet.html" ? route.fulfill({ contentType: "text/html", body: html }) : route.continue();
    if (url.protocol === "data:" || url.protocol === "blob:") return route.continue();
    if (url.href.startsWith(`${origin}/favicon`)) return route.fulfill({ status: 204 });
    const [, name, version, path] = /^\/((?:@[^/]+\/)?[^@/]+)@([^/]+)\/(.*)$/.exec(url.pathname) ?? [];
    if (url.host !== "unpkg.com" || !name) {
      trouble.push(`request: ${url.href}`);
      return route.abort();
    }
    assert.equal(JSON.parse(readFileSync(here(`node_modules/${name}/package.json`), "utf8")).version, version, `${name} in ${doc} against package.json`);
    return route.fulfill({ contentType: TYPES[extname(path)], body: readFileSync(here(`node_modules/${name}/${path}`)), headers: { "access-control-allow-origin": "*" } });
  });
  await page.goto(`${origin}/snippet.html`);
  return { page, done: async () => { assert.deepEqual(trouble.filter((t) => !/favicon|404/.test(t)), []); await page.context().close(); } };
}

/** Ids of a file's features that are valid at a moment, or were in the days before it. */
const valid = (file, at, days) => data(file).features.filter(({ properties: p }) => p.start_ms <= at && p.end_ms >= at - days * DAY).map((f) => f.id).sort();
// Noon of a day in the middle of the war, on the slider's steps.
const start = () => Math.min(...data("control.geojson").features.map((f) => f.properties.start_ms));
const at = () => start() + 45 * DAY;
const slide = (page, value) => page.evaluate((value) => { const s = document.getElementById("day"); s.value = value; s.dispatchEvent(new Event("input")); }, value);

it("MapLibre", async () => {
  const { page, done } = await run("maplibre.md", "window.map = map;");
  await page.waitForFunction(() => window.map?.loaded(), null, { timeout: 60_000 });
  await slide(page, at());
  await page.waitForFunction(() => window.map.loaded());
  await page.waitForTimeout(1500);
  const shown = (layer) => page.evaluate((layer) => [...new Set(window.map.queryRenderedFeatures({ layers: [layer] }).map((f) => f.properties.id))].sort(), layer);
  assert.deepEqual(await shown("areas"), valid("control.geojson", at(), 0));
  const events = await shown("events");
  const wanted = new Set(valid("events.geojson", at(), 30));
  assert.ok(events.length > 5 && events.every((id) => wanted.has(id)));
  await done();
});

it("Leaflet with leaflet.timeline", async () => {
  const { page, done } = await run("leaflet-timeline.md");
  await page.waitForFunction(() => window.layers, null, { timeout: 60_000 });
  const shown = await page.evaluate((at) => window.layers.map((layer) => {
    layer.setTime(at);
    return layer.getLayers().map((l) => l.feature.id).sort();
  }), at());
  assert.deepEqual(shown, [valid("control.geojson", at(), 0), valid("events.geojson", at(), 0)]);
  assert.ok(await page.locator(".leaflet-timeline-controls, .leaflet-control").first().isVisible());
  await done();
});

it("OpenLayers", async () => {
  const { page, done } = await run("openlayers.md");
  await page.waitForFunction("areas.getSource().getFeatures().length > 0 && events.getSource().getFeatures().length > 0", null, { timeout: 60_000 });
  await slide(page, at());
  const shown = await page.evaluate(`[areas, events].map((l) => l.getSource().getFeatures().filter((f) => l.getStyleFunction()(f)).map((f) => f.get("id")).sort())`);
  assert.deepEqual(shown, [valid("control.geojson", at(), 0), valid("events.geojson", at(), 30)]);
  await done();
});

it("deck.gl", async () => {
  const { page, done } = await run("deckgl.md");
  await page.waitForFunction(() => window.map?.isInitialized, null, { timeout: 60_000 });
  await slide(page, 45);
  await page.waitForTimeout(2500);
  const shown = await page.evaluate(() => [...new Set(window.map.pickObjects({ x: 0, y: 0, width: innerWidth, height: innerHeight, layerIds: ["areas"] }).map((o) => o.object.id))].sort());
  assert.deepEqual(shown, valid("control.geojson", at(), 0));
  await done();
});
