import type { AudienceFilter, Standing, Contact } from '$web/api-types.ts';
import { t } from '$web/i18n.svelte.ts';

// Which households of the units: the conditions of an audience.

export const WAYS: readonly Contact[] = ['app', 'zalo', 'smartphone', 'phone', 'offline', 'none'];
export const STANDINGS: readonly Standing[] = ['permanent', 'temporary', 'away'];
export const ELDERS_FROM = [60, 65, 70, 75, 80, 90] as const;
export const CHILDREN_UNDER = [1, 3, 6, 11, 16, 18] as const;

export const EVERYONE: AudienceFilter = {
  elders_from: null,
  children_under: null,
  ways: [],
  standings: [],
  tags: [],
  without_tags: [],
  unreached_announcement_id: null,
  confirmed_announcement_id: null,
};

/** In the one order in which two equal filters are the same text. */
export function settledFilter(filter: AudienceFilter): AudienceFilter {
  return {
    elders_from: filter.elders_from,
    children_under: filter.children_under,
    ways: WAYS.filter((way) => filter.ways.includes(way)),
    standings: STANDINGS.filter((standing) => filter.standings.includes(standing)),
    tags: filter.tags.toSorted(),
    without_tags: filter.without_tags.toSorted(),
    unreached_announcement_id: filter.unreached_announcement_id,
    confirmed_announcement_id: filter.confirmed_announcement_id,
  };
}

export const isForEveryone = (filter: AudienceFilter): boolean =>
  JSON.stringify(settledFilter(filter)) === JSON.stringify(EVERYONE);

/** The list with the item, or without it when it is there. */
export const toggled = <T>(list: readonly T[], item: T): T[] =>
  list.includes(item) ? list.filter((one) => one !== item) : [...list, item];

/** As people read it; `titleOf` names the announcements that it asks about. */
export function filterWords(filter: AudienceFilter, titleOf: (id: string) => string): string {
  const parts: string[] = [];
  const any = (words: string[]) => {
    if (words.length) parts.push(words.join(` ${t('reach.filter.or')} `));
  };
  const quoted = (tags: readonly string[]) => tags.map((tag) => `“${tag}”`).join(', ');
  if (filter.elders_from != null) parts.push(t('reach.filter.elders', { age: filter.elders_from }));
  if (filter.children_under != null) parts.push(t('reach.filter.children', { age: filter.children_under }));
  any(filter.ways.map((way) => t(`reach.filter.way.${way}`)));
  any(filter.standings.map((standing) => t(`reach.filter.standing.${standing}`)));
  if (filter.tags.length) parts.push(t('reach.filter.tags', { tags: quoted(filter.tags) }));
  if (filter.without_tags.length) {
    parts.push(t('reach.filter.without_tags', { tags: quoted(filter.without_tags) }));
  }
  const { unreached_announcement_id: unreached, confirmed_announcement_id: confirmed } = filter;
  if (unreached) parts.push(t('reach.filter.unreached', { title: titleOf(unreached) }));
  if (confirmed) parts.push(t('reach.filter.confirmed', { title: titleOf(confirmed) }));
  return parts.join('; ');
}
