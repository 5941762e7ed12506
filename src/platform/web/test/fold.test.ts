import { describe, expect, test } from 'vitest';
import { fold, matches } from '../fold.ts';

describe('fold', () => {
  test.each([
    ['Bưởi Diễn', 'buoi dien'],
    ['ĐÌNH LÀNG', 'dinh lang'],
    ['Đan Phượng', 'dan phuong'],
    ['  Thuỷ   Nguyễn ', 'thuy nguyen'],
    ['Ơ Ư Ă Â Ê Ô ơ ư ă â ê ô', 'o u a a e o o u a a e o'],
    ['Tổ 3', 'to 3'],
    ['', ''],
  ])('%s becomes %s', (text, folded) => expect(fold(text)).toBe(folded));

  test('does not mind how the letters were composed', () => {
    expect(fold('Phượng'.normalize('NFD'))).toBe(fold('Phượng'.normalize('NFC')));
  });
});

describe('matches', () => {
  test('finds words in any order without diacritics', () => {
    expect(matches('Thôn Thu Quế, xã Song Phượng', 'phuong que')).toBe(true);
    expect(matches('Thôn Thu Quế', 'quế')).toBe(true);
    expect(matches('Thôn Thu Quế', 'hạ')).toBe(false);
  });

  test('an empty query fits everything', () => expect(matches('Thôn', '  ')).toBe(true));
});
