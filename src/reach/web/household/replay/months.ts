import type { FeedItem } from '$web/api-types.ts';

const MONTH = 31 * 24 * 60 * 60_000;

export interface Day {
  /** Midnight of the day. */
  at: number;
  items: FeedItem[];
}

/** The announcements of the last month by day, the newest day first and each day in the order of its announcements. */
export function daysOf(items: readonly FeedItem[], now = Date.now()): Day[] {
  const days = new Map<number, FeedItem[]>();
  for (const item of items) {
    if (item.withdrawn || item.published_at < now - MONTH) continue;
    const at = new Date(item.published_at).setHours(0, 0, 0, 0);
    days.set(at, [...(days.get(at) ?? []), item]);
  }
  return [...days]
    .map(([at, ofDay]) => ({
      at,
      items: ofDay.toSorted((one, other) => one.published_at - other.published_at),
    }))
    .toSorted((one, other) => other.at - one.at);
}
