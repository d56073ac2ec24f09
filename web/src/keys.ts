// The keyboard: everything the pointer does.

import { h } from "./dom";
import { t } from "./i18n";
import type { EventList } from "./list";
import type { MapView } from "./map";
import type { Store } from "./state";
import type { Timeline } from "./timeline";

interface Parts {
  store: Store;
  timeline: Timeline;
  list: EventList;
  map: () => MapView | null; // none while it is being made, or without WebGL
  search: () => void;
  help: () => void;
}

export function keys({ store, timeline, list, map, search, help }: Parts): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key !== "Escape" && target.closest("input:not([type=checkbox]), select, textarea, dialog")) return;
    // A focused button is pressed by space; the rest of the keys still work on it.
    if (event.key === " " && target.closest("button, summary, input, a")) return;
    const week = event.shiftKey ? 7 : 1;
    const run: Record<string, () => void> = {
      " ": () => timeline.toggle(),
      ArrowLeft: () => store.step(-week),
      ArrowRight: () => store.step(week),
      Home: () => store.step(-1e6),
      End: () => store.step(1e6),
      "[": () => timeline.widenBy(-1),
      "]": () => timeline.widenBy(1),
      "/": search,
      j: () => move(1),
      k: () => move(-1),
      "+": () => map()?.zoom(1),
      "=": () => map()?.zoom(1),
      "-": () => map()?.zoom(-1),
      w: () => map()?.pan(0, -120),
      s: () => map()?.pan(0, 120),
      a: () => map()?.pan(-120, 0),
      d: () => map()?.pan(120, 0),
      "0": () => map()?.home(),
      "?": help,
      Escape: () => store.set({ event: null, here: null, stack: null }),
    };
    const action = run[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  function move(by: number): void {
    const at = list.items.findIndex((e) => e.id === store.state.event);
    const next = list.items[at < 0 ? 0 : Math.min(list.items.length - 1, Math.max(0, at + by))];
    if (next) store.set({ event: next.id, here: null });
  }
}

export function keyHelp(close: () => void): HTMLElement[] {
  const rows: [string, string][] = [
    ["␣", t("keyPlay")],
    ["← →", t("keyDay")],
    ["⇧ ← →", t("keyWeek")],
    ["Home End", t("keyEnds")],
    ["[ ]", t("keyWindow")],
    ["/", t("keySearch")],
    ["j k", t("keyList")],
    ["+ − 0  w a s d", t("keyZoom")],
    ["Esc", t("keyEsc")],
    ["?", t("keyHelp")],
  ];
  return [
    h("h2", {}, t("keys")),
    h("dl", { class: "keys" }, ...rows.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)])),
    h("button", { type: "button", class: "chip", onclick: close }, t("close")),
  ];
}
