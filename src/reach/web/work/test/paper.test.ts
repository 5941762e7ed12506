import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me, Sheet, SheetEntry } from '$web/api-types.ts';
import { loadAllTexts, t } from '$web/i18n.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { setQuery } from '$web/router.svelte.ts';
import { fieldOf, momentOf, readNumbers, toggled, writeNumbers } from '../paper.ts';
import Paper from '../Paper.svelte';

// Houses 1 to 36, but 5 and 17 were reached before the list was printed; A is missing everywhere, B at even numbers.
const houses: Sheet['houses'] = Array.from({ length: 36 }, (_, index) => index + 1)
  .filter((number) => number !== 5 && number !== 17)
  .map((number) => ({
    number,
    household_id: `h${number}`,
    head_name: `Chủ hộ ${number}`,
    address: `Số ${number}`,
    printed: number % 2 ? ['A'] : ['A', 'B'],
    missing: number % 2 ? ['A'] : ['A', 'B'],
  }));
const numbers = (text: string) => readNumbers(text, houses).ticks.map((tick) => tick.number);
const said = (text: string) => readNumbers(text, houses).faults.map((fault) => t(fault.key, fault.params));

beforeEach(loadAllTexts);

describe('what is typed from paper', () => {
  test.each([
    ['1-4, 15, 20', [1, 2, 3, 4, 15, 20]],
    ['1–3;7\n 9', [1, 2, 3, 7, 9]],
    ['  3 - 6 , 3', [3, 4, 6]],
    ['nhà số 2, 3 và 4', [2, 3, 4]],
    ['từ 8 đến 10', [8, 9, 10]],
    ['12-10', [10, 11, 12]],
    ['15.20', [15, 20]],
    ['1..3', [1, 2, 3]],
    ['', []],
    [' , ; ', []],
  ])('%j means %j', (text, expected) => {
    expect(said(text)).toEqual([]);
    expect(numbers(text)).toEqual(expected);
  });

  test('letters name single announcements; once all, always all', () => {
    expect(readNumbers('2ab, 4B, 6', houses).ticks).toEqual([
      { number: 2, letters: ['A', 'B'] },
      { number: 4, letters: ['B'] },
      { number: 6, letters: [] },
    ]);
    expect(readNumbers('4A 4b', houses).ticks).toEqual([{ number: 4, letters: ['A', 'B'] }]);
    expect(readNumbers('4A, 4', houses).ticks).toEqual([{ number: 4, letters: [] }]);
    // Over a range, only the houses that have the box.
    expect(readNumbers('1-4B', houses).ticks.map((tick) => tick.number)).toEqual([2, 4]);
  });

  test.each([
    ['40', 'Phiếu này không có nhà thứ 40.'],
    ['5', 'Phiếu này không có nhà thứ 5.'],
    ['1-40', 'Phiếu này chỉ có đến nhà thứ 36, không có nhà thứ 40.'],
    ['3B', 'Nhà thứ 3 không có ô B trên giấy.'],
    ['bảy', 'Không hiểu “bảy”. Chỉ gõ số thứ tự, ví dụ: 1-12, 15, 20.'],
    ['1-2-3', 'Không hiểu “1-2-3”. Chỉ gõ số thứ tự, ví dụ: 1-12, 15, 20.'],
    ['-7', 'Không hiểu “-7”. Chỉ gõ số thứ tự, ví dụ: 1-12, 15, 20.'],
    ['12345', 'Không hiểu “12345”. Chỉ gõ số thứ tự, ví dụ: 1-12, 15, 20.'],
    ['0', 'Phiếu này không có nhà thứ 0.'],
  ])('%j is answered at the field: %s', (text, sentence) => {
    expect(said(text)).toEqual([sentence]);
  });

  test('the good parts of a faulty line are kept', () => {
    expect(numbers('1, x, 3, 99')).toEqual([1, 3]);
    expect(said('1, x, 3, 99')).toHaveLength(2);
  });

  test('writing what was read gives the same again, neighbours drawn together', () => {
    for (const text of ['1-4, 6-8, 16, 18', '2AB, 4B', '36', '1-16, 18-36']) {
      const { ticks } = readNumbers(text, houses);
      expect(readNumbers(writeNumbers(ticks, houses), houses).ticks).toEqual(ticks);
    }
    // 5 and 17 are not on the paper, so they do not break a run.
    expect(writeNumbers(readNumbers('1-36', houses).ticks, houses)).toBe('1-36');
    expect(writeNumbers(readNumbers('1,2,3,9', houses).ticks, houses)).toBe('1-3, 9');
  });

  test('a tap ticks and unticks', () => {
    const once = toggled([], 7);
    expect(once).toEqual([{ number: 7, letters: [] }]);
    expect(toggled(once, 7)).toEqual([]);
  });

  test('a day on paper is its noon, never after now', () => {
    const now = new Date(2026, 10, 23, 9).getTime();
    expect(momentOf('2026-11-22', now)).toBe(new Date(2026, 10, 22, 12).getTime());
    expect(momentOf('2026-11-23', now)).toBe(now);
  });

  test('faults of the server belong to the fields of the form', () => {
    expect(
      ['/told/3/number', '/told/0/letters/1', '/at', '/absent/2'].map((path) => fieldOf({ path })),
    ).toEqual(['/told', '/told', '/date', '/absent']);
  });
});

