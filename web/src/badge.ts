// A symbol as it stands in lists, filters and the legend.

import type { Event, Kind } from "./data";
import { s } from "./dom";
import { colourOf, isHollow, kindColour, MARKERS } from "./symbols";

function mark(kind: Kind, colour: string, hollow: boolean, size: number): SVGElement {
  const edge = hollow ? { fill: "none", stroke: colour, "stroke-width": 2 } : { fill: colour, stroke: "currentColor", "stroke-opacity": 0.4, "stroke-width": 0.7 };
  return s(
    "svg",
    { viewBox: "-1 -1 22 22", width: size, height: size, class: "symbol", "aria-hidden": "true" },
    s("path", { d: MARKERS[kind.marker] ?? MARKERS["circle"], "stroke-linejoin": "round", ...edge }),
  );
}

export const badge = (kind: Kind, hollow = false, size = 20): SVGElement => mark(kind, kindColour(kind), hollow, size);
export const eventBadge = (e: Event, size = 20): SVGElement => mark(e.kind, colourOf(e, "currentColor"), isHollow(e), size);

/** A patch of a side's colour. */
export const swatch = (colour: string, pale = false, size = 14): SVGElement =>
  s("svg", { viewBox: "0 0 14 14", width: size, height: size, class: "swatch", "aria-hidden": "true" }, s("rect", { x: 0.5, y: 0.5, width: 13, height: 13, rx: 3, fill: colour, "fill-opacity": pale ? 0.3 : 0.8, stroke: colour }));
