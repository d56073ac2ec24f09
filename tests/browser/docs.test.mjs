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
import { DESKTOP, PATIENCE, becomes, launch } from "./page.mjs";

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

/**
 * Opens the first html block of a page of docs/ and waits until its script has run. `names` are put into
 * `window.snippet`: a bare `window.map` is the element of that id as long as the script has not run.
 */
async function run(doc, names) {
  const text = readFileSync(here(`../../docs/${doc}`), "utf8");
  const html = /```html\n(.*?)```/s.exec(text)[1].replace(/<\/script>\s*$/, `window.snippet = { ${names} };</script>\n`);
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
  await page.waitForFunction(() => window.snippet !== undefined, null, { timeout: PATIENCE });
  return { page, done: async () => { assert.deepEqual(trouble.filter((t) => !/favicon|404/.test(t)), []); await page.context().close(); } };
}

/** Ids of a file's features that are valid at a moment, or were in the days before it. */
const valid = (file, at, days) => data(file).features.filter(({ properties: p }) => p.start_ms <= at && p.end_ms >= at - days * DAY).map((f) => f.id).sort();
// Noon of a day in the middle of the war, on the slider's steps.
const start = () => Math.min(...data("control.geojson").features.map((f) => f.properties.start_ms));
const at = () => start() + 45 * DAY;
const slide = (page, value) => page.evaluate((value) => { const s = document.getElementById("day"); s.value = value; s.dispatchEvent(new Event("input")); }, value);

it("MapLibre", async () => {
  const { page, done } = await run("maplibre.md", "map");
  await page.waitForFunction(() => window.snippet.map.loaded(), null, { timeout: PATIENCE });
  await slide(page, at());
  const shown = (layer) => page.evaluate((layer) => [...new Set(window.snippet.map.queryRenderedFeatures({ layers: [layer] }).map((f) => f.properties.id))].sort(), layer);
  await becomes(() => shown("areas"), valid("control.geojson", at(), 0));
  // Events that lie under others on the edge of the view may be left out; none may be too many.
  const wanted = new Set(valid("events.geojson", at(), 30));
  await becomes(async () => {
    const events = await shown("events");
    return { enough: events.length > 5, valid: events.every((id) => wanted.has(id)) };
  }, { enough: true, valid: true });
  await done();
});

it("Leaflet with leaflet.timeline", async () => {
  const { page, done } = await run("leaflet-timeline.md", "");
  await page.waitForFunction(() => window.layers, null, { timeout: PATIENCE });
  await becomes(() => page.evaluate((at) => window.layers.map((layer) => {
    layer.setTime(at);
    return layer.getLayers().map((l) => l.feature.id).sort();
  }), at()), [valid("control.geojson", at(), 0), valid("events.geojson", at(), 0)]);
  assert.ok(await page.locator(".leaflet-timeline-controls, .leaflet-control").first().isVisible());
  await done();
});

it("OpenLayers", async () => {
  const { page, done } = await run("openlayers.md", "areas, events");
  const features = () => page.evaluate(() => [window.snippet.areas, window.snippet.events].every((l) => l.getSource().getFeatures().length > 0));
  await becomes(features, true);
  await slide(page, at());
  const shown = () => page.evaluate(() => [window.snippet.areas, window.snippet.events].map((l) => l.getSource().getFeatures().filter((f) => l.getStyleFunction()(f)).map((f) => f.get("id")).sort()));
  await becomes(shown, [valid("control.geojson", at(), 0), valid("events.geojson", at(), 30)]);
  await done();
});

it("deck.gl", async () => {
  const { page, done } = await run("deckgl.md", "");
  await page.waitForFunction(() => window.map?.isInitialized, null, { timeout: PATIENCE });
  await slide(page, 45);
  const shown = () => page.evaluate(() => [...new Set(window.map.pickObjects({ x: 0, y: 0, width: innerWidth, height: innerHeight, layerIds: ["areas"] }).map((o) => o.object.id))].sort());
  await becomes(shown, valid("control.geojson", at(), 0));
  await done();
});
