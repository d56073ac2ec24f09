// The data of the page: tables as Rust wrote them (`src/export/page/wire.rs`), decoded into typed rows.

export type Day = number; // days since 1970-01-01, UTC
export type Position = [number, number];
export type Rings = Position[][];

export interface Table {
  columns: string[];
  rows: unknown[][]; // the geometry's coordinates, then one value a column
}

export interface Wire {
  title: string;
  as_of: string | null;
  data_to: string | null;
  tiles: string | null;
  layers: Record<string, Table>;
  reports: Report[];
  actors: Actor[];
  symbols: Kind[];
  places: [string, string, string[], string, number, number, string, string | null, number | null][];
  world: Rings[];
  world_borders: Position[][];
  countries: [string, Rings[]][];
  lakes: Rings[];
  borders: Position[][];
}

export interface Report {
  report_id: string;
  event_id: string;
  article: string;
  url: string | null;
  title: string | null;
  outlet: string | null;
  published: string | null;
  lang: string;
  code: string;
  place: string;
  date_start: string | null;
  date_end: string | null;
  date_text: string | null;
  date_basis: string;
  actors: string[];
  against: string[];
  modality: string;
  claimed_by: string | null;
  background: boolean;
  confidence: number;
  quote: string;
}

export interface Actor {
  id: string;
  name: string;
  colour: string;
  side: string;
}

/** A family of codes that share a symbol. Its key is its first code. */
export interface Kind {
  marker: string;
  colour: string | null; // null = that of the side
  codes: string[];
}
export const keyOf = (kind: Kind): string => kind.codes[0];

interface Timed {
  id: string;
  from: Day;
  to: Day;
  status: string;
}

export interface Event extends Timed {
  at: Position;
  code: string;
  kind: Kind;
  actors: string[];
  against: string[];
  place: string;
  admin1: string;
  admin2: string;
  country: string;
  relation: string;
  precision: string;
  dateText: string;
  radius: number;
  low: number | null;
  best: number | null;
  high: number | null;
  background: boolean;
  claimedBy: string;
  confidence: number;
  quote: string;
  sources: number;
  colour: string;
}

export interface Area extends Timed {
  holder: string;
  km2: number;
  ongoing: boolean;
  reports: number[]; // behind it: places in Wire.reports
  shape: Rings[];
}

export interface Front extends Timed {
  left: string;
  right: string;
  km: number;
  newest: string;
  farthest: number | null;
  sources: number;
  reports: number[];
  shape: Position[][];
}

export interface Holding extends Timed {
  placeId: string;
  holder: string;
  ongoing: boolean;
  reports: number[];
}

export interface Place {
  id: string;
  name: string;
  names: string[];
  kind: string;
  at: Position;
  country: string;
  admin1: string;
  population: number;
}

export interface Data {
  wire: Wire;
  events: Event[]; // newest first
  areas: Area[];
  fronts: Front[];
  holdings: Map<string, Holding[]>;
  places: Place[];
  reports: Map<string, Report[]>;
  actors: Map<string, Actor>;
  first: Day;
  last: Day;
  news: Day; // where the news begins; before it lies only what the articles look back to
}

export const dayOf = (iso: string): Day => Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 864e5);
export const isoOf = (day: Day): string => new Date(day * 864e5).toISOString().slice(0, 10);

const text = (v: unknown): string => (typeof v === "string" ? v : v == null ? "" : String(v));
const number = (v: unknown): number | null => (typeof v === "number" && Number.isFinite(v) ? v : null);

function* read(table: Table | undefined): Generator<{ shape: unknown; get: (name: string) => unknown }> {
  if (!table) return;
  const at = new Map(table.columns.map((c, i) => [c, i + 1]));
  for (const row of table.rows) {
    yield { shape: row[0], get: (name) => row[at.get(name) ?? row.length] ?? null };
  }
}

const timed = (get: (name: string) => unknown): Timed => ({
  id: text(get("id")),
  from: dayOf(text(get("start"))),
  to: dayOf(text(get("end"))),
  status: text(get("status")),
});

const numbers = (v: unknown): number[] => (Array.isArray(v) ? v.filter((n) => typeof n === "number") : []);

const listed = (first: unknown, rest: unknown): string[] =>
  [text(first), ...text(rest).split(";")].map((s) => s.trim()).filter(Boolean);

