// The map's style: base map from the region's tables, areas, front, rings, names, symbols. No tiles, no fonts.

import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { Data, Place, Position } from "./data";
import { bounds } from "./geometry";
import { language } from "./i18n";
import { SEATS } from "./scene";
import { mix } from "./symbols";

export interface Palette {
  land: string;
  water: string;
  shore: string;
  border: string;
  name: string;
  nameHalo: string;
  waterName: string;
  ink: string; // fronts, black symbols
  paper: string; // halo of symbols
  lift: (colour: string) => string; // dark colours made lighter on dark ground
}

export const LIGHT: Palette = {
  land: "#f5f2ea", water: "#cfdfe6", shore: "#a9c3cf", border: "#8d8778", name: "#3a3832", nameHalo: "#f8f6f0",
  waterName: "#5b8294", ink: "#111111", paper: "#ffffff", lift: (colour) => colour,
};
export const DARK: Palette = {
  land: "#24272c", water: "#14181d", shore: "#39434d", border: "#7c7f86", name: "#d6d3cb", nameHalo: "#1c1f23",
  waterName: "#6f93a6", ink: "#f4f4f0", paper: "#16181b", lift: (colour) => mix(colour, "#ffffff", 0.28),
};

// Without a `glyphs` address MapLibre draws letters with the fonts of the machine: no request, any script.
// It reads weight and slant from the first name of the stack.
const FONT = ["Inter", "Noto Sans", "Segoe UI", "Roboto", "Helvetica Neue", "Arial"];
const FONT_BOLD = ["Page Bold", ...FONT];
const FONT_ITALIC = ["Page Italic", ...FONT];

const SHOWN = new Set(["city", "town", "village", "camp", "neighbourhood", "airport", "mine", "border_post", "military_base", "port", "island"]);

/** From 1 (a metropolis) to 6 (a hamlet): from the number of inhabitants, else from the kind. */
export function rank(p: Place): number {
  if (p.population >= 1_000_000) return 1;
  if (p.population >= 200_000) return 2;
  if (p.population >= 50_000) return 3;
  if (p.kind === "city") return 2;
  if (p.kind === "town" || p.population >= 10_000) return 4;
  return p.kind === "village" || p.kind === "camp" ? 5 : 6;
}

/** 'Lake Kivu' or 'lac Kivu', as the language wants it and the table has it. */
function lakeName(p: Place): string {
  const wanted = language() === "fr" ? /^lacs? /i : /\blakes?\b/i;
  return [p.name, ...p.names].find((n) => wanted.test(n)) ?? p.name;
}

/** Coarse borders where the region has no fine ones of its own. */
function farBorders({ wire }: Data): Position[][] {
  const [w, s, e, n] = bounds(wire.countries.flatMap(([, shape]) => shape.flatMap((rings) => rings[0])));
  const lines: Position[][] = [];
  for (const border of wire.world_borders) {
    let line: Position[] = [];
    for (const at of border) {
      if (at[0] > w && at[0] < e && at[1] > s && at[1] < n) {
        if (line.length > 1) lines.push(line);
        line = [];
      } else line.push(at);
    }
    if (line.length > 1) lines.push(line);
  }
  return lines;
}

const collection = (features: unknown[]): SourceSpecification =>
  ({ type: "geojson", data: { type: "FeatureCollection", features }, tolerance: 0.3, buffer: 64 }) as SourceSpecification;
const feature = (geometry: unknown, properties: Record<string, unknown>): unknown => ({ type: "Feature", geometry, properties });

// A seat in the honeycomb as an offset; smaller at low zoom, where the towns lie close.
const bySeat = (at: (x: number, y: number) => [number, number]): never =>
  ["match", ["get", "seat"], ...SEATS.slice(1).flatMap(([x, y], i) => [i + 1, ["literal", at(x, y)]]), ["literal", at(0, 0)]] as never;
const iconOffset = bySeat((x, y) => [x, y]);
const countOffset = bySeat((x, y) => [(x + 9) / 10, (y + 8) / 10]);
const iconSize = ["interpolate", ["linear"], ["zoom"], 6, ["*", 0.72, ["get", "size"]], 9.5, ["get", "size"]] as never;

