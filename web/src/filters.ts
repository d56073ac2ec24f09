// Which events are shown: by kind, actor, status, confidence; and which layers.

import { badge, swatch } from "./badge";
import { fill, foreign, h } from "./dom";
import { clip, count, t, term } from "./i18n";
import { isFiltered, passes, type State, type Store } from "./state";
import { keyOf } from "./data";
import { actorColour } from "./symbols";

const FEW = 8;

export class Filters {
  private body = h("div", { class: "filterbody" });
  private summary = h("summary", {});
  private every = false;

  constructor(root: HTMLElement, private store: Store) {
    root.append(h("details", { class: "filters" }, this.summary, this.body));
    store.onChange((_, c) => {
      if ("kinds" in c || "actors" in c || "statuses" in c || "confidence" in c || "history" in c || "areas" in c || "fronts" in c || "symbols" in c || "rings" in c) this.draw();
    });
    this.draw();
  }

  /** Counts of what each choice would show, all other choices being as they are. */
  private tally(key: "kinds" | "actors" | "statuses", of: (e: Store["data"]["events"][number]) => string[]): Map<string, number> {
    const without: State = { ...this.store.state, [key]: null };
    const sums = new Map<string, number>();
    for (const e of this.store.data.events) if (passes(without, e)) for (const x of new Set(of(e))) sums.set(x, (sums.get(x) ?? 0) + 1);
    return sums;
  }

  private toggle<T extends string>(key: "kinds" | "actors" | "statuses", value: T, all: T[]): void {
    const now = (this.store.state[key] as Set<T> | null) ?? new Set(key === "actors" ? [] : all);
    const next = new Set(now);
    if (!next.delete(value)) next.add(value);
    const none = key === "actors" ? next.size === 0 : next.size === all.length;
    this.store.set({ [key]: none ? null : next, stack: null });
  }

  draw(): void {
    const { state, data } = this.store;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["key"] : undefined;
    fill(this.summary, h("span", {}, t("filters")), isFiltered(state) && h("span", { class: "on", "aria-hidden": "true" }));
    const choice = (key: "kinds" | "actors" | "statuses", value: string, all: string[], mark: Node | null, label: Node | string, n: number): HTMLElement => {
      const on = key === "actors" ? !!state.actors?.has(value) : (state[key] as Set<string> | null)?.has(value) ?? true;
      return h("label", { class: "choice" },
        Object.assign(h("input", { type: "checkbox", "data-key": `${key}:${value}`, onchange: () => this.toggle(key, value, all) }), { checked: on }),
        mark, h("span", { class: "grow" }, label), h("span", { class: "dim number" }, count(n)));
    };
    const kinds = this.tally("kinds", (e) => [keyOf(e.kind)]);
    const statuses = this.tally("statuses", (e) => [e.status]);
    const actors = [...this.tally("actors", (e) => [...e.actors, ...e.against])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const shownActors = actors.filter(([a], i) => this.every || i < FEW || state.actors?.has(a));
    const present = [...new Set(data.events.map((e) => e.status))].sort();
    const kindsHere = data.wire.symbols.filter((k) => data.events.some((e) => e.kind === k));
    const layer = (key: "areas" | "fronts" | "symbols" | "rings", label: string): HTMLElement =>
      h("label", { class: "choice" }, Object.assign(h("input", { type: "checkbox", "data-key": `layer:${key}`, onchange: () => this.store.set({ [key]: !this.store.state[key] }) }), { checked: state[key] }), h("span", {}, label));
    fill(
      this.body,
      h("fieldset", {}, h("legend", {}, t("kind")), ...kindsHere.map((k) => choice("kinds", keyOf(k), kindsHere.map(keyOf), badge(k, false, 16), term(`k:${keyOf(k)}`), kinds.get(keyOf(k)) ?? 0))),
      h("fieldset", {}, h("legend", {}, t("actor")), ...shownActors.map(([a, n]) => choice("actors", a, [], swatch(actorColour(data, a), false, 12), foreign(clip(a, 60)), n)),
        actors.length > shownActors.length && h("button", { type: "button", class: "chip", onclick: () => { this.every = true; this.draw(); } }, `${t("allActors")} (${count(actors.length)})`)),
      h("fieldset", {}, h("legend", {}, t("status")), ...present.map((x) => choice("statuses", x, present, null, term(x), statuses.get(x) ?? 0)),
        data.events.some((e) => e.background) && h("label", { class: "choice" }, Object.assign(h("input", { type: "checkbox", "data-key": "history", onchange: () => this.store.set({ history: !this.store.state.history, stack: null }) }), { checked: state.history }), h("span", {}, t("history")))),
      h("fieldset", {}, h("legend", {}, t("confidence"), " ", h("output", {}, `${Math.round(state.confidence * 100)} %`)),
        Object.assign(h("input", { type: "range", min: 0, max: 100, step: 5, "data-key": "confidence", "aria-label": t("confidence"), oninput: (event: Event) => this.store.set({ confidence: Number((event.target as HTMLInputElement).value) / 100, stack: null }) }), { value: String(Math.round(state.confidence * 100)) })),
      h("fieldset", {}, h("legend", {}, t("layers")), layer("areas", t("showAreas")), layer("fronts", t("showFronts")), layer("symbols", t("showEvents")), layer("rings", t("rings"))),
      isFiltered(state) && h("button", { type: "button", class: "chip clear", onclick: () => this.store.set({ kinds: null, actors: null, statuses: null, confidence: 0, history: true, stack: null }) }, t("clear")),
    );
    if (focused) this.body.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}
