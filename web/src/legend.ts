// The legend: only what this map holds.

import { badge, swatch } from "./badge";
import { fill, foreign, h, s } from "./dom";
import { clip, t, term } from "./i18n";
import type { Store } from "./state";
import { keyOf } from "./data";
import { WIDE } from "./scene";
import { actorColour, isHollow } from "./symbols";

const line = (dashed: boolean): SVGElement =>
  s("svg", { viewBox: "0 0 28 10", width: 28, height: 10, "aria-hidden": "true" }, s("line", { x1: 1, x2: 27, y1: 5, y2: 5, stroke: "currentColor", "stroke-width": 3, "stroke-dasharray": dashed ? "7 4" : null }));

function box(kind: "solid" | "hatch" | "pale"): SVGElement {
  const hatching = ["M2 14 14 2", "M9 16 20 5", "M16 16 24 8", "M1 7 7 1"].map((d) => s("path", { d, stroke: "currentColor", "stroke-width": 1.8, fill: "none" }));
  return s(
    "svg", { viewBox: "0 0 24 16", width: 28, height: 18, class: "box", "aria-hidden": "true" },
    s("rect", { x: 1, y: 1, width: 22, height: 14, fill: "currentColor", "fill-opacity": kind === "solid" ? 0.35 : kind === "pale" ? 0.15 : 0, stroke: "currentColor", "stroke-width": 1.3, "stroke-dasharray": kind === "solid" ? null : "4 2.5" }),
    ...(kind === "hatch" ? hatching : []),
  );
}

export function drawLegend(root: HTMLElement, store: Store): void {
  const { data } = store;
  const item = (mark: Node, label: Node | string): HTMLElement => h("li", {}, mark, h("span", {}, label));
  const holders = [...new Set(data.areas.map((a) => a.holder))];
  const weight = new Map<string, number>();
  for (const a of data.areas) weight.set(a.holder, (weight.get(a.holder) ?? 0) + a.km2 * (a.to - a.from + 1));
  holders.sort((a, b) => (weight.get(b) ?? 0) - (weight.get(a) ?? 0) || (a < b ? -1 : 1));
  const statuses = new Set(data.areas.map((a) => a.status));
  const kinds = data.wire.symbols.filter((k) => data.events.some((e) => e.kind === k));
  const side = (id: string): Node => {
    const name = data.actors.get(id)?.name;
    return h("span", { title: name && name !== id ? name : null }, foreign(clip(id, 40)));
  };
  fill(
    root,
    data.areas.length > 0 && h("section", {}, h("h3", {}, t("areas")),
      h("ul", { class: "two" }, ...holders.map((x) => item(swatch(actorColour(data, x)), side(x)))),
      h("ul", {},
        statuses.has("confirmed") && item(box("solid"), t("solid")),
        (statuses.has("claimed") || statuses.has("contested")) && item(box("hatch"), t("hatched")),
        statuses.has("stale") && item(box("pale"), t("pale")))),
    data.fronts.length > 0 && h("section", {}, h("h3", {}, t("fronts")), h("ul", { class: "two" }, item(line(false), t("frontSolid")), item(line(true), t("frontDashed")))),
    kinds.length > 0 && h("section", {}, h("h3", {}, t("symbols")),
      h("ul", { class: "kinds" }, ...kinds.map((k) => item(badge(k, false, 16), term(`k:${keyOf(k)}`)))),
      h("ul", {},
        data.events.some(isHollow) && item(badge(kinds[0], true, 16), t("hollow")),
        item(s("svg", { viewBox: "0 0 20 20", width: 16, height: 16, "aria-hidden": "true" }, s("circle", { cx: 10, cy: 10, r: 8, fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-dasharray": "0.1 3.4", "stroke-linecap": "round" })), t("ring")),
        data.events.some((e) => e.radius > WIDE) && item(h("span", { class: "faint" }, badge(kinds[0], false, 16)), t("wide")))),
  );
}