export function decode(wire: Wire): Data {
  const kinds = new Map(wire.symbols.flatMap((kind) => kind.codes.map((code): [string, Kind] => [code, kind])));
  const other: Kind = wire.symbols[wire.symbols.length - 1] ?? { marker: "circle", colour: null, codes: ["other_strategic"] };
  const events: Event[] = [];
  for (const { shape, get } of read(wire.layers["events"])) {
    events.push({
      ...timed(get),
      at: shape as Position,
      code: text(get("code")),
      kind: kinds.get(text(get("code"))) ?? other,
      actors: listed(get("actor1"), get("assoc_actor_1")),
      against: listed(get("actor2"), get("assoc_actor_2")),
      place: text(get("place")),
      admin1: text(get("admin1")),
      admin2: text(get("admin2")),
      country: text(get("country")),
      relation: text(get("relation")),
      precision: text(get("date_precision")),
      dateText: text(get("date_text")),
      radius: number(get("location_precision_m")) ?? 0,
      low: number(get("fatalities_low")),
      best: number(get("fatalities_best")),
      high: number(get("fatalities_high")),
      background: get("background") === true,
      claimedBy: text(get("claimed_by")),
      confidence: number(get("confidence")) ?? 0,
      quote: text(get("quote")),
      sources: number(get("source_count")) ?? 0,
      colour: text(get("marker-color")),
    });
  }
  events.sort((a, b) => b.from - a.from || b.to - a.to || (a.id < b.id ? -1 : 1));

  const areas: Area[] = [];
  for (const { shape, get } of read(wire.layers["control"])) {
    areas.push({
      ...timed(get),
      holder: text(get("holder")),
      km2: number(get("area_km2")) ?? 0,
      ongoing: get("ongoing") === true,
      reports: numbers(get("reports")),
      shape: shape as Rings[],
    });
  }
  const fronts: Front[] = [];
  for (const { shape, get } of read(wire.layers["frontlines"])) {
    fronts.push({
      ...timed(get),
      left: text(get("left")),
      right: text(get("right")),
      km: number(get("length_km")) ?? 0,
      newest: text(get("newest_evidence")),
      farthest: number(get("farthest_evidence_km")),
      sources: number(get("source_count")) ?? 0,
      reports: numbers(get("reports")),
      shape: shape as Position[][],
    });
  }
  const holdings = new Map<string, Holding[]>();
  for (const { get } of read(wire.layers["places"])) {
    const placeId = text(get("place_id"));
    if (!holdings.has(placeId)) holdings.set(placeId, []);
    holdings.get(placeId)?.push({ ...timed(get), placeId, holder: text(get("holder")) === "unknown" ? "" : text(get("holder")), ongoing: get("ongoing") === true, reports: numbers(get("reports")) });
  }
  for (const list of holdings.values()) list.sort((a, b) => a.from - b.from);

  const reports = new Map<string, Report[]>();
  for (const r of wire.reports) {
    if (!reports.has(r.event_id)) reports.set(r.event_id, []);
    reports.get(r.event_id)?.push(r);
  }

  let first = Infinity;
  let last = wire.data_to ? dayOf(wire.data_to) : -Infinity;
  for (const t of [...events, ...areas, ...fronts]) {
    first = Math.min(first, t.from);
    if (!wire.data_to) last = Math.max(last, t.to);
  }
  if (!Number.isFinite(last)) last = 0;
  if (!Number.isFinite(first)) first = last - 30;
  // Two months before the first article; a short look back is no reason to cut the axis.
  const told = Math.min(last - 90, ...wire.reports.flatMap((r) => (r.published ? [dayOf(r.published) - 60] : [])));
  const news = (last - told) * 1.5 < last - first ? told : first;
  return {
    wire,
    events,
    areas,
    fronts,
    holdings,
    places: wire.places.map(([id, name, names, kind, lon, lat, country, admin1, population]) => ({
      id, name, names, kind, at: [lon, lat], country, admin1: admin1 ?? "", population: population ?? 0,
    })),
    reports,
    actors: new Map(wire.actors.map((a) => [a.id, a])),
    first: Math.min(first, last),
    last,
    news: Math.min(news, last),
  };
}

/** Text of a `<script type="…;base64">` block: gzip in base64, so that nothing in it can be markup. */
export async function unpack(id: string): Promise<Blob> {
  const element = document.getElementById(id);
  if (!element) throw new Error(`this page lacks its block '${id}'`);
  const binary = atob((element.textContent ?? "").trim());
  element.remove();
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}
