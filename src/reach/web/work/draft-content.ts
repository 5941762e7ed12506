import type { Announcement, AudienceFilter } from '$web/api-types.ts';
import { EVERYONE, settledFilter } from './audience/filter.ts';
import { OTHER_MATTERS, type ContentClass } from './classes.ts';

/** What is written of an announcement: the fields that are merged one by one when two people write at once. */
export interface DraftContent {
  title: string;
  body: string;
  content_class: ContentClass;
  ask_confirmation: boolean;
  area_ids: string[];
  filter: AudienceFilter;
  decision_number: string;
  /** "2026-11-23", or empty. */
  decision_date: string;
  /** A moment, or 0. */
  expires_at: number;
  change_note: string;
}
export type DraftField = keyof DraftContent;

export const BLANK: DraftContent = {
  title: '',
  body: '',
  content_class: OTHER_MATTERS,
  ask_confirmation: true,
  area_ids: [],
  filter: EVERYONE,
  decision_number: '',
  decision_date: '',
  expires_at: 0,
  change_note: '',
};
export const FIELDS = Object.keys(BLANK) as DraftField[];

/** As the server keeps it: without blanks around, units in order. */
export function settled(content: DraftContent): DraftContent {
  return {
    ...content,
    title: content.title.trim(),
    body: content.body.trim(),
    area_ids: content.area_ids.toSorted(),
    filter: settledFilter(content.filter),
    decision_number: content.decision_number.trim(),
    change_note: content.change_note.trim(),
  };
}

export function contentOf(announcement: Announcement): DraftContent {
  return settled({
    title: announcement.title,
    body: announcement.body,
    content_class: announcement.content_class as ContentClass,
    ask_confirmation: announcement.ask_confirmation,
    area_ids: announcement.area_ids,
    filter: announcement.filter,
    decision_number: announcement.decision_number,
    decision_date: announcement.decision_date ?? '',
    expires_at: announcement.expires_at ?? 0,
    change_note: announcement.change_note,
  });
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The fields in which two contents differ. */
export function changed(before: DraftContent, now: DraftContent): DraftField[] {
  return FIELDS.filter((field) => !same(before[field], now[field]));
}

/** Only some of the fields. */
export function picked(content: DraftContent, fields: readonly DraftField[]): Partial<DraftContent> {
  return Object.fromEntries(fields.map((field) => [field, content[field]]));
}

/**
 * Mine with what others have changed since `base`; where both changed a field, differently, mine stands. What the
 * server holds as this device last `sent` it is nobody else's change.
 */
export function merged(
  base: DraftContent,
  mine: DraftContent,
  theirs: DraftContent,
  sent?: DraftContent,
): { content: DraftContent; clashes: DraftField[] } {
  const ours = changed(base, settled(mine));
  const others = changed(base, theirs).filter((field) => !sent || !same(sent[field], theirs[field]));
  const free = others.filter((field) => !ours.includes(field));
  return {
    content: { ...mine, ...picked(theirs, free) },
    clashes: ours.filter((field) => others.includes(field) && !same(settled(mine)[field], theirs[field])),
  };
}
