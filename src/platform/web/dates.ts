/** Today as the API writes dates. */
export const today = (now = new Date()): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

/** "2023-06-01" as people read it. */
export const shownDate = (date: string): string => date.split('-').toReversed().join('/');
