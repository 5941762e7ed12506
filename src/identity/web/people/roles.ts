import type { AreaKind, Role } from '$web/api-types.ts';

export const ROLES: readonly Role[] = [
  'group_head',
  'village_head',
  'team_member',
  'officer',
  'viewer',
  'administrator',
];

/** Where a role is usually held; other levels stay possible. */
export const USUAL_LEVEL: Partial<Record<Role, AreaKind>> = {
  group_head: 'group',
  village_head: 'village',
};
