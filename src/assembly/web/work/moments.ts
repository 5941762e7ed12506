// Moments in forms are written as <input type="datetime-local"> wants them: the clock of this device.

const two = (part: number) => String(part).padStart(2, '0');

/** 1685667600000 → "2023-06-02T08:00" */
export function toLocal(at: number): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** NaN when it is not one. */
export const fromLocal = (text: string): number => new Date(text).getTime();

/** A day from now at a full hour, so many days on. */
export function daysOn(days: number, hour: number, now = new Date()): string {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  date.setHours(hour, 0, 0, 0);
  return toLocal(date.getTime());
}

const TWO_DAYS = 2 * 86_400_000;
/** The law wants invitations two days before a meeting. */
export const isShortNotice = (startsAt: number, now = Date.now()): boolean => startsAt - now < TWO_DAYS;
