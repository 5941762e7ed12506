import type { Coverage } from '../api-types.ts';

/** Evidence grades in the order of the bar: the surest first, the unknown last. */
export const GRADES = ['told', 'confirmed', 'opened', 'delivered', 'none'] as const;

/** Households with any evidence. */
export const reachedOf = (coverage: Coverage): number => coverage.audience - coverage.none;

export const shareOf = (coverage: Coverage, grade: (typeof GRADES)[number]): number =>
  coverage.audience === 0 ? 0 : coverage[grade] / coverage.audience;
