import type { MuteReason, PlanMode, Skip, WaveKind, WaveState } from '$web/api-types.ts';
import { shownDate } from '$web/dates.ts';
import { formatDate, formatTime, t } from '$web/i18n.svelte.ts';
import type { IconName } from '$web/icons.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const WAVE_ICONS: Record<WaveKind, IconName> = {
  app: 'smartphone',
  push: 'bell',
  zalo: 'message-circle',
  sms: 'send',
  loudspeaker: 'megaphone',
  group_head: 'footprints',
  door: 'house',
};

export const MODES: readonly PlanMode[] = ['waves', 'app', 'at_once'];

const dayOf = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** A time as people say it, seen from `from`: "ngay", "sau 2 giờ", "18:30", "sáng mai 7:00", "17:00 ngày kia". */
export function whenWords(at: number, from: number): string {
  const wait = at - from;
  if (wait < 60_000) return t('reach.plan.when.now');
  const days = Math.round((dayOf(at) - dayOf(from)) / DAY_MS);
  const hours = Math.round(wait / HOUR_MS);
  if (days === 0 && hours > 0 && hours <= 3 && Math.abs(wait - hours * HOUR_MS) < 60_000) {
    return t('reach.plan.when.hours', { count: hours });
  }
  const time = formatTime(at);
  if (days === 0) return time;
  if (days === 1)
    return t(new Date(at).getHours() < 11 ? 'reach.plan.when.tomorrow_morning' : 'reach.plan.when.tomorrow', {
      time,
    });
  if (days === 2) return t('reach.plan.when.after_tomorrow', { time });
  return t('reach.plan.when.day', { time, day: formatDate(at).slice(0, 5) });
}

export interface Step {
  kind: WaveKind;
  at: number;
  skip: Skip;
}

/** The plan in one sentence. */
export function planSentence(steps: readonly Step[], from: number): string {
  return steps
    .filter((step) => step.skip === 'none')
    .map(({ kind, at }) => t(`reach.plan.step.${kind}`, { when: whenWords(at, from) }))
    .join(' · ');
}

/** "2023-06-04T20:30" for a field of date and time, on this device's clock. */
export function toField(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` +
    `T${two(date.getHours())}:${two(date.getMinutes())}`
  );
}

/** NaN for what is not a date and a time. */
export const fromField = (text: string): number => new Date(text).getTime();

export const minutesToField = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export function fieldToMinutes(text: string): number {
  const [hours = NaN, minutes = NaN] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

export interface Waiting {
  kind: WaveKind;
  state: WaveState;
  due_at: number;
}

/** The wave that starts next. */
export function nextWave<W extends Waiting>(waves: readonly W[]): W | undefined {
  return waves.find((wave) => wave.state === 'waiting');
}

/** "Đi vắng đến 30/06/2023". */
export function mutedWords(house: { muted: MuteReason | null; muted_until: string | null }): string {
  if (house.muted === null) return '';
  const why = t(`reach.mute.because.${house.muted}`);
  if (house.muted_until === null) return why;
  return t('reach.mute.why_until', { why, day: shownDate(house.muted_until) });
}
