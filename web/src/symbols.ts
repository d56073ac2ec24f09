// How an event looks: forms here, kinds and colours from the layers. One path feeds map, list and legend.

import type { Data, Event, Kind } from "./data";

/** Forms by the names of `Marker` in `src/layers/symbol.rs`, in a box of 20 by 20. */
export const MARKERS: Record<string, string> = {
  triangle: "M10 2.2 18.2 16.8H1.8Z",
  arrow: "M4 3.2 17.5 10 4 16.8 7 10Z",
  pentagon: "M10 1.8 18.2 7.8 15.1 17.4H4.9L1.8 7.8Z",
  cross: "M7.2 2.5h5.6v4.7h4.7v5.6h-4.7v4.7H7.2v-4.7H2.5V7.2h4.7Z",
  star: "M10 1.5 12.3 7.3 18.5 7.6 13.7 11.5 15.3 17.5 10 14.1 4.7 17.5 6.3 11.5 1.5 7.6 7.7 7.3Z",
  diamond: "M10 1.6 18.4 10 10 18.4 1.6 10Z",
  circle: "M10 3.4a6.6 6.6 0 1 0 .001 0Z",
  square: "M3.6 3.6h12.8v12.8H3.6Z",
  hexagon: "M5.8 2.8h8.4L18.4 10l-4.2 7.2H5.8L1.6 10Z",
};

/** Hollow when nobody but a party says so, or when it has not happened. */
export const isHollow = (e: Event): boolean => e.status !== "reported" && e.status !== "confirmed";

const HEX = /^#[0-9a-f]{6}$/i;
export const UNKNOWN = "#999999";

/** The colour of a side or actor, by the region's table; grey for whom it does not know. */
export function actorColour(data: Data, id: string): string {
  const actor = data.actors.get(id);
  if (actor && HEX.test(actor.colour)) return actor.colour;
  return UNKNOWN;
}

const BLACK = "#000000";

/** The colour of an event as the layers have it; black turns light on dark ground. */
export const colourOf = (e: Event, ink: string): string => (HEX.test(e.colour) && e.colour !== BLACK ? e.colour : e.colour === BLACK ? ink : UNKNOWN);

/** Two colours `#RRGGBB` mixed, `part` of the second. */
export function mix(one: string, other: string, part: number): string {
  const parts = (hex: string): number[] => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const [a, b] = [parts(one), parts(other)];
  return `#${a.map((v, i) => Math.round(v * (1 - part) + b[i] * part).toString(16).padStart(2, "0")).join("")}`;
}

/** The colour of a kind in lists and the legend: grey where it is that of a side. */
export const kindColour = (kind: Kind): string => (kind.colour === BLACK ? "currentColor" : (kind.colour ?? UNKNOWN));

/** A picture for the map: `marker|colour|hollow|paper`, drawn at twice the size for sharp screens. */
export function drawSymbol(name: string): { image: ImageData; options: { pixelRatio: number } } | null {
  const [marker, colour, hollow, paper] = name.split("|");
  const form = MARKERS[marker];
  if (!form) return null;
  const ratio = 2;
  const side = 24 * ratio;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const c = canvas.getContext("2d");
  if (!c) return null;
  c.scale(ratio, ratio);
  c.translate(2, 2);
  const path = new Path2D(form);
  c.lineJoin = "round";
  // A light edge parts it from what lies below, a thin dark one keeps pale colours visible.
  c.strokeStyle = paper;
  c.lineWidth = hollow === "1" ? 5 : 3.6;
  c.stroke(path);
  if (hollow !== "1") {
    c.strokeStyle = "rgba(0, 0, 0, 0.5)";
    c.lineWidth = 1.5;
    c.stroke(path);
  }
  c.fillStyle = hollow === "1" ? paper : colour;
  c.fill(path);
  if (hollow === "1") {
    c.strokeStyle = "rgba(0, 0, 0, 0.45)";
    c.lineWidth = 3.2;
    c.stroke(path);
    c.strokeStyle = colour;
    c.lineWidth = 2.2;
    c.stroke(path);
  }
  return { image: c.getImageData(0, 0, side, side), options: { pixelRatio: ratio } };
}

/** 45° hatching in one colour, tiled: `hatch|colour`. */
export function drawHatch(name: string): { image: ImageData; options: { pixelRatio: number } } | null {
  const colour = name.split("|")[1];
  const side = 16;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const c = canvas.getContext("2d");
  if (!c) return null;
  c.strokeStyle = colour;
  c.lineWidth = 3.6;
  for (const shift of [-side, 0, side]) {
    c.beginPath();
    c.moveTo(shift - 4, side + 4);
    c.lineTo(shift + side + 4, -4);
    c.stroke();
  }
  return { image: c.getImageData(0, 0, side, side), options: { pixelRatio: 2 } };
}
