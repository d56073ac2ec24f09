// What stands on the map on a day: plain GeoJSON for the style's sources, made from the state. No map here.

import type { Area, Data, Event, Position } from "./data";
import { heart, ring } from "./geometry";
import { clip, count } from "./i18n";
import { shown, validOn, type State } from "./state";
import { keyOf } from "./data";
import { actorColour, colourOf, isHollow, mix } from "./symbols";
import type { Palette } from "./style";

export interface Features {
  type: "FeatureCollection";
  features: { type: "Feature"; geometry: { type: string; coordinates: unknown }; properties: Record<string, unknown> }[];
}
export type Group = { events: Event[]; key: string };

/** Metres; past this a symbol stands for an area, not for a spot. */
export const WIDE = 20_000;

const features = (): Features => ({ type: "FeatureCollection", features: [] });
const FULL: Record<string, number> = { confirmed: 0.35, stale: 0.16 };
const hearts = new WeakMap<Area, ReturnType<typeof heart>>();

export function areasOn(data: Data, state: State, palette: Palette): { areas: Features; holders: Features } {
  const [areas, holders] = [features(), features()];
  if (!state.areas) return { areas, holders };
  for (const a of data.areas) {
    if (!validOn(a, state.to)) continue;
    const colour = actorColour(data, a.holder);
    const doubtful = a.status === "claimed" || a.status === "contested";
    areas.features.push({
      type: "Feature",
      geometry: { type: "MultiPolygon", coordinates: a.shape },
      properties: { colour, hatch: doubtful ? `hatch|${colour}` : "", opacity: FULL[a.status] ?? 0.35, dashed: a.status === "confirmed" ? 0 : 1 },
    });
    let at = hearts.get(a);
    if (at === undefined) hearts.set(a, (at = heart(a.shape)));
    if (at) {
      holders.features.push({
        type: "Feature",
        geometry: { type: "Point", coordinates: at.at },
        properties: { name: clip(a.holder, 30), colour: mix(colour, palette.ink, 0.38), size: Math.min(22, Math.max(11, 11 + at.room * 30)) },
      });
    }
  }
  return { areas, holders };
}

export function frontsOn(data: Data, state: State): Features {
  const out = features();
  if (!state.fronts) return out;
  for (const f of data.fronts) {
    if (!validOn(f, state.to)) continue;
    out.features.push({
      type: "Feature",
      geometry: { type: "MultiLineString", coordinates: f.shape },
      properties: { id: f.id, dashed: f.status === "confirmed" || f.status === "contested" ? 0 : 1 },
    });
  }
  return out;
}

const circles = new Map<string, Position[]>();
function circle(key: string, e: Event): Position[] {
  let line = circles.get(key);
  if (!line) circles.set(key, (line = ring(e.at, e.radius)));
  return line;
}

// Symbols of one place are stacked in a honeycomb that grows upward, so that the name below stays free.
export const SEATS: Position[] = [[0, 0], [17, 0], [-17, 0], [8.5, -15], [-8.5, -15], [25.5, -15], [-25.5, -15], [0, -30], [17, -30], [-17, -30], [34, 0]];

/** Events of one kind and certainty at one spot share a symbol with a number. */
export function groups(data: Data, state: State): Map<string, Group[]> {
  const spots = new Map<string, Map<string, Group>>();
  if (!state.symbols) return new Map();
  for (const e of data.events) {
    if (!shown(state, e)) continue;
    const spot = `${e.at[0]},${e.at[1]}`;
    let kinds = spots.get(spot);
    if (!kinds) spots.set(spot, (kinds = new Map()));
    const key = `${keyOf(e.kind)}|${isHollow(e) ? 1 : 0}|${e.colour}`;
    const group = kinds.get(key);
    if (group) group.events.push(e);
    else kinds.set(key, { events: [e], key: `${spot}|${key}` });
  }
  return new Map([...spots].map(([spot, kinds]) => [spot, [...kinds.values()]]));
}

export function eventsOn(data: Data, state: State, palette: Palette): { events: Features; rings: Features; byKey: Map<string, Group> } {
  const [events, rings] = [features(), features()];
  const byKey = new Map<string, Group>();
  const drawn = new Set<string>();
  for (const [spot, kinds] of groups(data, state)) {
    kinds.forEach((group, i) => {
      const e = group.events[0];
      byKey.set(group.key, group);
      const n = group.events.length;
      const chosen = group.events.some((x) => x.id === state.event);
      const size = Math.min(1.35, 0.82 + 0.11 * Math.log2(n));
      events.features.push({
        type: "Feature",
        geometry: { type: "Point", coordinates: e.at },
        properties: {
          key: group.key,
          icon: `${e.kind.marker}|${palette.lift(colourOf(e, palette.ink))}|${isHollow(e) ? 1 : 0}|${palette.paper}`,
          size,
          seat: Math.min(i, SEATS.length - 1),
          faint: e.radius > WIDE ? 1 : 0,
          n,
          order: e.from + (chosen ? 1e6 : 0),
          chosen: chosen ? 1 : 0,
        },
      });
      for (const one of group.events) {
        const key = `${spot}|${one.radius}`;
        const picked = one.id === state.event;
        if (one.radius <= 0 || (!picked && (!state.rings || one.radius > WIDE || drawn.has(key)))) continue;
        drawn.add(key);
        rings.features.push({
          type: "Feature",
          geometry: { type: "LineString", coordinates: circle(key, one) },
          properties: { chosen: picked ? 1 : 0 },
        });
      }
    });
  }
  return { events, rings, byKey };
}

/** One line that says what a symbol stands for, for the pointer. */
export const groupLabel = (group: Group, name: (e: Event) => string): string =>
  group.events.length === 1 ? name(group.events[0]) : `${name(group.events[0])} · +${count(group.events.length - 1)}`;
