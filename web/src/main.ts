// Puts the page together: data, state, panel, timeline, map; words and keys.

import { decode, unpack, type Wire } from "./data";
import { showEvent, showHere } from "./detail";
import { fill, foreign, h, icon, onceAFrame } from "./dom";
import { Filters } from "./filters";
import { readHash, writeHash } from "./hash";
import { language, longDay, setLanguage, shortDay, t } from "./i18n";
import { keys, keyHelp } from "./keys";
import { drawLegend } from "./legend";
import { EventList } from "./list";
import { MapView } from "./map";
import { Search } from "./search";
import { Store } from "./state";
import { dayOf } from "./data";
import { Timeline } from "./timeline";

const by = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const dark = (theme: string | null): boolean => (theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
const phone = matchMedia("(max-width: 760px)");

async function start(): Promise<void> {
  setLanguage(navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en");
  const data = decode(JSON.parse(await (await unpack("data")).text()) as Wire);
  const asOf = data.wire.as_of ? Math.min(dayOf(data.wire.as_of), data.last) : data.last;
  const { change, view } = readHash(location.hash);
  const store = new Store(
    {
      from: asOf - 29, to: asOf, kinds: null, actors: null, statuses: null, confidence: 0, history: true,
      rings: true, areas: true, fronts: true, symbols: true, event: null, here: null, stack: null, theme: null,
    },
    data,
  );
  store.set(change);
  document.documentElement.dataset["theme"] = dark(store.state.theme) ? "dark" : "light";

  let map: MapView | null = null;
  const list = new EventList(by("list"), store, () => map?.box() ?? null);
  const timeline = new Timeline(by("timeline"), store);
  const filters = new Filters(by("filters"), store);
  const search = new Search(by("searchbox"), store, (place) => {
    store.set({ here: { at: place.at, name: place.name, placeId: place.id }, event: null, stack: null });
    map?.show(place.at, 9.5, covered());
  });

  // --- the panel: list, one event, or one place ---------------------------------------------------------------
  const drawPanel = (): void => {
    const { event, here } = store.state;
    const chosen = event ? data.events.find((e) => e.id === event) : undefined;
    by("list").hidden = !!(chosen || here);
    by("detail").hidden = !(chosen || here);
    const close = (): void => {
      store.set({ event: null, here: null });
      by("list").querySelector<HTMLElement>(`[data-event="${CSS.escape(event ?? "")}"]`)?.focus();
    };
    if (chosen) showEvent(by("detail"), store, chosen, close);
    else if (here) showHere(by("detail"), store, close, () => map?.show(here.at, 10));
  };
  const listSoon = onceAFrame(() => list.update());
  store.onChange((state, c) => {
    if ("event" in c || "here" in c || (state.here && "to" in c)) drawPanel();
    if ("event" in c || "here" in c) {
      by("panel").scrollTop = 0;
      by("scroll").scrollTop = 0;
      const chosen = data.events.find((e) => e.id === state.event);
      if (phone.matches && (chosen || state.here)) sheet(true);
      if (chosen) map?.show(chosen.at, undefined, covered());
    }
    listSoon();
    hashSoon();
  });

  // --- the address -------------------------------------------------------------------------------------------
  let written = location.hash;
  let waiting = 0;
  const hashSoon = (): void => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      written = writeHash(store.state, map?.view() ?? view);
      history.replaceState(null, "", written);
    }, 250);
  };
  window.addEventListener("hashchange", () => {
    if (location.hash === written) return;
    window.clearTimeout(waiting);
    const next = readHash(location.hash);
    store.set({ ...next.change, here: null, stack: null });
    if (next.view) map?.jump(next.view);
    words();
  });

  /** The part of the map's height under the open sheet of a phone. */
  const covered = (): number => {
    if (!phone.matches || !by("panel").classList.contains("open")) return 0;
    const stage = by("stage").getBoundingClientRect();
    return Math.max(0, Math.min(0.9, (stage.bottom - (window.innerHeight - by("panel").offsetHeight)) / stage.height));
  };

  // --- words -------------------------------------------------------------------------------------------------
  const sheet = (open: boolean): void => {
    by("panel").classList.toggle("open", open);
    by("sheet").setAttribute("aria-expanded", String(open));
  };
  const setTheme = (): void => {
    store.set({ theme: dark(store.state.theme) ? "light" : "dark" });
    document.documentElement.dataset["theme"] = store.state.theme ?? "";
    map?.setDark(dark(store.state.theme));
  };
  const setLang = (): void => {
    setLanguage(language() === "en" ? "fr" : "en");
    words();
    map?.restyle();
    hashSoon();
  };
  const help = by("help") as HTMLDialogElement;
  const openHelp = (): void => {
    fill(help, ...keyHelp(() => help.close()));
    if (!help.open) help.showModal();
  };
  const words = (): void => {
    fill(by("title"), foreign(data.wire.title));
    by("subtitle").textContent = t("subtitle");
    fill(by("stamp"), (data.wire.as_of || data.wire.data_to) && t("asOf", longDay(asOf)), data.wire.data_to && h("span", {}, `\u00a0· ${t("dataTo", shortDay(dayOf(data.wire.data_to)))}`));
    by("caveat").textContent = t("caveat");
    by("legend-title").textContent = t("legend");
    drawLegend(by("legend-body"), store);
    const tool = (id: string, label: string, path: string, run: () => void): HTMLElement => h("button", { type: "button", id, title: label, "aria-label": label, onclick: run }, icon(path));
    fill(
      by("tools"),
      tool("zoom-in", t("zoomIn"), "M10 4v12M4 10h12", () => map?.zoom(1)),
      tool("zoom-out", t("zoomOut"), "M4 10h12", () => map?.zoom(-1)),
      tool("home", t("home"), "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4", () => map?.home()),
      tool("theme", t("theme"), "M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14", setTheme),
    );
    fill(
      by("menu"),
      h("button", { type: "button", id: "language", lang: language() === "en" ? "fr" : "en", onclick: setLang }, t("language")),
      h("button", { type: "button", id: "keys", title: t("keys"), "aria-label": t("keys"), onclick: openHelp }, "?"),
    );
    by("sheet").setAttribute("aria-label", t("sheet"));
    document.title = data.wire.title;
    search.words();
    timeline.words();
    filters.draw();
    list.update();
    drawPanel();
  };
  by("sheet").onclick = () => sheet(!by("panel").classList.contains("open"));
  (by("legend") as HTMLDetailsElement).open = !phone.matches;
  words();

  // List, timeline and keys work before the map is drawn.
  keys({ store, timeline, list, map: () => map, search: () => search.input.focus(), help: openHelp });

  // --- the map -----------------------------------------------------------------------------------------------
  try {
    map = await MapView.start(by("map"), store, view, dark(store.state.theme));
    map.onMove(() => {
      listSoon();
      hashSoon();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      if (store.state.theme) return;
      document.documentElement.dataset["theme"] = dark(null) ? "dark" : "light";
      map?.setDark(dark(null));
    });
    const chosen = data.events.find((e) => e.id === store.state.event);
    if (chosen && !view) map.show(chosen.at);
  } catch (error) {
    by("map").replaceChildren(h("p", { class: "nomap" }, t("noMap")));
    console.warn(error);
  }
  listSoon();
  by("app").dataset["ready"] = String(Math.round(performance.now()));
  // For tests and for the curious: the state of the page, read and set.
  Object.assign(window, { dateline: { store, map, timeline } });
}

start().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  document.body.replaceChildren(h("main", { class: "failed" }, h("h1", {}, t("failed")), h("p", {}, message), h("p", {}, typeof DecompressionStream === "undefined" ? t("tooOld") : "")));
});
