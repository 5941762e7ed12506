// Moments as inputs of the browser write them: on the clock of this device.

/** When an announcement is to go out; `at` is "2026-11-23T19:30". */
export interface Timing {
  when: 'now' | 'later';
  at: string;
}

const two = (value: number) => String(value).padStart(2, '0');

/** "2026-11-23T19:30" */
export function momentOf(at: number): string {
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment typed, or 0. */
export const readMoment = (text: string): number => new Date(text).getTime() || 0;

/** The last day of something that ends at this moment. */
export const dayBefore = (at: number): string => momentOf(at - 1).slice(0, 10);

/** The moment with which the day is over. */
export function startAfter(day: string): number {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + 1);
  return date.getTime() || 0;
}
