import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Me } from '$web/api-types.ts';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { me } from '$web/me.svelte.ts';
import type { Entry } from '$web/outbox.ts';
import { forget } from '../kept.ts';
import type { RollDoors, RollHouse } from '../types.ts';
import DoorList from '../work/DoorList.svelte';
import { minutesBetween, partsOf } from '../work/looks.ts';
import { lastMarks, marks, stateOf, withMark, type Mark } from '../work/marks.ts';

const NAMES = ['Đỗ Thị Liễu', 'Bùi Văn Diễn', 'Tạ Xuân Ngưỡng'];

const house = (order: number, more: Partial<RollHouse> = {}): RollHouse => ({
  household_id: `h${order}`,
  code: `C${order}`,
  name: NAMES[order] ?? '',
  head_name: NAMES[order] ?? '',
  address: `Số ${order}, ngõ 1`,
  area_id: 'g1',
  area_name: 'Tổ 1',
  elders: order === 1 ? 1 : 0,
  children: 0,
  state: 'silent',
  at: null,
  source: null,
  by_name: '',
  need: null,
  people: null,
  place: '',
  note: '',
  latitude: null,
  longitude: null,
  need_since: null,
  helper_id: '',
  helper_name: '',
  phone: null,
  other_phone: null,
  ...more,
});

const mark = (household_id: string, state: Mark['state'], at: number): Mark => ({
  id: `${household_id}/${at}`,
  call_id: 'c1',
  household_id,
  state,
  at,
});

/** The server's side: the marks it has, each once. */
class Server {
  marks = new Map<string, Mark>();
  batches: number[] = [];
  online = true;
  readonly fetch = vi.fn(async (_: RequestInfo | URL, init?: RequestInit) => {
    if (!this.online) throw new TypeError('no network');
    if (init?.method !== 'POST') {
      const items = [0, 1, 2].map((order) => {
        const own = [...this.marks.values()].filter((one) => one.household_id === `h${order}`);
        return own.reduce((known, one) => withMark(known, one), house(order));
      });
      const doors: RollDoors = {
        call_id: 'c1',
        title: 'Nước lên',
        drill: true,
        ended_at: null,
        area_id: 'g1',
        area_name: 'Tổ 1',
        items,
      };
      return Response.json(doors);
    }
    const { items } = JSON.parse(String(init.body)) as { items: Mark[] };
    this.batches.push(items.length);
    for (const one of items) this.marks.set(one.id, one);
    return Response.json({ items: items.map(({ id }) => ({ id, result: 'recorded' })) });
  });
}

let server: Server;
beforeEach(async () => {
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  me.enter({
    account: { id: 'lan', name: 'Lan', kind: 'officer', language: 'vi' },
    permissions: ['rollcall.view', 'rollcall.mark'],
    roles: [],
  } as unknown as Me);
  await loadAllTexts();
});
afterEach(async () => {
  for (const entry of await marks.all('lan')) await marks.take('lan', entry.key);
  await forget('lan');
  vi.unstubAllGlobals();
});

test('the last mark of a household counts, by its moment, and a refused one not at all', () => {
  const entry = (body: Mark, refused?: string) => ({ body, refused }) as Entry<Mark>;
  const entries = [
    entry(mark('h1', 'not_found', 20)),
    entry(mark('h1', 'safe', 10)),
    entry(mark('h2', 'safe', 5), 'Không được'),
    entry({ ...mark('h3', 'safe', 5), call_id: 'c2' }),
  ];
  expect([...lastMarks(entries, 'c1')].map(([id, { state }]) => [id, state])).toEqual([['h1', 'not_found']]);
  expect(stateOf(house(1, { state: 'safe', at: 30 }), mark('h1', 'not_found', 20))).toBe('safe');
  expect(stateOf(house(1, { state: 'helping', at: 10 }), mark('h1', 'needs_help', 20))).toBe('helping');
});

test('the seven figures make three parts', () => {
  const figures = {
    households: 28,
    safe: 1,
    elsewhere: 2,
    helped: 3,
    needs_help: 4,
    helping: 5,
    not_found: 6,
    silent: 7,
  };
  expect(partsOf(figures)).toEqual({ safe: 6, needs: 9, unseen: 13 });
  expect(minutesBetween(0, 90_000)).toBe(2);
});

test('houses are marked without a network and go out together when there is one', async () => {
  const page = render(DoorList, { call: 'c1', area: 'g1' });
  await screen.findByText('Nước lên');
  expect(screen.queryByText('Diễn tập')).not.toBeNull();
  server.online = false;
  const safe = (name: string) => screen.getByRole('button', { name: `Nhà ${name} an toàn` });
  await userEvent.click(safe(NAMES[0]!));
  await vi.waitFor(() => expect(screen.queryByText(NAMES[0]!)).toBeNull());
  await userEvent.click(screen.getByRole('button', { name: /Ghi tình hình khác của nhà Bùi/ }));
  await userEvent.click(screen.getByRole('radio', { name: 'Đã tìm, không thấy' }));
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }));
  await screen.findByText('2 nhà đã ghi, chờ mạng để gửi');
  expect(screen.queryByText('Đã tìm, chưa thấy')).not.toBeNull();
  expect(server.batches).toEqual([]);
  page.unmount();

  // Opened again without a network: the roll and the marks are there.
  render(DoorList, { call: 'c1', area: 'g1' });
  await screen.findByText('2 nhà đã ghi, chờ mạng để gửi');
  expect(screen.queryByText(NAMES[0]!)).toBeNull();
  server.online = true;
  dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(server.marks.size).toBe(2));
  expect(server.batches).toEqual([2]);
  await vi.waitFor(() => expect(screen.queryByText(/chờ mạng để gửi/)).toBeNull());
  expect(screen.queryByText(NAMES[0]!)).toBeNull();
});
