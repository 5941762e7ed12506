import { describe, expect, test } from 'vitest';
import { clusters, distance, fit, nearest, onScreen, projection, scaleBar } from '../map-geometry.ts';

const spot = (latitude: number, longitude: number) => ({ latitude, longitude });

describe('houses on a plane', () => {
  test('distances are right to a metre or so within a village', () => {
    // One second of latitude is 30.9 m; at 21° north one of longitude is 28.9 m.
    expect(distance(spot(21, 105), spot(21 + 1 / 3600, 105))).toBeCloseTo(30.9, 0);
    expect(distance(spot(21, 105), spot(21, 105 + 1 / 3600))).toBeCloseTo(28.9, 0);
  });

  test('north is up, east is right, metres are metres', () => {
    const spots = [spot(21.09, 105.66), spot(21.092, 105.66), spot(21.09, 105.663)];
    const project = projection(spots);
    const [origin, north, east] = spots.map(project) as [Point, Point, Point];
    expect(north.y).toBeLessThan(origin.y);
    expect(east.x).toBeGreaterThan(origin.x);
    expect(Math.hypot(east.x - origin.x, east.y - origin.y)).toBeCloseTo(
      distance(spots[0] as Spot, spots[2] as Spot),
      0,
    );
  });

  test('everything fits into the window, and a single house does not fill it', () => {
    const points = [
      { x: -500, y: 20 },
      { x: 700, y: -300 },
      { x: 0, y: 0 },
    ];
    const view = fit(points, 360, 420);
    for (const point of points) {
      const { x, y } = onScreen(point, view, 360, 420);
      expect(x).toBeGreaterThanOrEqual(39);
      expect(x).toBeLessThanOrEqual(321);
      expect(y).toBeGreaterThanOrEqual(39);
      expect(y).toBeLessThanOrEqual(381);
    }
    expect(fit([{ x: 5, y: 5 }], 360, 420).scale).toBe(4);
    expect(fit([], 360, 420)).toEqual({ x: 0, y: 0, scale: 1 });
  });

  test('no two piles are closer than a finger, and nobody is lost or counted twice', () => {
    const items = Array.from({ length: 400 }, (_, item) => ({
      item,
      at: { x: (item * 37) % 300, y: (item * 91) % 400 },
    }));
    const found = clusters(items, 34);
    expect(found.flatMap((pile) => pile.items).toSorted((a, b) => a - b)).toEqual(
      items.map(({ item }) => item),
    );
    for (const one of found)
      for (const other of found)
        if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(34);
    expect(clusters(items, 0.1).length).toBeGreaterThan(found.length);
  });

  test('the nearest is the nearest', () => {
    const among = [spot(21.1, 105.7), spot(21.091, 105.661), spot(21.2, 105.6)];
    expect(nearest(spot(21.09, 105.66), among)).toBe(among[1]);
    expect(nearest(spot(21.09, 105.66), [])).toBeUndefined();
  });

  test('the bar of the scale is a round number that fits', () => {
    for (const scale of [0.01, 0.3, 1, 4, 12]) {
      const bar = scaleBar({ x: 0, y: 0, scale }, 360);
      expect(String(bar.metres)).toMatch(/^[125]0*$|^0\.[0-9]*[125]$/);
      expect(bar.pixels).toBeLessThanOrEqual(90.001);
      expect(bar.pixels).toBeGreaterThan(30);
    }
  });
});

type Point = ReturnType<ReturnType<typeof projection>>;
type Spot = ReturnType<typeof spot>;
