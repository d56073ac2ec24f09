// The address of a moment and a view: `#d=2025-01-27&w=30&v=7.50/-1.600/29.100&e=…`.

import { dayOf, isoOf } from "./data";
import { language, setLanguage } from "./i18n";
import type { Change, State } from "./state";

export interface View {
  zoom: number;
  lat: number;
  lon: number;
}

const set = (value: string | null): Set<string> | null => (value === null ? null : new Set(value.split("~").filter(Boolean)));

/** What a hash says; whatever in it makes no sense is passed over. */
export function readHash(hash: string): { change: Change; view: View | null } {
  const p = new URLSearchParams(hash.replace(/^#/, ""));
  const change: Change = {};
  const day = p.get("d") ?? "";
  if (/^\d{4}-\d\d-\d\d$/.test(day) && Number.isFinite(dayOf(day))) {
    change.to = dayOf(day);
    const width = Number(p.get("w") ?? "30");
    change.from = change.to - (Number.isFinite(width) && width >= 1 ? Math.min(Math.round(width), 100_000) : 30) + 1;
  }
  const lang = p.get("l");
  if (lang === "en" || lang === "fr") setLanguage(lang);
  const theme = p.get("th");
  if (theme === "light" || theme === "dark") change.theme = theme;
  change.kinds = set(p.get("k"));
  change.actors = set(p.get("a"));
  change.statuses = set(p.get("s"));
  const confidence = Number(p.get("c") ?? "0");
  change.confidence = confidence >= 0 && confidence <= 100 ? confidence / 100 : 0;
  change.history = p.get("b") !== "0";
  change.event = p.get("e");
  const v = (p.get("v") ?? "").split("/").map(Number);
  const view =
    v.length === 3 && v.every(Number.isFinite) && Math.abs(v[1]) <= 85 && Math.abs(v[2]) <= 180
      ? { zoom: v[0], lat: v[1], lon: v[2] }
      : null;
  return { change, view };
}

export function writeHash(s: State, view: View | null): string {
  const parts: string[] = [`d=${isoOf(s.to)}`, `w=${s.to - s.from + 1}`];
  if (view) parts.push(`v=${view.zoom.toFixed(2)}/${view.lat.toFixed(3)}/${view.lon.toFixed(3)}`);
  const list = (key: string, items: Set<string> | null): void => {
    if (items) parts.push(`${key}=${[...items].sort().map(encodeURIComponent).join("~")}`);
  };
  list("k", s.kinds);
  list("a", s.actors);
  list("s", s.statuses);
  if (s.confidence > 0) parts.push(`c=${Math.round(s.confidence * 100)}`);
  if (!s.history) parts.push("b=0");
  if (s.event) parts.push(`e=${encodeURIComponent(s.event)}`);
  parts.push(`l=${language()}`);
  if (s.theme) parts.push(`th=${s.theme}`);
  return `#${parts.join("&")}`;
}
