import viFirst from 'virtual:texts/vi/first';
import { readSetting, writeSetting } from './settings.ts';
import type { TextKey } from './text-keys.ts';

export type Language = 'vi' | 'en';
export type Params = Record<string, string | number>;
export type { TextKey };

type Dictionary = Record<string, string>;

type Part = 'first' | 'household' | 'rest';

// What the first page says in Vietnamese is always at hand; English, and what other pages say, are fetched when wanted.
const PARTS: Record<string, () => Promise<{ default: Dictionary }>> = {
  'vi/household': () => import('virtual:texts/vi/household'),
  'vi/rest': () => import('virtual:texts/vi/rest'),
  'en/first': () => import('virtual:texts/en/first'),
  'en/household': () => import('virtual:texts/en/household'),
  'en/rest': () => import('virtual:texts/en/rest'),
};

const state = $state({ language: 'vi' as Language, revision: 0 });
const dictionaries: Record<Language, Dictionary> = { vi: { ...viFirst }, en: {} };
const loaded = new Set<string>(['vi/first']);
const wanted = new Set<Part>(['first']);

async function loadPart(part: string): Promise<void> {
  const fetchPart = PARTS[part];
  if (!fetchPart || loaded.has(part)) return;
  const texts = (await fetchPart()).default;
  loaded.add(part);
  Object.assign(dictionaries[part.slice(0, 2) as Language], texts);
  state.revision += 1;
}

async function loadLanguage(language: Language): Promise<void> {
  await Promise.all([...wanted].map((part) => loadPart(`${language}/${part}`)));
}

/** Loads sentences beyond those of a household's first page. */
export async function loadTexts(...parts: Part[]): Promise<void> {
  for (const part of parts) wanted.add(part);
  await Promise.all([loadLanguage('vi'), loadLanguage(state.language)]);
}

/** Every sentence there is (the work shell, the component page). */
export const loadAllTexts = (): Promise<void> => loadTexts('household', 'rest');

/** The language in use; reading it in a template or $derived follows a switch. */
export function language(): Language {
  return state.language;
}

export async function setLanguage(next: Language): Promise<void> {
  await loadLanguage(next).catch(() => undefined); // offline: missing sentences fall back to Vietnamese
  state.language = next;
  document.documentElement.lang = next;
  writeSetting('language', next);
}

/** At start: the language this device chose, else Vietnamese. */
export async function startLanguage(): Promise<void> {
  if (readSetting('language') === 'en') await setLanguage('en');
}

function lookUp(key: string, params?: Params): string | undefined {
  const texts = dictionaries[state.language];
  // English has a singular; Vietnamese does not. "key#one" is used when {count} is 1.
  const singular = params?.count === 1 ? texts[`${key}#one`] : undefined;
  return singular ?? texts[key] ?? dictionaries.vi[key];
}

export function format(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value) : value;
  });
}

/** The sentence for a key in the language in use; {name} is replaced by params.name. */
export function t(key: TextKey, params?: Params): string {
  void state.revision;
  const sentence = lookUp(key, params);
  if (sentence === undefined) return key;
  return params ? format(sentence, params) : sentence;
}

/** For keys that arrive as data (errors of the server): undefined when there is no sentence. */
export function tMaybe(key: string, params?: Params): string | undefined {
  void state.revision;
  const sentence = lookUp(key, params);
  return sentence !== undefined && params ? format(sentence, params) : sentence;
}

const locale = () => (state.language === 'vi' ? 'vi-VN' : 'en-GB');
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = locale() + JSON.stringify(options);
  let found = numberFormats.get(id);
  if (!found) numberFormats.set(id, (found = new Intl.NumberFormat(locale(), options)));
  return found;
}

const two = (value: number) => String(value).padStart(2, '0');

/** 1400 -> "1.400" */
export function formatNumber(value: number): string {
  // Making a formatter costs a slow phone a tenth of a second; nothing is grouped below a thousand.
  return Number.isInteger(value) && value >= 0 && value < 1_000
    ? String(value)
    : numberFormat({}).format(value);
}

/** 0.946 -> "94,6 %"; never rounds up to 100 % what is not whole. */
export function formatPercent(part: number): string {
  const shown = part < 1 ? Math.min(part, 0.999) : part;
  return numberFormat({ style: 'percent', maximumFractionDigits: 1 }).format(shown);
}

/** 23/11/2026 */
export function formatDate(at: number): string {
  const date = new Date(at);
  return `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
}

/** 14:05 */
export function formatTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** 14:05, 23/11/2026 */
export function formatDateTime(at: number): string {
  return `${formatTime(at)}, ${formatDate(at)}`;
}

/** "5 phút trước" within the last day, else the date. */
export function formatWhen(at: number, now = Date.now()): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return t('common.just_now');
  if (minutes < 60) return t('common.minutes_ago', { count: minutes });
  if (minutes < 24 * 60) return t('common.hours_ago', { count: Math.floor(minutes / 60) });
  return formatDate(at);
}
