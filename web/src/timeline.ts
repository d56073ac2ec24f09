// The timeline: bars of events per week, a period to drag over them, and the buttons that move it.

import { dayOf, isoOf, type Day, type Event } from "./data";
import { fill, h, icon, onceAFrame, s } from "./dom";
import { interval, longDay, monthName, t, weekday } from "./i18n";
import { passes, type Store } from "./state";

const PLAY = "M5 3 17 10 5 17Z";
const PAUSE = "M5 3h3.6v14H5ZM11.4 3H15v14h-3.6Z";
const LEFT = "M13 3 6 10l7 7";
const RIGHT = "M7 3l7 7-7 7";
const LEFT2 = "M10 4 4 10l6 6M17 4l-6 6 6 6";
const RIGHT2 = "M3 4l6 6-6 6M10 4l6 6-6 6";
export const WINDOWS = [1, 7, 30, 90, 365];
const TOP = 4;
const BARS = 46;
const AXIS = 18;

export class Timeline {
  private svg = s("svg", { class: "histogram", height: TOP + BARS + AXIS });
  private bars = s("path", { class: "bars" });
  private lit = s("path", { class: "bars lit" });
  private axis = s("g", { class: "axis" });
  private band = s("rect", { class: "band", y: 0, height: TOP + BARS });
  private grips = [this.grip("start"), this.grip("moment")];
  private chart = h("div", { class: "chart" }, this.svg, ...this.grips);
  private fold = h("button", { type: "button", class: "fold", onpointerdown: (event: UIEvent) => event.stopPropagation(), ondblclick: (event: UIEvent) => event.stopPropagation(), onclick: () => {
    this.whole = !this.whole;
    this.near = null;
    if (!this.whole && this.store.state.to < this.store.data.news) this.store.set({ to: this.store.data.last });
    this.drawSoon();
  } });
  private buttons = h("div", { class: "buttons" });
  private moment = h("div", { class: "moment", "aria-live": "off" });
  private choice = h("select", { class: "window", onchange: () => this.widen(Number(this.select.value)) });
  private pace = h("select", { class: "pace", onchange: () => (this.paceDays = Number((this.pace as HTMLSelectElement).value)) });
  private get select(): HTMLSelectElement {
    return this.choice as HTMLSelectElement;
  }
  private width = 0;
  private paceDays = 1;
  private timer: number | null = null;
  private drawSoon = onceAFrame(() => this.draw());

  constructor(root: HTMLElement, private store: Store) {
    this.svg.append(this.band, this.bars, this.lit, this.axis);
    root.append(h("div", { class: "controls" }, this.buttons, this.moment, h("div", { class: "choices" }, this.choice, this.pace)), this.chart);
    this.chart.append(this.fold);
    this.drag();
    new ResizeObserver(() => this.measure()).observe(this.chart);
    store.onChange((_, change) => {
      if ("kinds" in change || "actors" in change || "statuses" in change || "confidence" in change || "history" in change) this.bin();
      this.drawSoon();
    });
    this.words();
    this.measure();
  }

  // --- words, in the language chosen -------------------------------------------------------------------------

  words(): void {
    const button = (key: "dayBack" | "dayOn" | "weekBack" | "weekOn", path: string, days: number): HTMLElement =>
      h("button", { type: "button", class: "step", "data-step": days, title: t(key), "aria-label": t(key), onclick: () => this.store.step(days) }, icon(path, 16));
    const playing = this.timer !== null;
    fill(
      this.buttons,
      button("weekBack", LEFT2, -7),
      button("dayBack", LEFT, -1),
      h("button", { type: "button", class: "play", "aria-pressed": String(playing), title: t(playing ? "pause" : "play"), "aria-label": t(playing ? "pause" : "play"), onclick: () => this.toggle() }, icon(playing ? PAUSE : PLAY, 18)),
      button("dayOn", RIGHT, 1),
      button("weekOn", RIGHT2, 7),
    );
    const names: Record<number, string> = { 1: t("d1"), 7: t("d7"), 30: t("d30"), 90: t("d90"), 365: t("d365") };
    fill(this.choice, ...WINDOWS.map((n) => h("option", { value: n }, names[n])), h("option", { value: 0 }, t("dAll")), h("option", { value: -1, hidden: true }, ""));
    this.choice.setAttribute("aria-label", t("period"));
    fill(this.pace, h("option", { value: 1 }, `${t("step")} ${t("day")}`), h("option", { value: 7 }, `${t("step")} ${t("week")}`));
    (this.pace as HTMLSelectElement).value = String(this.paceDays);
    this.pace.setAttribute("aria-label", t("step"));
    this.svg.setAttribute("aria-label", t("histogram"));
    this.svg.setAttribute("role", "img");
    this.grips[0].setAttribute("aria-label", t("start"));
    this.grips[1].setAttribute("aria-label", t("moment"));
    this.drawSoon();
  }