export function buildStyle(data: Data, p: Palette, tiles: string | null): StyleSpecification {
  const { wire } = data;
  const named = new Set(data.events.map((e) => e.place));
  const towns = data.places.filter((x) => SHOWN.has(x.kind)).map((x) =>
    feature({ type: "Point", coordinates: x.at }, {
      name: x.name,
      // A place in the news is worth a name one step earlier.
      rank: Math.max(1, rank(x) - (named.has(x.name) ? 1 : 0)),
      id: x.id,
    }));
  const waters = data.places.filter((x) => x.kind === "lake").map((x) => feature({ type: "Point", coordinates: x.at }, { name: lakeName(x) }));
  const multi = (shapes: unknown[]): unknown[] => shapes.map((c) => feature({ type: "Polygon", coordinates: c }, {}));
  const hasLand = wire.countries.length + wire.world.length > 0;

  const sources: Record<string, SourceSpecification> = {
    world: collection(multi(wire.world)),
    "world-borders": collection(farBorders(data).map((line) => feature({ type: "LineString", coordinates: line }, {}))),
    land: collection(wire.countries.map(([code, shape]) => feature({ type: "MultiPolygon", coordinates: shape }, { code }))),
    lakes: collection(multi(wire.lakes)),
    borders: collection(wire.borders.map((line) => feature({ type: "LineString", coordinates: line }, {}))),
    towns: collection(towns),
    waters: collection(waters),
    areas: collection([]),
    fronts: collection([]),
    rings: collection([]),
    holders: collection([]),
    events: { type: "geojson", data: { type: "FeatureCollection", features: [] }, promoteId: "key" } as SourceSpecification,
  };
  const base: LayerSpecification[] = [
    { id: "sea", type: "background", paint: { "background-color": hasLand ? p.water : p.land } },
    { id: "world", type: "fill", source: "world", paint: { "fill-color": p.land, "fill-antialias": false } },
    { id: "world-borders", type: "line", source: "world-borders", paint: { "line-color": p.border, "line-width": 0.7, "line-opacity": 0.7, "line-dasharray": [5, 2, 1, 2] } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": p.land, "fill-antialias": false } },
    { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": p.water } },
    { id: "shore", type: "line", source: "lakes", paint: { "line-color": p.shore, "line-width": 0.8 } },
    ...tileLayers(tiles, sources, p),
  ];
  const placeNames = (id: string, ranks: number[], minzoom: number, size: number, weight: boolean): LayerSpecification => ({
    id,
    type: "symbol",
    source: "towns",
    minzoom,
    filter: ["in", ["get", "rank"], ["literal", ranks]],
    layout: {
      "icon-image": weight ? "dot|large" : "dot|small",
      "text-field": ["get", "name"],
      "text-font": weight ? FONT_BOLD : FONT,
      "text-size": ["interpolate", ["linear"], ["zoom"], minzoom, size, minzoom + 6, size + 3],
      "text-anchor": "top",
      "text-offset": [0, 0.45],
      "text-padding": 4,
      "text-max-width": 7,
      "symbol-sort-key": ["get", "rank"],
      "icon-allow-overlap": false,
      "text-optional": false,
    },
    paint: { "text-color": p.name, "text-halo-color": p.nameHalo, "text-halo-width": 1.4 },
  });
  return {
    version: 8,
    sources,
    layers: [
      ...base,
      { id: "area-fill", type: "fill", source: "areas", filter: ["==", ["get", "hatch"], ""], paint: { "fill-color": ["get", "colour"], "fill-opacity": ["get", "opacity"], "fill-antialias": false } },
      { id: "area-hatch", type: "fill", source: "areas", filter: ["!=", ["get", "hatch"], ""], paint: { "fill-pattern": ["get", "hatch"], "fill-opacity": 0.75 } },
      { id: "area-line", type: "line", source: "areas", filter: ["==", ["get", "dashed"], 0], paint: { "line-color": ["get", "colour"], "line-width": 1.3, "line-opacity": 0.9 } },
      { id: "area-dash", type: "line", source: "areas", filter: ["==", ["get", "dashed"], 1], paint: { "line-color": ["get", "colour"], "line-width": 1.3, "line-dasharray": [4, 2.5] } },
      { id: "borders", type: "line", source: "borders", layout: { "line-join": "round" }, paint: { "line-color": p.border, "line-width": ["interpolate", ["linear"], ["zoom"], 5, 0.8, 10, 1.6], "line-dasharray": [5, 2, 1, 2] } },
      { id: "front-casing", type: "line", source: "fronts", layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-color": p.paper, "line-width": 6, "line-opacity": 0.75 } },
      { id: "front-line", type: "line", source: "fronts", filter: ["==", ["get", "dashed"], 0], layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-color": p.ink, "line-width": 3 } },
      { id: "front-dash", type: "line", source: "fronts", filter: ["==", ["get", "dashed"], 1], layout: { "line-join": "round" }, paint: { "line-color": p.ink, "line-width": 3, "line-dasharray": [2.4, 1.6] } },
      { id: "rings", type: "line", source: "rings", layout: { "line-cap": "round" }, paint: { "line-color": p.ink, "line-width": ["case", ["==", ["get", "chosen"], 1], 2, 1.2], "line-opacity": ["case", ["==", ["get", "chosen"], 1], 0.95, 0.42], "line-dasharray": [0.1, 2.6] } },
      { id: "water-names", type: "symbol", source: "waters", minzoom: 6, layout: { "text-field": ["get", "name"], "text-font": FONT_ITALIC, "text-size": 11.5, "text-letter-spacing": 0.08, "text-max-width": 6 }, paint: { "text-color": p.waterName, "text-halo-color": p.water, "text-halo-width": 1 } },
      placeNames("names-5", [5, 6], 9.2, 10.5, false),
      placeNames("names-4", [4], 7.4, 11, false),
      placeNames("names-3", [3], 6, 11.5, false),
      placeNames("names-1", [1, 2], 3, 12.5, true),
      { id: "holders", type: "symbol", source: "holders", layout: { "text-field": ["get", "name"], "text-font": FONT_BOLD, "text-size": ["get", "size"], "text-letter-spacing": 0.12, "symbol-sort-key": ["-", 0, ["get", "size"]], "text-padding": 6, "text-offset": ["case", ["<", ["get", "size"], 13], ["literal", [0, -2]], ["literal", [0, 0]]] }, paint: { "text-color": ["get", "colour"], "text-halo-color": p.nameHalo, "text-halo-width": 1.6, "text-opacity": 0.95 } },
      {
        id: "chosen", type: "symbol", source: "events", filter: ["==", ["get", "chosen"], 1],
        layout: { "icon-image": `halo|${p.ink}`, "icon-size": iconSize, "icon-offset": iconOffset, "icon-allow-overlap": true, "icon-ignore-placement": true },
      },
      {
        id: "events", type: "symbol", source: "events",
        layout: {
          "icon-image": ["get", "icon"], "icon-size": iconSize, "icon-offset": iconOffset,
          "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": ["get", "order"], "icon-padding": 0,
        },
        paint: { "icon-opacity": ["case", ["==", ["get", "faint"], 1], 0.5, 1] },
      },
      {
        id: "event-counts", type: "symbol", source: "events", filter: [">", ["get", "n"], 1],
        layout: {
          "text-field": ["to-string", ["get", "n"]], "text-font": FONT_BOLD, "text-size": ["interpolate", ["linear"], ["zoom"], 6, 8.5, 9.5, 10.5], "text-offset": countOffset,
          "text-allow-overlap": true, "text-ignore-placement": true, "symbol-sort-key": ["get", "order"],
        },
        paint: { "text-color": p.ink, "text-halo-color": p.paper, "text-halo-width": 1.8 },
      },
    ],
  };
}

/** Tiles under the areas, when an address was given: a picture, or vector tiles of the usual schemas. */
function tileLayers(address: string | null, sources: Record<string, SourceSpecification>, p: Palette): LayerSpecification[] {
  if (!address) return [];
  if (!/\.(pbf|mvt)(\?|$)/.test(address)) {
    sources["tiles"] = { type: "raster", tiles: [address], tileSize: 256, maxzoom: 19 } as SourceSpecification;
    return [{ id: "tiles", type: "raster", source: "tiles", paint: { "raster-opacity": 0.85 } }];
  }
  sources["tiles"] = { type: "vector", tiles: [address], maxzoom: 14 } as SourceSpecification;
  const water = ["water", "ocean", "water_polygons"];
  const roads = ["transportation", "streets", "roads", "road"];
  return [
    ...water.map((layer): LayerSpecification => ({ id: `tiles-${layer}`, type: "fill", source: "tiles", "source-layer": layer, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": p.water } })),
    ...roads.map((layer): LayerSpecification => ({ id: `tiles-${layer}`, type: "line", source: "tiles", "source-layer": layer, filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": p.border, "line-opacity": 0.5, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 0.4, 14, 2] } })),
  ];
}
