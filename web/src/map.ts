// The map: MapLibre with the style of `style.ts`, fed by the scene of `scene.ts`.

import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import { unpack, type Data, type Place, type Position } from "./data";
import { foreign, h, onceAFrame } from "./dom";
import { bounds, km } from "./geometry";
import type { View } from "./hash";
import { clip, codeName, t } from "./i18n";
import { areasOn, eventsOn, frontsOn, groupLabel, type Features, type Group } from "./scene";
import type { Store } from "./state";
import { buildStyle, DARK, LIGHT, type Palette } from "./style";
import { drawHatch, drawSymbol } from "./symbols";

export class MapView {
  private byKey = new Map<string, Group>();
  private listeners: (() => void)[] = [];
  private tip = h("div", { class: "tip", hidden: true });
  private redrawSoon = onceAFrame(() => this.redraw());
  private loaded = false;
  private drawn = new Map<string, { key: string; shapes: unknown[] }>();

  private constructor(private map: MapLibreMap, private store: Store, private palette: Palette) {}

  /** Starts MapLibre from the page's own blocks: the module and its worker become blob addresses. */
  static async start(container: HTMLElement, store: Store, view: View | null, dark: boolean): Promise<MapView> {
    const script = async (id: string): Promise<string> =>
      URL.createObjectURL(new Blob([await unpack(id)], { type: "text/javascript" }));
    const [module, worker] = await Promise.all([script("maplibre"), script("maplibre-worker")]);
    const lib = (await import(module)) as typeof import("maplibre-gl");
    lib.setWorkerUrl(worker);
    const palette = dark ? DARK : LIGHT;
    const { data } = store;
    const map = new lib.Map({
      container,
      style: buildStyle(data, palette, data.wire.tiles),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxPitch: 0,
      fadeDuration: 0,
      minZoom: 2,
      maxZoom: 15,
      renderWorldCopies: false,
      ...(view ? { center: [view.lon, view.lat], zoom: view.zoom } : { bounds: homeBounds(data), fitBoundsOptions: { padding: 40, maxZoom: 10 } }),
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disable();
    map.getCanvas().tabIndex = -1;
    map.addControl(new lib.ScaleControl({ unit: "metric", maxWidth: 110 }), "bottom-right");
    const self = new MapView(map, store, palette);
    container.append(self.tip);
    self.listen();
    await new Promise<void>((done) => map.once("load", () => done()));
    self.loaded = true;
    self.redraw();
    store.onChange((_, change) => {
      if (["event", "from", "to", "kinds", "actors", "statuses", "confidence", "history", "rings", "areas", "fronts", "symbols"].some((k) => k in change)) self.redrawSoon();
    });
    return self;
  }

  private listen(): void {
    const { map } = this;
    map.setMissingStyleImageResolver((id) => {
      if (map.hasImage(id)) return;
      const made = id.startsWith("hatch|") ? drawHatch(id) : id.startsWith("dot|") ? this.dot(id) : id.startsWith("halo|") ? halo(id) : drawSymbol(id);
      if (made) map.addImage(id, made.image, made.options);
    });
    map.on("moveend", () => this.listeners.forEach((run) => run()));
    map.on("click", ({ point, lngLat }) => {
      const hit = this.at(point);
      if (hit) this.choose(hit);
      else {
        const at: Position = [lngLat.lng, lngLat.lat];
        const place = this.nearest(at);
        const front = place ? undefined : this.frontAt(point);
        this.store.set({ here: { at: place?.at ?? at, name: place?.name ?? "", placeId: place?.id ?? "", front }, event: null, stack: null });
      }
    });
    map.on("mousemove", ({ point }) => {
      const hit = this.at(point);
      map.getCanvas().style.cursor = hit ? "pointer" : "";
      this.tip.hidden = !hit;
      if (hit) {
        this.tip.replaceChildren(foreign(groupLabel(hit, (e) => `${codeName(e.code)} · ${clip(e.place, 80)}`)));
        this.tip.style.transform = `translate(${Math.round(point.x + 14)}px, ${Math.round(point.y + 14)}px)`;
      }
    });
    map.on("mouseout", () => (this.tip.hidden = true));
  }

  private at(point: { x: number; y: number }): Group | null {
    if (!this.loaded) return null;
    const pad = 5;
    const hits = this.map.queryRenderedFeatures(
      [[point.x - pad, point.y - pad], [point.x + pad, point.y + pad]],
      { layers: ["events"] },
    );
    return hits.length ? (this.byKey.get(String(hits[0].properties["key"])) ?? null) : null;
  }

  /** The id of the front under the pointer. */
  private frontAt({ x, y }: { x: number; y: number }): string | undefined {
    if (!this.loaded) return undefined;
    const hits = this.map.queryRenderedFeatures([[x - 6, y - 6], [x + 6, y + 6]], { layers: ["front-casing"] });
    return hits.length ? String(hits[0].properties["id"]) : undefined;
  }

  private choose(group: Group): void {
    if (group.events.length === 1) this.store.set({ event: group.events[0].id, here: null, stack: null });
    else {
      const label = t("at", group.events.length, clip(group.events[0].place, 60));
      this.store.set({ stack: { ids: new Set(group.events.map((e) => e.id)), label }, event: null, here: null });
    }
  }

  /** The place whose dot or name was meant: the nearest within 25 px, the larger of two close ones. */
  private nearest(at: Position): Place | null {
    const here = this.map.project(at);
    let best: Place | null = null;
    let least = 25;
    for (const place of this.store.data.places) {
      if (km(place.at, at) > 120 || place.kind === "country") continue;
      const there = this.map.project(place.at);
      const off = Math.hypot(there.x - here.x, there.y - here.y) - Math.min(6, Math.log10(place.population + 1));
      if (off < least) [best, least] = [place, off];
    }
    return best;
  }

  private dot(id: string): { image: ImageData; options: { pixelRatio: number } } | null {
    const side = 20;
    const canvas = h("canvas", { width: side, height: side }) as HTMLCanvasElement;
    const c = canvas.getContext("2d");
    if (!c) return null;
    c.beginPath();
    c.arc(side / 2, side / 2, id === "dot|large" ? 6 : 4, 0, 7);
    c.fillStyle = this.palette.nameHalo;
    c.strokeStyle = this.palette.name;
    c.lineWidth = id === "dot|large" ? 3 : 2.4;
    c.fill();
    c.stroke();
    return { image: c.getImageData(0, 0, side, side), options: { pixelRatio: 2 } };
  }

  /** Brings the sources to the state; called at most once a frame. */
  redraw(): void {
    const { map, store } = this;
    // What is drawn already is not sent again: areas and fronts stay for days while the slider moves.
    const set = (id: string, data: Features): void => {
      const next = { key: JSON.stringify(data.features.map((f) => f.properties)), shapes: data.features.map((f) => f.geometry.coordinates) };
      const last = this.drawn.get(id);
      if (last?.key === next.key && last.shapes.length === next.shapes.length && last.shapes.every((c, i) => c === next.shapes[i])) return;
      this.drawn.set(id, next);
      (map.getSource(id) as GeoJSONSource | undefined)?.setData(data as never);
    };
    const { areas, holders } = areasOn(store.data, store.state, this.palette);
    set("areas", areas);
    set("holders", holders);
    set("fronts", frontsOn(store.data, store.state));
    const scene = eventsOn(store.data, store.state, this.palette);
    this.byKey = scene.byKey;
    set("events", scene.events);
    set("rings", scene.rings);
  }

  setDark(dark: boolean): void {
    this.palette = dark ? DARK : LIGHT;
    this.restyle();
  }

  /** The style made anew: for another palette, or names in another language. */
  restyle(): void {
    this.map.setStyle(buildStyle(this.store.data, this.palette, this.store.data.wire.tiles), { diff: false });
    this.drawn.clear();
    this.map.once("styledata", () => this.redraw());
  }

  onMove(run: () => void): void {
    this.listeners.push(run);
  }
  view(): View {
    const { lng, lat } = this.map.getCenter();
    return { zoom: this.map.getZoom(), lat, lon: lng };
  }
  box(): [number, number, number, number] {
    const b = this.map.getBounds();
    return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()];
  }
  jump(view: View): void {
    this.map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom });
  }
  zoom(by: number): void {
    this.map.easeTo({ zoom: this.map.getZoom() + by, duration: 150 });
  }
  pan(x: number, y: number): void {
    this.map.panBy([x, y], { duration: 100 });
  }
  home(): void {
    this.map.fitBounds(homeBounds(this.store.data), { padding: 40, maxZoom: 10, duration: 0 });
  }
  /** Shows a point, moving no more than needed; `covered` is the part of the map's height that a sheet hides below. */
  show(at: Position, zoom?: number, covered = 0): void {
    const { width, height } = this.map.getContainer().getBoundingClientRect();
    const free = height * (1 - covered);
    const p = this.map.project(at);
    const away = p.x < width * 0.12 || p.x > width * 0.88 || p.y < free * 0.12 || p.y > free * 0.88;
    if (away || zoom !== undefined) this.map.easeTo({ center: at, zoom: Math.max(this.map.getZoom(), zoom ?? 0), offset: [0, (free - height) / 2], duration: 350 });
  }
  resize(): void {
    this.map.resize();
  }
  /** The frame in which all that was asked for is drawn. */
  idle(): Promise<void> {
    return new Promise((done) => void this.map.once("idle", () => done()));
  }
}