  // --- playing -----------------------------------------------------------------------------------------------

  toggle(): void {
    if (this.timer !== null) return this.stop();
    const { state, data } = this.store;
    // At the end, play starts again from the beginning.
    if (state.to >= data.last) this.store.set({ to: this.first, from: this.first - (state.to - state.from) });
    this.timer = window.setInterval(() => {
      if (this.store.state.to >= this.store.data.last) this.stop();
      else this.store.step(this.paceDays);
    }, 140);
    this.words();
  }

  stop(): void {
    if (this.timer !== null) window.clearInterval(this.timer);
    this.timer = null;
    this.words();
  }

  /** Sets how many days before the moment count as now; 0 = all. */
  widen(days: number): void {
    const { to } = this.store.state;
    this.store.set({ from: days > 0 ? to - days + 1 : this.store.data.first, to, stack: null });
  }

  /** The next shorter or longer period. */
  widenBy(direction: 1 | -1): void {
    const now = this.store.state.to - this.store.state.from + 1;
    const next = direction > 0 ? WINDOWS.find((n) => n > now) : [...WINDOWS].reverse().find((n) => n < now);
    if (next !== undefined) this.widen(next);
    else if (direction > 0) this.widen(0);
  }

  // --- the scale ---------------------------------------------------------------------------------------------

  private whole = false;
  private near: [Day, Day] | null = null; // the part of the axis shown, when the wheel has zoomed into it
  /** The first day of the axis: history long before the news is folded away until it is asked for. */
  private get begin(): Day {
    const { data, state } = this.store;
    return this.whole || state.to < data.news ? data.first : data.news;
  }
  private get first(): Day {
    return this.near?.[0] ?? this.begin;
  }
  private get last(): Day {
    return this.near?.[1] ?? this.store.data.last;
  }

  /** Zooms the axis around a day; never past its ends, nor closer than six weeks. */
  private zoom(around: Day, factor: number): void {
    const { begin } = this;
    const end = this.store.data.last;
    const width = Math.max(42, Math.round((this.last - this.first + 1) * factor));
    if (width >= end - begin + 1) this.near = null;
    else {
      const part = (around - this.first) / Math.max(1, this.last - this.first);
      const from = Math.round(Math.min(Math.max(begin, around - part * width), end - width + 1));
      this.near = [from, from + width - 1];
    }
    this.drawSoon();
  }

  /** Moves the axis along when the day shown leaves it. */
  private follow(): void {
    if (!this.near) return;
    const [from, to] = this.near;
    const day = this.store.state.to;
    const width = to - from;
    if (day < from) this.near = [Math.max(this.begin, day - Math.round(width / 3)), 0];
    else if (day > to) this.near = [Math.min(this.store.data.last, day + Math.round(width / 3)) - width, 0];
    this.near[1] = this.near[0] + width;
  }
  private x(day: Day): number {
    const { first, last } = this;
    return ((day - first) / Math.max(1, last + 1 - first)) * this.width;
  }
  private day(x: number): Day {
    const { first, last } = this;
    return Math.min(last, Math.max(first, first + Math.floor((x / Math.max(1, this.width)) * (last + 1 - first))));
  }

  private weeks: Float64Array = new Float64Array(0);

