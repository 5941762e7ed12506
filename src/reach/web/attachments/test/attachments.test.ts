import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readKept } from '$web/kept.ts';
import { attachedFile } from '../kept-files.ts';
import { fitted, MOST_BYTES, prepared, TooLarge } from '../prepare.ts';
import { sizeInWords } from '../size.ts';

let asked: string[] = [];
let online = true;

beforeEach(() => {
  asked = [];
  online = true;
  vi.stubGlobal(
    'fetch',
    vi.fn(async (address: string) => {
      if (!online) throw new TypeError('no network');
      asked.push(String(address));
      return new Response(`holds ${address}`);
    }),
  );
});
afterEach(() => vi.unstubAllGlobals());

test('a picture keeps its shape and is never drawn larger than it is', () => {
  expect(fitted(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 });
  expect(fitted(3000, 4000, 1600)).toEqual({ width: 1200, height: 1600 });
  expect(fitted(800, 600, 1600)).toEqual({ width: 800, height: 600 });
  expect(fitted(5000, 1, 360)).toEqual({ width: 360, height: 1 });
});

test('a paper goes as it is, one that is too large does not go at all', async () => {
  const paper = await prepared(new File(['%PDF-1.4'], 'Dự toán.pdf', { type: 'application/pdf' }));
  expect(paper).toMatchObject({ name: 'Dự toán.pdf', content: btoa('%PDF-1.4') });
  expect(paper.preview).toBeUndefined();
  const large = new File([new Uint8Array(MOST_BYTES + 1)], 'x.pdf', { type: 'application/pdf' });
  await expect(prepared(large)).rejects.toBeInstanceOf(TooLarge);
});

test('what has been seen is there without a network, for its account alone', async () => {
  const first = await attachedFile('nam', 'a', 'p1', true);
  expect(asked).toEqual(['/api/reach/announcements/a/attachments/p1?preview=true']);
  online = false;
  expect((await attachedFile('nam', 'a', 'p1', true)).size).toBe(first.size);
  await expect(attachedFile('nam', 'a', 'p1', false)).rejects.toMatchObject({ isOffline: true });
  await expect(attachedFile('mai', 'a', 'p1', true)).rejects.toMatchObject({ isOffline: true });
});

test('the oldest make room for the newest', async () => {
  for (let one = 0; one < 62; one += 1) await attachedFile('binh', 'a', `q${one}`, false);
  expect(await readKept('binh', 'attachment', 'q0')).toBeUndefined();
  expect(await readKept('binh', 'attachment', 'q1')).toBeUndefined();
  expect(await readKept('binh', 'attachment', 'q2')).toBeDefined();
  expect(await readKept('binh', 'attachment', 'q61')).toBeDefined();
});

test('sizes are told as people say them', () => {
  expect(sizeInWords(20)).toBe('1 KB');
  expect(sizeInWords(340 * 1024)).toBe('340 KB');
  expect(sizeInWords(1.25 * 2 ** 20)).toBe('1,3 MB');
});
