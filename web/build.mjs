// Compiles the page into dist/, which the Rust library embeds: `node build.mjs`; `--check` tells whether dist/ is what
// these sources give.
//
// dist/page.html            the page with its script and style, and slots that src/export/page/mod.rs fills
// dist/maplibre-gl*.mjs.gz  MapLibre GL JS as published, compressed; changes only with its version
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const sha = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

async function bundle(entry) {
  const made = await build({
    entryPoints: [here(entry)], bundle: true, minify: true, write: false, format: entry.endsWith(".css") ? undefined : "iife",
    target: ["chrome111", "firefox113", "safari16.4"], charset: "utf8", legalComments: "none", outdir: here("dist"),
  });
  return made.outputFiles[0].text.trim();
}

const script = await bundle("src/main.ts");
const style = await bundle("src/page.css");
// Its licence asks to be handed on with it.
const licence = readFileSync(here("node_modules/maplibre-gl/LICENSE.txt"), "utf8");
// Inside <script> and <style> these would end the element or change how it is read.
for (const text of [script, style, licence]) if (/<\/(script|style)|<!--|\{\{[A-Z_]+\}\}/i.test(text)) throw new Error("the bundle holds text that breaks out of its element");
const slots = { LICENCE: licence, STYLE: style, SCRIPT: script, STYLE_HASH: sha(style), SCRIPT_HASH: sha(script) };
const page = readFileSync(here("src/page.html"), "utf8").replace(/\{\{([A-Z_]+)\}\}/g, (slot, name) => slots[name] ?? slot);

const wanted = new Map([["dist/page.html", Buffer.from(page)]]);
for (const name of ["maplibre-gl.mjs", "maplibre-gl-worker.mjs"]) {
  // Without the reference to a source map that the page does not carry.
  const text = readFileSync(here(`node_modules/maplibre-gl/dist/${name}`), "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
  wanted.set(`dist/${name}.gz`, Buffer.from(text));
}

const content = (path, bytes) => (path.endsWith(".gz") ? gunzipSync(bytes) : bytes);
const differs = (path, bytes) => {
  try {
    return !content(path, readFileSync(here(path))).equals(bytes);
  } catch {
    return true;
  }
};
const old = [...wanted].filter(([path, bytes]) => differs(path, bytes));
if (process.argv.includes("--check")) {
  for (const [path] of old) console.error(`web/${path} is not what web/ gives: run 'npm ci && npm run build' in web/ and commit web/dist`);
  process.exit(old.length ? 1 : 0);
}
mkdirSync(here("dist"), { recursive: true });
for (const [path, bytes] of old) {
  writeFileSync(here(path), path.endsWith(".gz") ? gzipSync(bytes, { level: 9 }) : bytes);
  console.log(`web/${path}`);
}
