// The little geometry the page needs: a ring on the ground, a point in an area, the heart of an area.

import type { Position, Rings } from "./data";

/** A circle of `metres` around a point, as a closed line. Spherical, good to 0.5 %. */
export function ring([lon, lat]: Position, metres: number, corners = 64): Position[] {
  const dLat = metres / 111_195;
  const dLon = dLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const line: Position[] = [];
  for (let i = 0; i <= corners; i++) {
    const a = (i / corners) * 2 * Math.PI;
    line.push([lon + dLon * Math.cos(a), lat + dLat * Math.sin(a)]);
  }
  return line;
}

function insideRing([x, y]: Position, ringOf: Position[]): boolean {
  let inside = false;
  for (let i = 0, j = ringOf.length - 1; i < ringOf.length; j = i++) {
    const [xi, yi] = ringOf[i];
    const [xj, yj] = ringOf[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

export const inside = (p: Position, shape: Rings[]): boolean =>
  shape.some((rings) => insideRing(p, rings[0]) && !rings.slice(1).some((hole) => insideRing(p, hole)));

function toSegment(p: Position, a: Position, b: Position): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const u = dx || dy ? Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(p[0] - a[0] - u * dx, p[1] - a[1] - u * dy);
}

/** A point well inside the largest part, for a label, and how far it is from the edge (degrees). */
export function heart(shape: Rings[]): { at: Position; room: number } | null {
  let best: { at: Position; room: number } | null = null;
  let widest: Rings | null = null;
  let size = -1;
  for (const rings of shape) {
    const [w, s, e, n] = bounds(rings[0]);
    if ((e - w) * (n - s) > size) [size, widest] = [(e - w) * (n - s), rings];
  }
  if (!widest) return null;
  const [w, s, e, n] = bounds(widest[0]);
  const steps = 14;
  for (let i = 1; i < steps; i++) {
    for (let j = 1; j < steps; j++) {
      const p: Position = [w + ((e - w) * i) / steps, s + ((n - s) * j) / steps];
      if (!inside(p, [widest])) continue;
      let room = Infinity;
      for (const r of widest) for (let k = 1; k < r.length; k++) room = Math.min(room, toSegment(p, r[k - 1], r[k]));
      if (!best || room > best.room) best = { at: p, room };
    }
  }
  return best;
}

export function bounds(points: Iterable<Position>): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}

/** Kilometres between two points, on the sphere. */
export function km(a: Position, b: Position): number {
  const r = Math.PI / 180;
  const s =
    Math.sin(((b[1] - a[1]) * r) / 2) ** 2 +
    Math.cos(a[1] * r) * Math.cos(b[1] * r) * Math.sin(((b[0] - a[0]) * r) / 2) ** 2;
  return 12_742 * Math.asin(Math.sqrt(s));
}
