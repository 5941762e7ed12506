import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me } from '$web/api-types.ts';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { me } from '$web/me.svelte.ts';
import type { MatterHouse, MatterRow, MeetingView, VoteView } from '../types.ts';
import { plainCode } from '../work/code.ts';
import Door from '../work/Door.svelte';
import { doorOutbox, sendTicks, waitingPresence, type DoorTick } from '../work/door.svelte.ts';
import { daysOn, fromLocal, isShortNotice, toLocal } from '../work/moments.ts';
import PaperEntry from '../work/PaperEntry.svelte';
import { sendingTasks, statusLook } from '../work/status.ts';

const house = (number: number, more: Partial<MatterHouse> = {}): MatterHouse => ({
  household_id: `h${number}`,
  code: `K7M2Q${number}`,
  name: ['', 'Đỗ Thị Liễu', 'Bùi Văn Diễn', 'Tạ Xuân Ngưỡng'][number] ?? '',
  head_name: '',
  address: `Ngõ ${number}`,
  area_id: number < 3 ? 'g1' : 'g2',
  area_name: number < 3 ? 'Tổ 1' : 'Tổ 2',
  phone: null,
  at: null,
  way: null,
  both: false,
  changes: 0,
  choice: null,
  opinion: '',
  options: [],
  reply: null,
  proxy_name: '',
  present_at: null,
  ...more,
});

/** The server's side of a meeting and of a vote. */
class Server {
  online = true;
  present = new Map<string, boolean>();
  papers: Record<string, unknown>[] = [];
  vote = {
    id: 'm1',
    kind: 'vote',
    status: 'open',
    title: 'Quét dọn đường làng',
    secrecy: 'open',
    houses: 3,
    answered: 0,
    count: { by_paper: 0 },
    consent: { agree: 0, refuse: 0 },
  } as unknown as VoteView;

  meeting(): MeetingView {
    return {
      id: 'm1',
      kind: 'meeting',
      status: 'open',
      title: 'Họp thôn',
      count: { houses: 3, needed: 2, present: 0, quorum: false },
    } as unknown as MeetingView;
  }

  readonly fetch = vi.fn(async (address: RequestInfo | URL, init?: RequestInit) => {
    if (!this.online) throw new TypeError('no network');
    const path = String(address).split('?')[0] ?? '';
    const body = init?.body ? (JSON.parse(String(init.body)) as Record<string, never>) : {};
    if (path.endsWith('/houses')) {
      const items = [1, 2, 3].map((number) =>
        house(number, { present_at: this.present.get(`h${number}`) ? 1 : null }),
      );
      return Response.json({ items, total: 3, next: null });
    }
    if (path.endsWith('/attendance')) {
      const ticks = body.items as unknown as { household_id: string; present: boolean }[];
      for (const tick of ticks) this.present.set(tick.household_id, tick.present);
      return Response.json({ items: ticks.map(() => ({ result: 'recorded' })) });
    }
    if (path.endsWith('/papers')) {
      const code = plainCode(String(body.code));
      const found = [1, 2, 3].map((number) => house(number)).find((one) => one.code === code);
      if (!found) {
        const errors = [
          { path: '/code', key: 'assembly.error.code_not_on_roll', message: 'Không có nhà nào' },
        ];
        return Response.json({ key: 'error.invalid', errors }, { status: 422 });
      }
      this.papers.push(body);
      const { household_id, name, address: street, area_name } = found;
      return Response.json({
        household_id,
        code,
        name,
        address: street,
        area_name,
        both: false,
        replaced: false,
      });
    }
    if (path.endsWith('/retract')) return new Response(null, { status: 204 });
    return Response.json(path.includes('/meetings/') ? this.meeting() : this.vote);
  });
}

let server: Server;
beforeEach(async () => {
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  me.enter({
    account: { id: 'truong', kind: 'officer', name: 'Trường' },
    permissions: ['assembly.view', 'assembly.hold', 'assembly.count'],
    roles: [],
  } as unknown as Me);
  await loadAllTexts();
});
afterEach(async () => {
  for (const { account, key } of await doorOutbox.all('truong')) await doorOutbox.take(account, key);
  vi.unstubAllGlobals();
});