function halo(id: string): { image: ImageData; options: { pixelRatio: number } } | null {
  const side = 72;
  const canvas = h("canvas", { width: side, height: side }) as HTMLCanvasElement;
  const c = canvas.getContext("2d");
  if (!c) return null;
  c.beginPath();
  c.arc(side / 2, side / 2, 30, 0, 7);
  c.strokeStyle = id.split("|")[1];
  c.lineWidth = 4;
  c.stroke();
  return { image: c.getImageData(0, 0, side, side), options: { pixelRatio: 2 } };
}

/** Where the news is: areas, and the events on the region's land (all, if none is) without the farthest tenths. */
function homeBounds(data: Data): [number, number, number, number] {
  const points: Position[] = [];
  for (const a of data.areas.slice(-200)) for (const rings of a.shape) points.push(...rings[0]);
  const [lw, ls, le, ln] = bounds(data.wire.countries.flatMap(([, shape]) => shape.flatMap((rings) => rings[0])));
  const near = data.events.filter(({ at }) => at[0] >= lw && at[0] <= le && at[1] >= ls && at[1] <= ln);
  const counted = near.length ? near : data.events;
  const xs = counted.map((e) => e.at[0]).sort((a, b) => a - b);
  const ys = counted.map((e) => e.at[1]).sort((a, b) => a - b);
  const cut = (v: number[], q: number): number => v[Math.min(v.length - 1, Math.max(0, Math.round(q * (v.length - 1))))];
  if (xs.length) points.push([cut(xs, 0.1), cut(ys, 0.1)], [cut(xs, 0.9), cut(ys, 0.9)]);
  if (!points.length) points.push(...data.wire.countries.flatMap(([, shape]) => shape.flatMap((rings) => rings[0])));
  if (!points.length) return [-20, -35, 55, 38];
  const [w, s, e, n] = bounds(points);
  const room = Math.max(0.15, (e - w) * 0.06, (n - s) * 0.06);
  return [w - room, s - room, e + room, n + room];
}
