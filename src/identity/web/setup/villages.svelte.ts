import { t } from '$web/i18n.svelte.ts';

/** A village being typed in: its groups are counted, or written one a line. */
export interface VillageDraft {
  key: number;
  name: string;
  count: number;
  /** undefined: named by number, "Tổ 1" and so on. */
  names: string | undefined;
}

export interface VillageInput {
  name: string;
  groups: string[];
}

const MOST_GROUPS = 200;
let keys = 0;

export const emptyVillage = (): VillageDraft => ({ key: ++keys, name: '', count: 0, names: undefined });

export function draftOf({ name, groups }: VillageInput): VillageDraft {
  return { key: ++keys, name, count: groups.length, names: groups.join('\n') };
}

/** "Tổ 1" … as many as were counted. */
export function numbered(count: number): string[] {
  const length = Math.max(0, Math.min(MOST_GROUPS, Math.floor(count) || 0));
  return Array.from({ length }, (_, index) => t('identity.setup.group_name', { number: index + 1 }));
}

export function groupsOf(village: VillageDraft): string[] {
  if (village.names === undefined) return numbered(village.count);
  return village.names
    .split('\n')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** What the server is given: villages without a name and without groups are left out. */
export function villagesOf(drafts: readonly VillageDraft[]): VillageInput[] {
  return drafts
    .map((draft) => ({ name: draft.name.trim(), groups: groupsOf(draft) }))
    .filter((village) => village.name !== '' || village.groups.length > 0);
}
