// While working on the page: puts the data of a page made earlier into the page as built now.
// node reuse.mjs OLD.html NEW.html
import { readFileSync, writeFileSync } from "node:fs";
const [old, made] = process.argv.slice(2);
const page = readFileSync(new URL("dist/page.html", import.meta.url), "utf8");
const was = readFileSync(old, "utf8");
const block = (id) => new RegExp(`id="${id}">([^<]*)<`).exec(was)[1];
const gz = (name) => readFileSync(new URL(`dist/${name}.gz`, import.meta.url)).toString("base64");
const slots = {
  DATA: block("data"), MAPLIBRE: gz("maplibre-gl.mjs"), MAPLIBRE_WORKER: gz("maplibre-gl-worker.mjs"), VERSION: "dev",
  TITLE: /<title>(.*?)<\/title>/s.exec(was)[1], TILE_HOST: /img-src blob: data:([^;]*);/.exec(was)[1],
};
writeFileSync(made, page.replace(/\{\{([A-Z_]+)\}\}/g, (slot, name) => slots[name] ?? slot));
