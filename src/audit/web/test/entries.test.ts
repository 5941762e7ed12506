import { expect, test } from 'vitest';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { byDay, deed, linkOf, subjectName, type AuditEntry } from '../entries.ts';

const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  id: '0-1',
  at: Date.UTC(2026, 10, 23, 5),
  actor_name: 'Hoa',
  verb: 'households.move',
  subject_kind: 'household',
  subject_id: 'h1',
  detail: '{}',
  ...more,
});

test('a deed is said in words; one without a sentence is shown by its key', async () => {
  await loadAllTexts();
  expect(deed('households.move')).toBe('chuyển hộ sang tổ khác');
  expect(deed('market.sold')).toBe('market.sold');
});

test('the name and the page of what it was done to', () => {
  expect(subjectName(entry({ detail: '{"title":"Họp thôn"}' }))).toBe('Họp thôn');
  expect(subjectName(entry({ detail: 'not json' }))).toBeUndefined();
  expect(linkOf(entry({}))).toBe('/households/h1');
  expect(linkOf(entry({ subject_kind: 'account' }))).toBeUndefined();
});

test('entries stand under their day, in the order they come', () => {
  const day = 86_400_000;
  const days = byDay([entry({ id: '3' }), entry({ id: '2' }), entry({ id: '1', at: entry({}).at - day })]);
  expect(days.map((one) => one.entries.map(({ id }) => id))).toEqual([['3', '2'], ['1']]);
});
