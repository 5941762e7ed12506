import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me, Walk } from '$web/api-types.ts';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { toasts } from '$web/components/toasts.svelte.ts';
import Toasts from '$web/components/Toasts.svelte';
import { forgetWalks } from '../kept-walks.ts';
import { sendTicks, toldOutbox, type Tick } from '../told-outbox.ts';
import { openHouses, putBack, waitingTicks } from '../walk.svelte.ts';
import WalkGroup from '../WalkGroup.svelte';

type House = Walk['items'][number];
const house = (order: number, missing: string[]): House => ({
  household_id: `h${order}`,
  ordinal: order,
  code: `C${order}`,
  head_name: ['', 'Đỗ Thị Liễu', 'Bùi Văn Diễn', 'Tạ Xuân Ngưỡng'][order] ?? '',
  address: `Số ${order}, ngõ 1`,
  walk_order: order,
  area_id: 'g1',
  area_name: 'Tổ 1',
  phones: ['0912345678'],
  evidence: 'none',
  told_at: null,
  told_by: null,
  muted: null,
  muted_until: null,
  missing,
});

/** The server's side: who was told of what. */
class Server {
  told = new Set<string>();
  /** When each was taken back: like the real server, an older tick is then "already". */
  undone = new Map<string, number>();
  calls: string[] = [];
  online = true;

  walk(): Walk {
    const all = [house(1, ['a', 'b']), house(2, ['a']), house(3, ['b'])];
    const items = all
      .map((one) => ({
        ...one,
        missing: one.missing.filter((id) => !this.told.has(`${id}/${one.household_id}`)),
      }))
      .filter((one) => one.missing.length);
    return {
      area: { id: 'g1', name: 'Tổ 1' },
      announcements: [
        { id: 'a', title: 'Tiêm phòng' },
        { id: 'b', title: 'Họp thôn' },
      ],
      items,
    };
  }

  readonly fetch = vi.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    if (!this.online) throw new TypeError('no network');
    const path = String(input).split('?')[0] ?? '';
    const body = init?.body ? JSON.parse(String(init.body)) : undefined;
    if (path === '/api/reach/walk') return Response.json(this.walk());
    this.calls.push(path);
    if (path.endsWith('/retract')) {
      const key = `${body.announcement_id}/${body.household_id}`;
      this.told.delete(key);
      this.undone.set(key, body.at ?? Date.now());
      return new Response(null, { status: 204 });
    }
    const items = (body.items as Tick[]).map((tick) => {
      const key = `${tick.announcement_id}/${tick.household_id}`;
      const late = tick.at <= (this.undone.get(key) ?? -1);
      const result = this.told.has(key) || late ? 'already' : 'recorded';
      if (!late) this.told.add(key);
      return { ...tick, result };
    });
    return Response.json({ items });
  });
}

let server: Server;
beforeEach(async () => {
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  me.enter({
    account: { id: 'lieu', kind: 'officer', name: 'Liễu' },
    permissions: [],
    roles: [],
  } as unknown as Me);
  await loadAllTexts();
});
afterEach(async () => {
  for (const { account, key } of await toldOutbox.all('lieu')) await toldOutbox.take(account, key);
  await forgetWalks('lieu');
  toasts.length = 0;
  vi.unstubAllGlobals();
});

const tickOf = (name: string) => screen.findByRole('button', { name: `Đã báo nhà ${name}` });