  /** Events per week; one that spans several weeks is shared out among them. */
  private bin(): void {
    const { data, state } = this.store;
    const { first } = this;
    const week = (day: Day): number => Math.floor((day - first) / 7);
    const bins = new Float64Array(week(this.last) + 1);
    const add = (e: Event): void => {
      const from = week(e.from);
      const to = Math.min(bins.length - 1, week(e.to));
      for (let i = Math.max(0, from); i <= to; i++) bins[i] += 1 / (to - from + 1);
    };
    for (const e of data.events) if (passes(state, e)) add(e);
    this.weeks = bins;
    this.drawBars();
  }

  private measure(): void {
    this.width = this.chart.clientWidth;
    this.svg.setAttribute("width", String(this.width));
    this.bin();
    this.drawAxis();
    this.draw();
  }

  private drawBars(): void {
    const { first } = this;
    const most = Math.max(1, ...this.weeks);
    let d = "";
    this.weeks.forEach((n, i) => {
      if (n <= 0) return;
      const x = this.x(first + i * 7);
      const w = Math.max(1, this.x(first + i * 7 + 7) - x - (this.width / this.weeks.length > 4 ? 1 : 0));
      // Never less than a hair: a week with news is not a week without.
      const height = Math.max(2, (n / most) * BARS);
      d += `M${x.toFixed(1)} ${TOP + BARS}v${(-height).toFixed(1)}h${w.toFixed(1)}v${height.toFixed(1)}Z`;
    });
    this.bars.setAttribute("d", d);
    this.lit.setAttribute("d", d);
  }

  private drawAxis(): void {
    const { first, last } = this;
    const ticks: SVGElement[] = [];
    const perMonth = this.width / Math.max(1, (last - first) / 30.4);
    const every = [1, 2, 3, 6, 12, 24, 60, 120].find((n) => n * perMonth >= 46) ?? 240;
    const start = new Date(first * 864e5);
    for (let m = start.getUTCFullYear() * 12 + start.getUTCMonth(); ; m++) {
      const year = Math.floor(m / 12);
      const day = dayOf(`${String(year).padStart(4, "0")}-${String((m % 12) + 1).padStart(2, "0")}-01`);
      if (day > last) break;
      if (day < first || m % every !== 0) continue;
      const x = this.x(day);
      const january = m % 12 === 0;
      ticks.push(s("line", { x1: x, x2: x, y1: january ? TOP : TOP + BARS, y2: TOP + BARS + 4 }));
      if (x < this.width - (january ? 34 : 26)) ticks.push(s("text", { x: x + 3, y: TOP + BARS + 13, class: january ? "year" : "" }, january ? String(year) : monthName(day)));
    }
    this.axis.replaceChildren(...ticks);
  }

  private draw(): void {
    const { state, data } = this.store;
    this.follow();
    if (this.axisFirst !== this.first || this.axisLast !== this.last || this.axisLang !== document.documentElement.lang) {
      this.axisFirst = this.first;
      this.axisLast = this.last;
      this.axisLang = document.documentElement.lang;
      this.bin();
      this.drawAxis();
      this.drawFold();
    }
    const from = Math.max(state.from, this.begin);
    const left = Math.max(0, this.x(from));
    const right = this.x(state.to + 1);
    this.band.setAttribute("x", left.toFixed(1));
    this.band.setAttribute("width", Math.max(2, right - left).toFixed(1));
    this.lit.style.clipPath = `inset(0 ${Math.max(0, this.width - right).toFixed(1)}px 0 ${left.toFixed(1)}px)`;
    this.grips.forEach((grip, i) => {
      const day = i ? state.to : from;
      grip.style.transform = `translateX(${(i ? right : left).toFixed(1)}px)`;
      grip.setAttribute("aria-valuemin", String(data.first));
      grip.setAttribute("aria-valuemax", String(data.last));
      grip.setAttribute("aria-valuenow", String(day));
      grip.setAttribute("aria-valuetext", longDay(day));
    });
    const width = state.to - state.from + 1;
    const known = WINDOWS.includes(width) ? width : state.from <= data.first ? 0 : -1;
    const other = this.select.options[this.select.options.length - 1];
    other.textContent = t("dOther", width);
    other.hidden = known !== -1;
    this.select.value = String(known);
    fill(
      this.moment,
      h("time", { datetime: isoOf(state.to), class: "big" }, longDay(state.to)),
      h("span", { class: "small" }, width === 1 ? weekday(state.to) : interval(from, state.to, "day")),
    );
  }
  private axisLang = "";
  private axisFirst = NaN;
  private axisLast = NaN;

