// What is known of one event, with every report behind it; and who held a point through time.

import { eventBadge, swatch } from "./badge";
import { dayOf, type Event, type Holding, type Report } from "./data";
import { fill, foreign, h, link, s } from "./dom";
import { inside, km } from "./geometry";
import { clip, codeName, count, countryName, distance, interval, longDay, shortDay, t, term } from "./i18n";
import type { Store } from "./state";
import { validOn } from "./state";
import { actorColour } from "./symbols";

/** Reports that are shown of a holder or a front: explain gives all. */
const MOST = 40;

type Row = [string, (Node | string | false | null)[]];
const table = (rows: Row[]): HTMLElement =>
  h("dl", { class: "facts" }, ...rows.filter(([, v]) => v.some(Boolean)).flatMap(([k, v]) => [h("dt", {}, k), h("dd", {}, ...v)]));
const names = (list: string[]): Node[] => list.flatMap((x, i) => [...(i ? [document.createTextNode(", ")] : []), foreign(clip(x))]);

export function showEvent(root: HTMLElement, store: Store, e: Event, close: () => void): void {
  const { data } = store;
  const reports = data.reports.get(e.id) ?? [];
  const best = reports[0];
  const outlets = [...new Set(reports.map((r) => r.outlet || r.title || r.article).filter(Boolean))];
  const where = [e.admin2, e.admin1, e.country && countryName(e.country)].filter((x, i, all) => x && all.indexOf(x) === i && x !== e.place);
  const deaths = [e.low, e.best, e.high].filter((n): n is number => n !== null);
  const toll = deaths.length ? (Math.min(...deaths) === Math.max(...deaths) ? count(deaths[0]) : `${count(Math.min(...deaths))}–${count(Math.max(...deaths))}`) : "";
  fill(
    root,
    h("button", { type: "button", class: "back", onclick: close }, `← ${t("back")}`),
    h("header", { class: "eventhead" }, eventBadge(e, 30), h("div", {}, foreign(clip(e.place), "h2"), h("p", { class: "kind" }, codeName(e.code), " ", h("span", { class: `flag ${e.status}` }, term(e.status)), e.background && h("span", { class: "flag" }, t("onlyHistory"))))),
    table([
      [t("when"), [interval(e.from, e.to, e.precision), e.precision && h("span", { class: "dim" }, ` · ${term(`p:${e.precision}`)}`), e.dateText && h("div", { class: "dim" }, foreign(t("wordsDate", clip(e.dateText))))]],
      [t("where"), [
        e.relation && e.relation !== "in" && h("span", {}, `${term(`r:${e.relation}`)} `), foreign(clip(e.place)),
        where.length > 0 && h("div", { class: "dim" }, foreign(clip(where.join(", ")))),
        e.radius > 0 && h("div", { class: "dim" }, t("within", distance(e.radius))),
      ]],
      [t("who"), e.actors.length ? names(e.actors) : [h("span", { class: "dim" }, t("notStated"))]],
      [t("against"), names(e.against)],
      [t("dead"), [toll]],
      [t("says"), e.claimedBy ? [foreign(t("saysParty", clip(e.claimedBy)))] : names(outlets)],
      [t("sources"), [e.sources > 1 ? t("independent", count(e.sources)) : t("independentOne"), h("span", { class: "dim" }, ` · ${t("sure").toLowerCase()} ${Math.round(e.confidence * 100)}\u00a0%`)]],
    ]),
    (best?.quote || e.quote) && h(
      "figure", { class: "quote" },
      h("figcaption", { class: "label" }, t("quote")),
      foreign(best?.quote ?? e.quote, "blockquote"),
      best && source(best),
    ),
    reports.length > 0 && h("section", { class: "reports" }, h("h3", {}, `${t("reports")} (${count(reports.length)})`), h("ol", {}, ...reports.map(report))),
  );
}

function source(r: Report): HTMLElement {
  const line = [r.outlet, r.published && t("published", longDay(dayOf(r.published)))].filter(Boolean).join(" · ");
  return h(
    "div", { class: "source" },
    link(r.url, clip(r.title || r.article, 300), t("openArticle")),
    h("div", { class: "dim" }, foreign(clip(line, 200)), !r.url && ` · ${t("noLink")}`),
  );
}

function report(r: Report): HTMLElement {
  const days = r.date_start && r.date_end ? interval(dayOf(r.date_start), dayOf(r.date_end), "day") : "";
  return h(
    "li", {},
    h("div", { class: "dim" }, foreign([codeName(r.code), r.place, days, r.modality === "reported" ? "" : term(r.modality), r.claimed_by ?? ""].filter(Boolean).map((x) => clip(x, 80)).join(" · "))),
    foreign(r.quote, "p"),
    source(r),
  );
}

interface Span {
  from: number;
  to: number;
  holder: string;
  status: string;
  ongoing: boolean;
  reports: number[];
}

