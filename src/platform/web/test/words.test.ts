import { describe, expect, test } from 'vitest';
import { pieces } from '../components/rich-text.ts';
import { sentences } from '../speech.svelte.ts';

describe('the words', () => {
  test('telephone numbers and addresses can be tapped', () => {
    const links = pieces('Gọi chị Hoa: 0912 345 678, hoặc xem https://xa.vn/tin?a=1. Mã 123.').filter(
      (one) => one.href,
    );
    expect(links).toEqual([
      { text: '0912 345 678', href: 'tel:0912345678' },
      { text: 'https://xa.vn/tin?a=1', href: 'https://xa.vn/tin?a=1' },
    ]);
    const text = 'Không có gì để bấm, 20.000.000 đồng.';
    expect(pieces(text)).toEqual([{ text }]);
  });

  test('are read in whole sentences of a bearable length', () => {
    const spoken = sentences(`${'Mời các gia đình. '.repeat(30)}Xin cảm ơn`);
    expect(spoken.length).toBeGreaterThan(2);
    expect(spoken.every((one) => one.length <= 180)).toBe(true);
    expect(spoken.join(' ')).toContain('Xin cảm ơn');
  });
});