  /** The button that unfolds the years before the news, where there are any. */
  private drawFold(): void {
    const { data } = this.store;
    this.fold.hidden = data.news <= data.first;
    const open = this.begin === data.first;
    fill(this.fold, open ? `${isoOf(data.news).slice(0, 4)} →` : `← ${isoOf(data.first).slice(0, 4)}`);
    this.fold.title = t(open ? "foldAway" : "unfold");
  }

  // --- by hand -----------------------------------------------------------------------------------------------

  private grip(which: "start" | "moment"): HTMLElement {
    return h("div", {
      class: `grip ${which}`, role: "slider", tabindex: 0,
      onkeydown: (event: KeyboardEvent) => {
        const days = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -7, PageUp: 7, Home: -1e6, End: 1e6 }[event.key];
        if (days === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const { state, data } = this.store;
        if (which === "moment") this.store.step(event.shiftKey ? days * 7 : days);
        else this.store.set({ from: Math.min(state.to, Math.max(data.first, state.from + days)), stack: null });
      },
    });
  }

  /** Drag a grip to move an end, the band to move both, elsewhere to choose a new period; a click sets the day. */
  private drag(): void {
    this.chart.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(this.day(event.clientX - this.chart.getBoundingClientRect().left), Math.exp(event.deltaY * 0.002));
    }, { passive: false });
    this.chart.addEventListener("dblclick", () => {
      this.near = null;
      this.drawSoon();
    });
    let mode: "start" | "moment" | "band" | "new" | null = null;
    let origin = 0;
    let before = { from: 0, to: 0 };
    const at = (event: PointerEvent): number => event.clientX - this.chart.getBoundingClientRect().left;
    this.chart.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.stop();
      origin = at(event);
      const { state } = this.store;
      before = { from: state.from, to: state.to };
      const reach = event.pointerType === "touch" ? 18 : 8;
      const [left, right] = [this.x(Math.max(state.from, this.first)), this.x(state.to + 1)];
      if (Math.abs(origin - right) <= reach) mode = "moment";
      else if (Math.abs(origin - left) <= reach) mode = "start";
      else if (origin > left && origin < right && right - left < this.width * 0.9) mode = "band";
      else mode = "new";
      this.chart.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    this.chart.addEventListener("pointermove", (event) => {
      if (!mode) return;
      const x = at(event);
      if (mode === "band") {
        const { data } = this.store;
        const moved = this.day(x) - this.day(origin);
        const to = Math.min(data.last, Math.max(data.first, before.to + moved));
        this.store.set({ to, from: to - (before.to - before.from), stack: null });
      } else if (mode === "moment") {
        const to = this.day(x - 1);
        this.store.set({ to, from: event.shiftKey ? Math.min(before.from, to) : to - (before.to - before.from), stack: null });
      } else if (mode === "start") {
        this.store.set({ from: Math.min(this.day(x), this.store.state.to), stack: null });
      } else if (Math.abs(x - origin) > 4) {
        const [a, b] = [this.day(Math.min(x, origin)), this.day(Math.max(x, origin))];
        this.store.set({ from: a, to: b, stack: null });
      }
    });
    const end = (event: PointerEvent): void => {
      if (mode && Math.abs(at(event) - origin) <= 4 && event.type === "pointerup") {
        const to = this.day(origin);
        if (mode === "new" || mode === "band") this.store.set({ to, from: to - (before.to - before.from), stack: null });
      }
      mode = null;
    };
    this.chart.addEventListener("pointerup", end);
    this.chart.addEventListener("pointercancel", end);
  }
}
