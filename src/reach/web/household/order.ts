import type { Evidence, FeedItem, Grade } from '$web/api-types.ts';

const STRENGTH: Record<Evidence, number> = { none: 0, delivered: 1, opened: 2, confirmed: 3, told: 4 };

/** The stronger of two pieces of evidence. */
export const stronger = (one: Evidence, other: Evidence): Evidence =>
  STRENGTH[one] >= STRENGTH[other] ? one : other;

export const atLeast = (evidence: Evidence, grade: Grade): boolean => STRENGTH[evidence] >= STRENGTH[grade];

export type Need = 'answer' | 'read' | 'nothing';

/** As this phone keeps it: `end_seen` says that it has shown the household that the announcement was withdrawn. */
export interface KeptItem extends FeedItem {
  end_seen?: boolean;
}

export const hasExpired = (item: FeedItem, now = Date.now()): boolean =>
  item.expires_at !== null && item.expires_at <= now;

/** What an announcement still wants from the household. */
export function needOf(item: KeptItem): Need {
  // Whoever has seen it is told that it no longer holds; a correction speaks for itself.
  if (item.withdrawn)
    return !item.corrected_by_id && atLeast(item.evidence, 'opened') && !item.end_seen ? 'read' : 'nothing';
  if (hasExpired(item)) return 'nothing';
  if (item.ask_confirmation && !atLeast(item.evidence, 'confirmed')) return 'answer';
  return atLeast(item.evidence, 'opened') ? 'nothing' : 'read';
}

const RANK: Record<Need, number> = { answer: 0, read: 1, nothing: 2 };

/** What needs an answer first, then what is unread, each newest first. */
export function inOrder(items: readonly KeptItem[]): KeptItem[] {
  return items.toSorted(
    (one, other) =>
      RANK[needOf(one)] - RANK[needOf(other)] ||
      other.published_at - one.published_at ||
      (one.id < other.id ? 1 : -1),
  );
}
