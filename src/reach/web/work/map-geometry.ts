// Houses on a plane. A village is so small that the earth is flat there: metres east and north of its middle.

export interface Spot {
  latitude: number;
  longitude: number;
}

export interface Point {
  x: number;
  y: number;
}

const METRES_PER_DEGREE = 111_320;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres between two places, good within a province. */
export function distance(one: Spot, other: Spot): number {
  const middle = radians((one.latitude + other.latitude) / 2);
  const east = (other.longitude - one.longitude) * Math.cos(middle);
  return Math.hypot(east, other.latitude - one.latitude) * METRES_PER_DEGREE;
}

/** Turns places into metres from the middle of them all; x to the east, y to the south as screens count. */
export function projection(spots: readonly Spot[]): (spot: Spot) => Point {
  const middle = (values: number[]) => (values.length ? (Math.min(...values) + Math.max(...values)) / 2 : 0);
  const latitude = middle(spots.map((spot) => spot.latitude));
  const longitude = middle(spots.map((spot) => spot.longitude));
  const narrow = Math.cos(radians(latitude));
  return (spot) => ({
    x: (spot.longitude - longitude) * narrow * METRES_PER_DEGREE,
    y: (latitude - spot.latitude) * METRES_PER_DEGREE,
  });
}

/** What part of the plane is seen: its middle in metres, and pixels per metre. */
export interface View {
  x: number;
  y: number;
  scale: number;
}

const CLOSEST = 4;

/** The view that shows all points in a window, with a margin; never closer than a quarter of a metre a pixel. */
export function fit(points: readonly Point[], width: number, height: number, margin = 40): View {
  if (!points.length) return { x: 0, y: 0, scale: 1 };
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))];
  const room = (size: number) => Math.max(1, size - 2 * margin);
  const scale = Math.min(
    room(width) / Math.max(1, right - left),
    room(height) / Math.max(1, bottom - top),
    CLOSEST,
  );
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

export const onScreen = (point: Point, view: View, width: number, height: number): Point => ({
  x: (point.x - view.x) * view.scale + width / 2,
  y: (point.y - view.y) * view.scale + height / 2,
});

export interface Cluster<T> extends Point {
  items: T[];
}

/**
 * What lies closer together than a finger is wide is drawn as one; the first of each pile gives it its place, so that
 * nothing jumps while others come and go.
 */
export function clusters<T>(items: readonly { item: T; at: Point }[], reach: number): Cluster<T>[] {
  const found: (Cluster<T> & { first: Point })[] = [];
  const cells = new Map<string, typeof found>();
  const cell = (value: number) => Math.floor(value / reach);
  for (const { item, at } of items) {
    let near: (typeof found)[number] | undefined;
    for (let column = cell(at.x) - 1; column <= cell(at.x) + 1 && !near; column += 1) {
      for (let row = cell(at.y) - 1; row <= cell(at.y) + 1 && !near; row += 1) {
        near = cells
          .get(`${column}/${row}`)
          ?.find(({ first }) => Math.hypot(first.x - at.x, first.y - at.y) < reach);
      }
    }
    if (near) {
      near.items.push(item);
      continue;
    }
    const fresh = { x: at.x, y: at.y, first: at, items: [item] };
    found.push(fresh);
    const key = `${cell(at.x)}/${cell(at.y)}`;
    cells.set(key, [...(cells.get(key) ?? []), fresh]);
  }
  return found.map(({ x, y, items }) => ({ x, y, items }));
}

/** The nearest of them to a place. */
export function nearest<T extends Spot>(from: Spot, among: readonly T[]): T | undefined {
  let best: T | undefined;
  for (const one of among) if (!best || distance(from, one) < distance(from, best)) best = one;
  return best;
}

/** A round length that takes up about a quarter of the width, for the bar that tells the scale. */
export function scaleBar(view: View, width: number): { metres: number; pixels: number } {
  const wanted = width / 4 / view.scale;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const metres = ([5, 2, 1].find((step) => step * power <= wanted) ?? 1) * power;
  return { metres, pixels: metres * view.scale };
}
