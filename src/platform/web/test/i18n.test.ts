import { resolve } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { partOf, readTexts } from '../../../../tools/vite-texts.ts';
import {
  format,
  formatDate,
  formatDateTime,
  formatNumber,
  formatPercent,
  formatWhen,
  loadAllTexts,
  loadTexts,
  setLanguage,
  t,
  tMaybe,
} from '../i18n.svelte.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

beforeEach(async () => {
  await setLanguage('vi');
});

describe('sentences', () => {
  test('are Vietnamese first and English on demand', async () => {
    expect(t('common.save')).toBe('Lưu');
    await setLanguage('en');
    expect(t('common.save')).toBe('Save');
    expect(document.documentElement.lang).toBe('en');
  });

  test('take numbers the way of the language', async () => {
    expect(t('common.households', { count: 1400 })).toBe('1.400 hộ');
    await setLanguage('en');
    expect(t('common.households', { count: 1400 })).toBe('1,400 households');
    expect(t('common.households', { count: 1 })).toBe('1 household');
  });

  test('of other pages come when they are asked for', async () => {
    expect(tMaybe('identity.settings.text_size')).toBeUndefined();
    await loadTexts('household');
    expect(tMaybe('identity.settings.text_size')).toBeDefined();
    expect(tMaybe('areas.kind.village')).toBeUndefined();
    await loadAllTexts();
    expect(tMaybe('areas.kind.village')).toBe('Thôn');
  });

  test('leave a name they are not given as it is', () => {
    expect(format('Xin chào {name} và {other}', { name: 'bác Hoa' })).toBe('Xin chào bác Hoa và {other}');
  });

  test('are complete in English, with the same names inside', () => {
    const source = resolve(import.meta.dirname, '../../..');
    const vi = readTexts(source, 'vi').texts;
    const en = readTexts(source, 'en').texts;
    const names = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).toSorted();
    expect(
      Object.keys(en)
        .filter((key) => !key.includes('#'))
        .toSorted(),
    ).toEqual(Object.keys(vi).toSorted());
    for (const [key, sentence] of Object.entries(vi))
      expect(names(en[key] ?? ''), key).toEqual(names(sentence));
  });

  test('of the first page are split from those of a household’s other screens and of the work shell', () => {
    expect(partOf('reach.feed.title')).toBe('first');
    expect(partOf('assembly.card.until')).toBe('first');
    expect(partOf('assembly.card.choose_first')).toBe('household');
    expect(partOf('reach.publish_button')).toBe('rest');
    expect(partOf('web.role.officer')).toBe('rest');
  });
});

describe('formats', () => {
  test('numbers, dates and shares are Vietnamese', () => {
    expect(formatNumber(1_234_567)).toBe('1.234.567');
    expect(formatNumber(999)).toBe('999');
    expect(formatNumber(-1_400)).toBe('-1.400');
    expect(formatNumber(2.5)).toBe('2,5');
    expect(formatDate(new Date(2026, 10, 23, 8).getTime())).toBe('23/11/2026');
    expect(formatDateTime(new Date(2026, 0, 3, 0, 5).getTime())).toBe('00:05, 03/01/2026');
    expect(formatPercent(0.9465)).toMatch(/^94,7\s?%$/);
  });

  test('what is not whole is never shown as 100 %', () => {
    expect(formatPercent(0.9999)).toMatch(/^99,9\s?%$/);
    expect(formatPercent(1)).toMatch(/^100\s?%$/);
  });

  test('time is relative only within the last day', () => {
    const now = new Date(2026, 10, 23, 12).getTime();
    expect(formatWhen(now - 20_000, now)).toBe('vừa xong');
    expect(formatWhen(now - 5 * MINUTE, now)).toBe('5 phút trước');
    expect(formatWhen(now - 23 * HOUR, now)).toBe('23 giờ trước');
    expect(formatWhen(now - 25 * HOUR, now)).toBe('22/11/2026');
  });
});
