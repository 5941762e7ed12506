import { expect, test } from 'vitest';
import { fieldsOf, filled } from '../templates/fields.ts';

test('fields stand in braces, each once', () => {
  expect(fieldsOf('Họp {ngày} lúc {giờ}, {ngày}')).toEqual(['ngày', 'giờ']);
  expect(fieldsOf('{} { } {chưa đóng')).toEqual([]);
  expect(fieldsOf('{hai\ndòng} {a{b}')).toEqual(['b']);
});

test('what was typed takes their place; what was left empty keeps its braces', () => {
  const text = 'Họp {ngày} tại {nơi họp}; {ngày} nhé';
  expect(filled(text, { ngày: ' 5/6 ', 'nơi họp': '' })).toBe('Họp 5/6 tại {nơi họp}; 5/6 nhé');
});
