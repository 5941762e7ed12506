import { shownDate } from '$web/dates.ts';
import { language } from '$web/i18n.svelte.ts';

/** "Thứ Hai, 23/11/2026" */
export function dayInWords(date: string): string {
  const locale = language() === 'vi' ? 'vi-VN' : 'en-GB';
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(date),
  );
  return `${weekday}, ${shownDate(date)}`;
}