describe('the walking list', () => {
  test('a tick takes the house off the list and is told for all it missed, once', async () => {
    render(WalkGroup, { area: 'g1' });
    await userEvent.click(await tickOf('Đỗ Thị Liễu'));
    await vi.waitFor(() => expect([...server.told].toSorted()).toEqual(['a/h1', 'b/h1']));
    expect(screen.queryByRole('button', { name: 'Đã báo nhà Đỗ Thị Liễu' })).toBeNull();
    expect(screen.getByText('Còn 2 nhà')).toBeTruthy();
    expect(server.calls).toEqual(['/api/reach/told']);
  });

  test('the focus goes on to the next house, and at the end to what is left', async () => {
    render(WalkGroup, { area: 'g1' });
    await userEvent.click(await tickOf('Đỗ Thị Liễu'));
    await vi.waitFor(async () => expect(document.activeElement).toBe(await tickOf('Bùi Văn Diễn')));
    for (const name of ['Bùi Văn Diễn', 'Tạ Xuân Ngưỡng']) await userEvent.click(await tickOf(name));
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Còn 0 nhà'));
  });

  test('undo puts the house back in its place and takes the record back', async () => {
    render(WalkGroup, { area: 'g1' });
    render(Toasts);
    await userEvent.click(await tickOf('Đỗ Thị Liễu'));
    await userEvent.click(await screen.findByRole('button', { name: 'Hoàn tác' }));
    expect(await tickOf('Đỗ Thị Liễu')).toBeTruthy();
    await vi.waitFor(() => expect(server.told.size).toBe(0));
    expect(screen.getByText('Còn 3 nhà')).toBeTruthy();
  });

  test('without a network ticks are kept, and go out once when it is back', async () => {
    render(WalkGroup, { area: 'g1' });
    const button = await tickOf('Bùi Văn Diễn');
    server.online = false;
    await userEvent.click(button);
    expect(await screen.findByText('1 lượt đánh dấu đang chờ gửi')).toBeTruthy();
    expect(screen.getByText('Còn 2 nhà')).toBeTruthy();
    server.online = true;
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect([...server.told]).toEqual(['a/h2']));
    await vi.waitFor(() => expect(screen.queryByText(/đang chờ gửi/)).toBeNull());
    expect(server.calls).toEqual(['/api/reach/told']);
  });

  test('opens from what was kept when there is no network, with the ticks that wait', async () => {
    const first = render(WalkGroup, { area: 'g1' });
    const button = await tickOf('Bùi Văn Diễn');
    server.online = false;
    await userEvent.click(button);
    await screen.findByText('1 lượt đánh dấu đang chờ gửi');
    first.unmount();
    render(WalkGroup, { area: 'g1' });
    expect(await screen.findByText('Còn 2 nhà')).toBeTruthy();
    expect(await screen.findByText(/Đang không có mạng/)).toBeTruthy();
  });

  test('the search needs no diacritics', async () => {
    render(WalkGroup, { area: 'g1' });
    await tickOf('Tạ Xuân Ngưỡng');
    await userEvent.type(screen.getByLabelText('Tìm nhà, số điện thoại'), 'nguong');
    expect(screen.getAllByRole('listitem').filter((line) => line.closest('ol'))).toHaveLength(1);
  });
});

describe('ticks on their way', () => {
  const tick = (kind: Tick['kind'], household_id: string, at = 1): Tick => ({
    kind,
    announcement_id: 'a',
    household_id,
    at,
  });

  test('keep their order: told, taken back, told again', async () => {
    const ticks = [
      tick('told', 'h1', 1),
      tick('told', 'h2', 2),
      tick('retract', 'h1', 3),
      tick('told', 'h1', 4),
      tick('told', 'h3', 5),
    ];
    expect(await sendTicks(ticks, 'lieu')).toEqual(ticks.map(() => undefined));
    expect(server.calls).toEqual(['/api/reach/told', '/api/reach/told/retract', '/api/reach/told']);
    expect([...server.told].toSorted()).toEqual(['a/h1', 'a/h2', 'a/h3']);
  });

  test('the last one counts for the list', () => {
    const entries = [tick('told', 'h1'), tick('told', 'h2'), tick('retract', 'h1', 2)].map((body, seq) => ({
      seq,
      box: 'reach.told',
      account: 'lieu',
      key: String(seq),
      body,
    }));
    const left = openHouses(server.walk(), waitingTicks(entries));
    expect(left.map((one) => one.household_id)).toEqual(['h1', 'h3']);
  });

  test('a house put back stands where it stood', () => {
    const [first, second, third] = server.walk().items as [House, House, House];
    const list = putBack([first, third], { house: second, announcements: ['a'], at: 1 });
    expect(list.map((one) => one.household_id)).toEqual(['h1', 'h2', 'h3']);
    const partly = putBack([{ ...first, missing: ['b'] }], { house: first, announcements: ['a'], at: 1 });
    expect(partly[0]?.missing.toSorted()).toEqual(['a', 'b']);
  });
});
