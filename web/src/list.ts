// The events in view, newest first. Rows are made a page at a time, as far as someone scrolls.

import { eventBadge } from "./badge";
import type { Event } from "./data";
import { fill, foreign, h } from "./dom";
import { clip, codeName, count, interval, t, term } from "./i18n";
import type { Store } from "./state";
import { shown } from "./state";

const PAGE = 40;

export class EventList {
  items: Event[] = [];
  private made = 0;
  private heading = h("h2", { class: "listhead" });
  private rows = h("ol", { class: "rows" });
  private tail = h("div", { class: "tail" });
  private watcher = new IntersectionObserver((seen) => seen.some((x) => x.isIntersecting) && this.page());

  constructor(root: HTMLElement, private store: Store, private box: () => [number, number, number, number] | null) {
    root.append(this.heading, this.rows, this.tail);
    this.watcher.observe(this.tail);
    this.rows.addEventListener("click", (event) => {
      const row = (event.target as Element).closest<HTMLElement>("[data-event]");
      if (row) this.store.set({ event: row.dataset["event"] ?? null, here: null });
    });
  }

  update(): void {
    const { state, data } = this.store;
    const box = state.stack ? null : this.box();
    this.items = data.events.filter((e) => {
      if (!shown(state, e) || (state.stack && !state.stack.ids.has(e.id))) return false;
      return !box || (e.at[0] >= box[0] && e.at[0] <= box[2] && e.at[1] >= box[1] && e.at[1] <= box[3]);
    });
    fill(
      this.heading,
      h("span", {}, state.stack ? foreign(state.stack.label) : `${t("events")} `, state.stack ? "" : h("span", { class: "dim" }, t("inView"))),
      h("span", { class: "number", "data-count": this.items.length }, count(this.items.length)),
      state.stack && h("button", { type: "button", class: "chip", onclick: () => this.store.set({ stack: null }) }, t("all")),
    );
    this.rows.replaceChildren();
    this.made = 0;
    this.page();
    if (!this.items.length) this.rows.append(h("li", { class: "empty" }, t("none")));
  }

  private page(): void {
    const next = this.items.slice(this.made, this.made + PAGE);
    this.made += next.length;
    this.rows.append(...next.map((e) => this.row(e)));
    this.tail.hidden = this.made >= this.items.length;
  }

  private row(e: Event): HTMLElement {
    const actors = e.actors.join(", ") + (e.against.length ? ` ${t("toward")} ${e.against.join(", ")}` : "");
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "row", "data-event": e.id, "aria-current": e.id === this.store.state.event ? "true" : null },
        eventBadge(e),
        h(
          "span",
          { class: "what" },
          h("span", { class: "line" }, foreign(clip(e.place), "strong"), h("span", { class: "kind" }, codeName(e.code))),
          h("span", { class: "line dim" }, h("span", {}, interval(e.from, e.to, e.precision)), actors && foreign(clip(actors), "bdi", { class: "who" })),
        ),
        (e.status !== "reported" || e.background) && h("span", { class: "flag" }, e.status !== "reported" ? term(e.status) : t("onlyHistory")),
      ),
    );
  }
}
