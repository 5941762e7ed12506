import type { CoverageView } from '$web/api-types.ts';

/** The lines of the curve, the widest first. */
export const LINES = ['delivered', 'opened', 'confirmed', 'told'] as const;
const HOUR = 3_600_000;

/**
 * Points as a chart wants them: seconds, then one row per line. A point tells what was known at the end of its hour
 * (the hour that is running: now), and before the first there was nothing.
 */
export function curveLines(curve: CoverageView['curve'], from: number | null, now = Date.now()): number[][] {
  const first = curve[0];
  if (!first) return [[], ...LINES.map(() => [])];
  const start = Math.min(from ?? first.at, first.at + HOUR - 1);
  const times = [start, ...curve.map((point) => Math.max(start + 1_000, Math.min(point.at + HOUR, now)))];
  return [times.map((at) => at / 1_000), ...LINES.map((line) => [0, ...curve.map((point) => point[line])])];
}