describe('the page', () => {
  const sheet: Sheet = {
    id: 'sheet-1',
    code: 'K7M2PQ',
    area: { id: 'g1', name: 'Tổ 1' },
    printed_at: Date.now() - 3 * 86_400_000,
    printed_by: 'Bà Liễu',
    announcements: [
      { letter: 'A', id: 'a', title: 'Tiêm phòng' },
      { letter: 'B', id: 'b', title: 'Họp thôn' },
    ],
    houses,
  };
  let entries: SheetEntry[];
  let answer: () => Response;

  beforeEach(() => {
    entries = [];
    answer = () => Response.json({ recorded: 4, already: 0, visits: 1, refused: 0 });
    localStorage.clear();
    setQuery({ code: null });
    me.enter({
      account: { id: 'lieu', kind: 'officer', name: 'Liễu' },
      permissions: [],
      roles: [],
    } as never as Me);
    vi.stubGlobal(
      'fetch',
      vi.fn(async (address: RequestInfo | URL, init?: RequestInit) => {
        const path = String(address);
        if (path.endsWith('/entry')) {
          entries.push(JSON.parse(String(init?.body)) as SheetEntry);
          return answer();
        }
        if (/code=k7m/i.test(path)) return Response.json(sheet);
        const fault = { path: '/code', key: 'reach.error.sheet_code', message: 'Mã phiếu gồm 6 chữ và số.' };
        return Response.json(
          { key: 'error.invalid', title: 'Có chỗ chưa đúng.', errors: [fault] },
          { status: 422 },
        );
      }),
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  const find = async (code = 'k7m-2pq') => {
    render(Paper);
    await userEvent.type(screen.getByLabelText('Mã phiếu'), code);
    await userEvent.click(screen.getByRole('button', { name: 'Tìm phiếu' }));
  };
  const save = () => userEvent.click(screen.getByRole('button', { name: /^Ghi \d+ nhà$/ }));
  const line = () => screen.findByLabelText('Số thứ tự các nhà đã đánh dấu');

  test('a wrong code is told at its field', async () => {
    await find('abc');
    const field = await screen.findByLabelText('Mã phiếu');
    await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getAllByText('Mã phiếu gồm 6 chữ và số.').length).toBeGreaterThan(0);
  });

  test('a minute’s work: code, numbers, names to compare, one save; saving again is the same entry', async () => {
    await find();
    await userEvent.type(await line(), '1-3');
    await userEvent.click(screen.getByRole('button', { name: '4. Chủ hộ 4' }));
    expect(((await line()) as HTMLInputElement).value).toBe('1-4');
    expect(screen.getByText('Sẽ ghi đã báo 4 nhà')).toBeTruthy();
    expect(screen.getByText('Chủ hộ 3')).toBeTruthy();
    await userEvent.click(screen.getByText('Nhà không báo được'));
    await userEvent.type(screen.getByLabelText(/V – vắng nhà/), '9');
    // The answer is lost on its way, the app is closed and opened again.
    answer = () => {
      throw new TypeError('no network');
    };
    await save();
    await screen.findByText('Chưa kết nối được. Kiểm tra mạng rồi thử lại.');
    document.body.replaceChildren();
    answer = () => Response.json({ recorded: 4, already: 0, visits: 1, refused: 0 });
    render(Paper); // the address still names the sheet
    expect(((await line()) as HTMLInputElement).value).toBe('1-4');
    await save();
    expect(await screen.findByText('Đã ghi 4 nhà')).toBeTruthy();
    expect(entries).toHaveLength(2);
    expect(entries[0]).toEqual(entries[1]);
    expect(entries[0]?.told.map((tick) => tick.number)).toEqual([1, 2, 3, 4]);
    expect(entries[0]?.absent).toEqual([9]);
  });

  test('nothing typed, and the same house in two places, are told before anything is sent', async () => {
    await find();
    await line();
    await save();
    expect(screen.getAllByText(/Chưa đánh dấu nhà nào/).length).toBeGreaterThan(0);
    await userEvent.type(await line(), '1-3, x');
    await save();
    expect(screen.getAllByText(/Không hiểu “x”/).length).toBeGreaterThan(0);
    await userEvent.clear(await line());
    await userEvent.type(await line(), '1-3');
    await userEvent.click(screen.getByText('Nhà không báo được'));
    await userEvent.type(screen.getByLabelText(/K – không nhận/), '2');
    await save();
    expect(screen.getAllByText('Nhà thứ 2 được ghi ở hai chỗ.').length).toBeGreaterThan(0);
    expect(entries).toEqual([]);
  });

  test('what the server finds wrong stands at its field', async () => {
    answer = () =>
      Response.json(
        {
          key: 'error.invalid',
          title: 'Có chỗ chưa đúng.',
          errors: [
            { path: '/at', key: 'reach.error.sheet_before_print', message: 'Phiếu in ngày 20/11/2026.' },
            {
              path: '/told/0/number',
              key: 'reach.error.sheet_number',
              message: 'Phiếu này không có nhà thứ 1.',
            },
          ],
        },
        { status: 422 },
      );
    await find();
    await userEvent.type(await line(), '1');
    await save();
    expect((await screen.findAllByText('Phiếu in ngày 20/11/2026.')).length).toBeGreaterThan(0);
    expect((await line()).getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText('Ngày đi báo').getAttribute('aria-invalid')).toBe('true');
  });
});