/** The reports behind a holder, an area or a front, newest first. */
function behind(store: Store, numbers: number[]): HTMLElement | false {
  const list = numbers.flatMap((n) => store.data.wire.reports[n] ?? []);
  list.sort((a, b) => ((a.date_end ?? "") < (b.date_end ?? "") ? 1 : -1));
  return list.length > 0 && h("section", { class: "reports" }, h("h3", {}, `${t("reports")} (${count(list.length)})`), h("ol", {}, ...list.slice(0, MOST).map(report)));
}

/** Who stands on either side of a front, on what evidence. */
function front(store: Store, id: string | undefined): (HTMLElement | false)[] {
  const f = id ? store.data.fronts.find((x) => x.id === id && validOn(x, store.state.to)) : undefined;
  if (!f) return [];
  const facts = [term(f.status), t("length", count(Math.round(f.km))), t("newest", longDay(dayOf(f.newest))), f.farthest !== null && t("farthest", count(Math.round(f.farthest)))];
  return [
    h("h3", {}, foreign(t("frontBetween", clip(f.left), clip(f.right)))),
    h("p", { class: "dim" }, facts.filter(Boolean).join(" · ")),
    behind(store, f.reports),
  ];
}

/** Who held a place, by the table of places; a point without a row there, by the areas over it. */
function spans(store: Store, here: NonNullable<Store["state"]["here"]>): Span[] {
  const rows: Holding[] | undefined = store.data.holdings.get(here.placeId);
  if (rows?.length) return rows;
  return store.data.areas.filter((a) => inside(here.at, a.shape)).sort((a, b) => a.from - b.from);
}

export function showHere(root: HTMLElement, store: Store, close: () => void, centre: () => void): void {
  const { state, data } = store;
  const here = state.here;
  if (!here) return;
  const list = spans(store, here);
  const now = list.find((x) => validOn(x, state.to));
  const who = (x: Span | undefined): Node => (x?.holder ? foreign(clip(x.holder)) : document.createTextNode(t("unknown")));
  const near = here.placeId ? null : nearestName(store, here.at);
  const width = 312;
  const scale = (day: number): number => ((day - data.first) / Math.max(1, data.last + 1 - data.first)) * width;
  fill(
    root,
    h("button", { type: "button", class: "back", onclick: close }, `← ${t("back")}`),
    h("header", { class: "eventhead" }, h("div", {}, foreign(here.name || t("here"), "h2"), h("p", { class: "kind" }, here.placeId ? foreign(placeLine(store, here.placeId)) : near && foreign(t("nearest", near))))),
    h("p", { class: "holdernow" }, `${t("holderNow", longDay(state.to))}: `, now ? swatch(actorColour(data, now.holder)) : null, h("strong", {}, now ? who(now) : t("nobody")), now && ` · ${term(now.status)}`),
    ...front(store, here.front),
    now && !here.front && behind(store, now.reports),
    h("h3", {}, t("holderTime")),
    s(
      "svg", { viewBox: `0 0 ${width} 30`, class: "strip", role: "img", "aria-label": t("holderTime") },
      s("rect", { x: 0, y: 6, width, height: 16, class: "empty" }),
      ...list.map((x) => s("rect", { x: scale(x.from), y: 6, width: Math.max(1, scale(x.to + 1) - scale(x.from)), height: 16, fill: x.holder ? actorColour(data, x.holder) : "#999999", "fill-opacity": x.status === "confirmed" ? 0.9 : 0.5 })),
      s("line", { x1: scale(state.to + 0.5), x2: scale(state.to + 0.5), y1: 1, y2: 28, class: "now" }),
    ),
    h(
      "ol", { class: "holders" },
      ...[...list].reverse().map((x) =>
        h("li", { "aria-current": x === now ? "true" : null },
          h("button", { type: "button", class: "row", onclick: () => store.set({ to: x.from, from: x.from - (state.to - state.from) }) },
            swatch(x.holder ? actorColour(data, x.holder) : "#999999"),
            h("span", { class: "what" }, h("span", { class: "line" }, h("strong", {}, who(x)), h("span", { class: "kind" }, term(x.status))), h("span", { class: "line dim" }, x.ongoing ? t("since", shortDay(x.from)) : `${shortDay(x.from)} – ${shortDay(x.to)}`))))),
      !list.length && h("li", { class: "empty" }, t("nobody")),
    ),
    h("button", { type: "button", class: "chip", onclick: centre }, t("centre")),
  );
}

function placeLine(store: Store, id: string): string {
  const p = store.data.places.find((x) => x.id === id);
  return p ? [p.admin1, countryName(p.country)].filter(Boolean).join(", ") : "";
}

function nearestName(store: Store, at: [number, number]): string {
  let best = "";
  let least = 60;
  for (const p of store.data.places) {
    if (p.kind === "country" || p.kind === "province" || p.kind === "territory") continue;
    const off = km(p.at, at);
    if (off < least) [best, least] = [`${p.name} (${distance(off * 1000)})`, off];
  }
  return best;
}
