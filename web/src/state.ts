// What the person has chosen, and who is told when it changes.

import { keyOf, type Data, type Day, type Event } from "./data";

export interface State {
  from: Day; // events of [from, to] are shown
  to: Day; // areas and front are those of this day
  kinds: Set<string> | null; // keys; null = all
  actors: Set<string> | null;
  statuses: Set<string> | null;
  confidence: number;
  history: boolean; // events that articles only look back to
  rings: boolean;
  areas: boolean;
  fronts: boolean;
  symbols: boolean;
  event: string | null; // the event whose panel is open
  here: { at: [number, number]; name: string; placeId: string; front?: string } | null; // front: id of the line that was meant
  stack: { ids: Set<string>; label: string } | null; // events behind a symbol with a number
  theme: "light" | "dark" | null; // null = as the system says
}

export type Change = Partial<State>;
type Listener = (state: State, change: Change) => void;

export class Store {
  private listeners: Listener[] = [];
  constructor(public state: State, public readonly data: Data) {}

  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  set(change: Change): void {
    const { first, last } = this.data;
    if (change.to !== undefined) change.to = Math.min(Math.max(change.to, first), last);
    if (change.from !== undefined) change.from = Math.min(change.from, change.to ?? this.state.to);
    Object.assign(this.state, change);
    for (const listener of this.listeners) listener(this.state, change);
  }

  /** Moves the day shown; the period keeps its length. */
  step(days: number): void {
    const { from, to } = this.state;
    const { first, last } = this.data;
    const next = Math.min(Math.max(to + days, first), last);
    if (next !== to) this.set({ to: next, from: next - (to - from), stack: null });
  }
}

export function passes(state: State, e: Event): boolean {
  return (
    (state.history || !e.background) &&
    e.confidence >= state.confidence &&
    (!state.kinds || state.kinds.has(keyOf(e.kind))) &&
    (!state.statuses || state.statuses.has(e.status)) &&
    (!state.actors || e.actors.some((a) => state.actors?.has(a)) || e.against.some((a) => state.actors?.has(a)))
  );
}

export const shown = (state: State, e: Event): boolean => e.from <= state.to && e.to >= state.from && passes(state, e);
export const validOn = (t: { from: Day; to: Day }, day: Day): boolean => t.from <= day && t.to >= day;
export const isFiltered = (s: State): boolean => !!(s.kinds || s.actors || s.statuses || s.confidence > 0 || !s.history);
