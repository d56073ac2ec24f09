// Search for a place: by any of its names, without regard to accents, hyphens and case.

import type { Place } from "./data";
import { fill, foreign, h } from "./dom";
import { countryName, t } from "./i18n";
import type { Store } from "./state";
import { rank } from "./style";

export const fold = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

interface Entry {
  place: Place;
  names: [string, string][]; // folded, as written
}

export class Search {
  readonly input = h("input", { type: "search", id: "search", autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-controls": "found" }) as HTMLInputElement;
  private list = h("ul", { id: "found", class: "found", role: "listbox", hidden: true });
  private index: Entry[] | null = null;
  private found: Place[] = [];
  private active = 0;

  constructor(root: HTMLElement, private store: Store, private choose: (p: Place) => void) {
    root.append(this.input, this.list);
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => window.setTimeout(() => this.close(), 150));
    this.words();
  }

  words(): void {
    this.input.placeholder = t("search");
    this.input.setAttribute("aria-label", t("search"));
  }

  private look(): void {
    const asked = fold(this.input.value);
    this.index ??= this.store.data.places.map((place) => ({ place, names: [place.name, ...place.names].map((n): [string, string] => [fold(n), n]) }));
    const hits: { place: Place; as: string; score: number }[] = [];
    if (asked) {
      for (const { place, names } of this.index) {
        let best: { as: string; score: number } | null = null;
        names.forEach(([folded, as], i) => {
          const at = folded.indexOf(asked);
          if (at < 0) return;
          // The whole name before its beginning before a word in it; a main name before another; the large before the small.
          const score = (folded === asked ? 0 : at === 0 ? 10 : folded[at - 1] === " " ? 20 : 40) + (i ? 3 : 0) + rank(place);
          if (!best || score < best.score) best = { as, score };
        });
        if (best) hits.push({ place, ...(best as { as: string; score: number }) });
      }
    }
    hits.sort((a, b) => a.score - b.score || (a.place.name < b.place.name ? -1 : 1));
    const top = hits.slice(0, 8);
    this.found = top.map((x) => x.place);
    this.active = 0;
    fill(
      this.list,
      ...top.map(({ place, as }, i) =>
        h("li", { role: "option", id: `found-${i}`, "aria-selected": String(i === 0), onmousedown: (event: MouseEvent) => { event.preventDefault(); this.take(i); } },
          foreign(place.name, "strong"), as !== place.name && foreign(` ${as}`, "span", { class: "dim" }),
          foreign(` ${[place.admin1, countryName(place.country)].filter(Boolean).join(", ")}`, "span", { class: "dim" }))),
      asked && !top.length && h("li", { class: "empty" }, t("searchNone")),
    );
    this.list.hidden = !asked;
    this.input.setAttribute("aria-expanded", String(!!asked));
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.input.value = "";
      this.close();
      this.input.blur();
    } else if (event.key === "Enter") this.take(this.active);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const n = this.found.length;
      if (!n) return;
      this.active = (this.active + (event.key === "ArrowDown" ? 1 : n - 1)) % n;
      [...this.list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === this.active)));
      this.input.setAttribute("aria-activedescendant", `found-${this.active}`);
    } else return;
    event.stopPropagation();
  }

  private take(i: number): void {
    const place = this.found[i];
    if (!place) return;
    this.input.value = place.name;
    this.close();
    this.input.blur();
    this.choose(place);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }
}