describe('at the door', () => {
  const houseButton = (name: string) => screen.findByRole('button', { name: new RegExp(name) });

  test('a tap ticks a house, another takes it back, and the quorum follows', async () => {
    render(Door, { params: { id: 'm1' } });
    await userEvent.click(await houseButton('Đỗ Thị Liễu'));
    expect(await screen.findByText('1 / 3 hộ có mặt')).toBeTruthy();
    expect(screen.getByText('Cần thêm 1 hộ để quá nửa tổng số hộ (2).')).toBeTruthy();
    await userEvent.click(await houseButton('Tạ Xuân Ngưỡng'));
    expect(await screen.findByText('Đủ quá nửa tổng số hộ')).toBeTruthy();
    await userEvent.click(await houseButton('Đỗ Thị Liễu'));
    expect(await screen.findByText('1 / 3 hộ có mặt')).toBeTruthy();
    await vi.waitFor(() =>
      expect([...server.present]).toEqual([
        ['h1', false],
        ['h3', true],
      ]),
    );
  });

  test('without a network ticks are kept and go out once when it is back', async () => {
    render(Door, { params: { id: 'm1' } });
    const button = await houseButton('Bùi Văn Diễn');
    server.online = false;
    await userEvent.click(button);
    expect(await screen.findByText(/1 dấu đang chờ gửi/)).toBeTruthy();
    expect(screen.getByText('1 / 3 hộ có mặt')).toBeTruthy();
    server.online = true;
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect([...server.present]).toEqual([['h2', true]]));
    await vi.waitFor(() => expect(screen.queryByText(/đang chờ gửi/)).toBeNull());
  });

  test('houses stand by group, and the search needs no diacritics', async () => {
    render(Door, { params: { id: 'm1' } });
    await houseButton('Đỗ Thị Liễu');
    expect(screen.getByRole('heading', { name: 'Tổ 2' })).toBeTruthy();
    await userEvent.type(screen.getByRole('searchbox'), 'nguong');
    expect(screen.queryByRole('heading', { name: 'Tổ 1' })).toBeNull();
    expect(await houseButton('Tạ Xuân Ngưỡng')).toBeTruthy();
  });

  test('ticks of several meetings go out in their order', async () => {
    const tick = (matter_id: string, household_id: string): DoorTick => ({
      matter_id,
      household_id,
      present: true,
      at: 1,
    });
    expect(await sendTicks([tick('m1', 'h1'), tick('m1', 'h2'), tick('m2', 'h3')], 'truong')).toHaveLength(3);
    const paths = server.fetch.mock.calls.map(([address]) => String(address));
    expect(paths).toEqual(['/api/assembly/meetings/m1/attendance', '/api/assembly/meetings/m2/attendance']);
  });

  test('the last of two ticks counts', () => {
    const entries = [true, false].map((present, seq) => ({
      seq,
      box: 'assembly.door',
      account: 'a',
      key: String(seq),
      body: { matter_id: 'm1', household_id: 'h1', present, at: seq },
    }));
    expect([...waitingPresence(entries, 'm1')]).toEqual([['h1', false]]);
    expect([...waitingPresence(entries, 'm2')]).toEqual([]);
  });
});

describe('entering papers', () => {
  test('code, choice, Enter; the next code at once', async () => {
    render(PaperEntry, { params: { id: 'm1' } });
    const code = await screen.findByLabelText('Mã hộ');
    await userEvent.type(code, 'k7m2q1{Enter}');
    expect(await screen.findByText('Đỗ Thị Liễu')).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: /Không đồng ý/ }));
    await userEvent.type(screen.getByLabelText('Mã hộ'), 'k7 m2-q2{Enter}');
    await screen.findByText('Bùi Văn Diễn');
    expect(server.papers.map((paper) => paper.choice)).toEqual(['agree', 'disagree']);
    expect(new Set(server.papers.map((paper) => paper.id)).size).toBe(2);
    expect((screen.getByLabelText('Mã hộ') as HTMLInputElement).value).toBe('');
  });

  test('a number with Alt chooses, and an invalid paper has no choice', async () => {
    render(PaperEntry, { params: { id: 'm1' } });
    await userEvent.type(await screen.findByLabelText('Mã hộ'), 'k7m2q3');
    await userEvent.keyboard('{Alt>}4{/Alt}{Enter}');
    await screen.findByText('Tạ Xuân Ngưỡng');
    expect(server.papers[0]).not.toHaveProperty('choice');
  });

  test('a code of no house is said at its field, and what was typed stays', async () => {
    render(PaperEntry, { params: { id: 'm1' } });
    await userEvent.type(await screen.findByLabelText('Mã hộ'), 'zzzzzz{Enter}');
    expect((await screen.findAllByText(/Không có nhà nào/)).length).toBeGreaterThan(0);
    expect((screen.getByLabelText('Mã hộ') as HTMLInputElement).value).toBe('zzzzzz');
  });
});

describe('the small things', () => {
  test('moments go into forms and come out the same', () => {
    const at = new Date(2023, 5, 2, 8, 5).getTime();
    expect(toLocal(at)).toBe('2023-06-02T08:05');
    expect(fromLocal(toLocal(at))).toBe(at);
    expect(daysOn(3, 19, new Date(2023, 5, 29, 23, 59))).toBe('2023-07-02T19:00');
    expect(fromLocal('')).toBeNaN();
  });

  test('two days are notice enough, a minute less is not', () => {
    expect(isShortNotice(2 * 86_400_000, 0)).toBe(false);
    expect(isShortNotice(2 * 86_400_000 - 60_000, 0)).toBe(true);
  });

  test('minutes that are due stand there until they are sent, the most urgent first', () => {
    const row = (id: string, send_by: string | null) => ({ id, send_by }) as MatterRow;
    const tasks = sendingTasks(
      [row('b', '2023-06-09'), row('a', '2023-06-01'), row('c', null)],
      '2023-06-05',
    );
    expect(tasks.map((task) => [task.row.id, task.isLate])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  test('a status has a word for each kind', () => {
    expect(statusLook({ kind: 'vote', status: 'closed' }).key).toBe('assembly.status.closed');
    expect(statusLook({ kind: 'poll', status: 'closed' }).key).toBe('assembly.status.over');
    expect(statusLook({ kind: 'meeting', status: 'open' }).key).toBe('assembly.status.meeting_open');
    expect(statusLook({ kind: 'poll', status: 'cancelled' }).key).toBe('assembly.status.cancelled');
  });
});
