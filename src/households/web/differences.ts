import type { Household } from '$web/api-types.ts';
import { t } from '$web/i18n.svelte.ts';

/** What can be edited on a household's form. */
export type Editable = Pick<
  Household,
  'head_name' | 'address' | 'walk_order' | 'status' | 'note' | 'members' | 'phones'
>;
export type Field = keyof Editable;

export const FIELDS = ['head_name', 'address', 'walk_order', 'status', 'note', 'phones', 'members'] as const;

export function editable(household: Household): Editable {
  const { head_name, address, walk_order, status, note, members, phones } = household;
  return structuredClone({ head_name, address, walk_order, status, note, members, phones });
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The fields that differ, with what they are now. */
export function changes(before: Editable, now: Editable): Partial<Editable> {
  return Object.fromEntries(
    FIELDS.filter((field) => !same(before[field], now[field])).map((field) => [field, now[field]]),
  );
}

/** Fields that both sides changed, and not to the same. */
export function clashes(base: Editable, mine: Editable, theirs: Editable): Field[] {
  const ours = changes(base, mine);
  const others = changes(base, theirs);
  return FIELDS.filter((field) => field in ours && field in others && !same(mine[field], theirs[field]));
}

export function fieldName(field: string): string {
  if (field === 'phones') return t('households.form.phones');
  if (field === 'members') return t('households.form.members');
  if (field === 'area_id') return t('households.form.area');
  if (field === 'head_name') return t('households.form.head_name');
  if (field === 'address') return t('households.form.address');
  if (field === 'walk_order') return t('households.form.walk_order');
  if (field === 'status') return t('households.form.status');
  return field === 'note' ? t('households.form.note') : field;
}

/** A field's value in words, for people to compare. */
export function shownValue(field: Field, from: Editable): string {
  if (field === 'phones') {
    const list = from.phones.map((phone) => phone.number).join(', ');
    return t('households.conflict.phones_value', { count: from.phones.length, list });
  }
  if (field === 'members') {
    const list = from.members.map((member) => member.name).join(', ');
    return t('households.conflict.members_value', { count: from.members.length, list });
  }
  if (field === 'status') return t(`households.status.${from.status}`);
  return String(from[field]) || t('households.conflict.empty');
}
