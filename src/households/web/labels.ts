import type { HouseholdStatus } from '$web/api-types.ts';

export const STATUSES: readonly HouseholdStatus[] = ['permanent', 'temporary', 'away', 'moved', 'closed'];
/** What a household that is in the register may be; the others come about by moving away and closing. */
export const LIVING: readonly HouseholdStatus[] = ['permanent', 'temporary', 'away'];
export const RELATIONS = [
  'head',
  'spouse',
  'child',
  'child_in_law',
  'grandchild',
  'parent',
  'grandparent',
  'sibling',
  'other',
] as const;
export const SEXES = ['male', 'female', 'unknown'] as const;
export const CLOSE_REASONS = ['moved', 'merged', 'deceased', 'other'] as const;

export const relationKey = (relation: string) =>
  `households.relation.${relation as (typeof RELATIONS)[number]}` as const;

export type Sex = (typeof SEXES)[number];
