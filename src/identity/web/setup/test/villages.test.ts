import { expect, test } from 'vitest';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { suggestPassword } from '../../people/passwords.ts';
import { draftOf, emptyVillage, groupsOf, numbered, villagesOf } from '../villages.svelte.ts';

test('groups are numbered, or named one a line', async () => {
  await loadAllTexts();
  expect(numbered(3)).toEqual(['Tổ 1', 'Tổ 2', 'Tổ 3']);
  expect(numbered(-1)).toEqual([]);
  expect(numbered(1e9)).toHaveLength(200);
  const village = { ...emptyVillage(), name: 'Thôn Thu Quế', names: ' Tổ Đông \n\nTổ Đoài' };
  expect(groupsOf(village)).toEqual(['Tổ Đông', 'Tổ Đoài']);
});

test('empty lines are not villages; what was read from a sheet comes back as it was', () => {
  const read = { name: 'Thôn Thu Quế', groups: ['Tổ 1', 'Tổ 2'] };
  expect(villagesOf([emptyVillage(), draftOf(read)])).toEqual([read]);
});

test('a suggested password is long enough and never the same twice', () => {
  const some = Array.from({ length: 50 }, suggestPassword);
  expect(new Set(some).size).toBe(50);
  expect(some.every((password) => password.length >= 10 && /^[a-z]+(-[a-z]+){3}-\d{4}$/.test(password))).toBe(
    true,
  );
});
