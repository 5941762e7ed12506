import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me, VisitOutcome, Walk } from '$web/api-types.ts';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { forgetKept } from '$web/kept.ts';
import { me } from '$web/me.svelte.ts';
import { everything, removeRefused } from '$web/outbox.ts';
import { toasts } from '$web/components/toasts.svelte.ts';
import Toasts from '$web/components/Toasts.svelte';
import { entryOf, sendDeeds, toldOutbox, type Deed, type Tick } from '../told-outbox.ts';
import { openHouses, putBack, waitingTicks, WalkList } from '../walk.svelte.ts';
import WalkGroup from '../WalkGroup.svelte';

type House = Walk['items'][number];
const house = (order: number, missing: string[]): House => ({
  household_id: `h${order}`,
  ordinal: order,
  number: order,
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
  latitude: null,
  longitude: null,
  visit: null,
  missing,
});

const answer = (status: number, key: string) =>
  Response.json({ key, title: key }, { status, headers: { 'content-type': 'application/problem+json' } });

/** The server's side, by its own rules: a tick is known by its door, its account and its device's time. */
class Server {
  claims = new Map<string, { door: string; at: number; standing: boolean; body: Tick }>();
  visits = new Map<string, { outcome: VisitOutcome; at: number; until: string | null; note: string }>();
  calls: string[] = [];
  online = true;
  gone = new Set<string>();
  /** Commits, and then the answer gets lost: so many times. */
  losing = 0;
  ahead = 0;

  get told(): string[] {
    return [
      ...new Set([...this.claims.values()].filter((one) => one.standing).map((one) => one.door)),
    ].toSorted();
  }

  walk(): Walk {
    const all = [house(1, ['a', 'b']), house(2, ['a']), house(3, ['b'])];
    const items = all
      .map((one) => ({
        ...one,
        visit: this.#visit(one.household_id),
        missing: one.missing.filter((id) => !this.told.includes(`${id}/${one.household_id}`)),
      }))
      .filter((one) => one.missing.length);
    return {
      area: { id: 'g1', name: 'Tổ 1' },
      announcements: [
        { id: 'a', title: 'Tiêm phòng' },
        { id: 'b', title: 'Họp thôn' },
      ],
      items,
      now: Date.now() - this.ahead,
    };
  }

  #visit(id: string): House['visit'] {
    const said = this.visits.get(id);
    return said && said.outcome !== 'none' ? { ...said, by_name: 'Liễu' } : null;
  }

  readonly fetch = vi.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    if (!this.online) throw new TypeError('no network');
    const path = String(input).split('?')[0] ?? '';
    if (path === '/api/reach/walk') return Response.json(this.walk());
    this.calls.push(path);
    const body = JSON.parse(String(init?.body ?? '{}'));
    expect(new Headers(init?.headers).get('x-thon-account')).toBe('lieu');
    expect(Math.abs(body.sent_at - Date.now())).toBeLessThan(60_000);
    const result = this.#take(path, body);
    if (this.losing > 0) {
      this.losing -= 1;
      throw new TypeError('the server was killed');
    }
    return result;
  });

  #take(path: string, body: { items: Tick[]; at: number; announcement_id: string; household_id: string }) {
    if (path.endsWith('/retract')) {
      const door = `${body.announcement_id}/${body.household_id}`;
      const mine = [...this.claims.values()].filter((one) => one.door === door);
      if (!mine.length) return answer(404, 'reach.error.not_told');
      for (const one of mine) if (one.at <= body.at) one.standing = false;
      return new Response(null, { status: 204 });
    }
    const items = body.items.map((item) => ({ ...item, result: this.#one(path, item) }));
    return Response.json({ items });
  }

  #one(path: string, item: Tick): string {
    if (this.gone.has(item.household_id)) return 'not_found';
    if (path.endsWith('/visits')) {
      const { outcome, at, until = null, note = '' } = item as unknown as House['visit'] & object;
      this.visits.set(item.household_id, { outcome, at, until, note });
      return 'recorded';
    }
    const door = `${item.announcement_id}/${item.household_id}`;
    const key = `${door}/${item.at}`;
    if (this.claims.has(key)) return 'already';
    const before = this.told.includes(door);
    this.claims.set(key, { door, at: item.at, standing: true, body: item });
    this.visits.delete(item.household_id);
    return before ? 'already' : 'recorded';
  }
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
  await forgetKept('lieu');
  toasts.length = 0;
  vi.unstubAllGlobals();
});

const tickName = (name: string) => new RegExp(`^Đã báo.* nhà ${name}$`);
const tickOf = (name: string) => screen.findByRole('button', { name: tickName(name) });
const left = (count: number) => screen.findByText(`Còn ${count} nhà`);

describe('the walking list', () => {
  test('a tick takes the house off the list and is told for all it missed, once', async () => {
    render(WalkGroup, { area: 'g1' });
    await userEvent.click(await tickOf('Đỗ Thị Liễu'));
    await vi.waitFor(() => expect(server.told).toEqual(['a/h1', 'b/h1']));
    expect(screen.queryByRole('button', { name: tickName('Đỗ Thị Liễu') })).toBeNull();
    expect(await left(2)).toBeTruthy();
    expect(server.calls).toEqual(['/api/reach/told']);
    // The next house is under the thumb.
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Đã báo nhà Bùi Văn Diễn');
  });

  test('undo puts the house back in its place and takes the record back', async () => {
    render(WalkGroup, { area: 'g1' });
    render(Toasts);
    await userEvent.click(await tickOf('Đỗ Thị Liễu'));
    await userEvent.click(await screen.findByRole('button', { name: 'Hoàn tác' }));
    expect(await tickOf('Đỗ Thị Liễu')).toBeTruthy();
    await vi.waitFor(() => expect(server.claims.size).toBe(2));
    await vi.waitFor(() => expect(server.told).toEqual([]));
    expect(await left(3)).toBeTruthy();
  });

  test('without a network ticks are kept, and go out once when it is back', async () => {
    render(WalkGroup, { area: 'g1' });
    const button = await tickOf('Bùi Văn Diễn');
    server.online = false;
    await userEvent.click(button);
    expect(await screen.findByText('còn 1 lượt chưa gửi')).toBeTruthy();
    expect(await left(2)).toBeTruthy();
    server.online = true;
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(server.told).toEqual(['a/h2']));
    await vi.waitFor(() => expect(screen.queryByText(/chưa gửi/)).toBeNull());
    expect(server.calls).toEqual(['/api/reach/told']);
  });

  test('opens from what was kept when there is no network, with the ticks that wait', async () => {
    const first = render(WalkGroup, { area: 'g1' });
    const button = await tickOf('Bùi Văn Diễn');
    server.online = false;
    await userEvent.click(button);
    await screen.findByText('còn 1 lượt chưa gửi');
    first.unmount();
    render(WalkGroup, { area: 'g1' });
    expect(await left(2)).toBeTruthy();
    expect(await screen.findByText(/Đang không có mạng/)).toBeTruthy();
  });

  test('the search needs no diacritics', async () => {
    render(WalkGroup, { area: 'g1' });
    await tickOf('Tạ Xuân Ngưỡng');
    await userEvent.type(screen.getByLabelText('Tìm nhà, số điện thoại'), 'nguong');
    expect(screen.getAllByRole('listitem').filter((line) => line.closest('ol'))).toHaveLength(1);
  });

  test('a tick for some announcements only, with a note', async () => {
    render(WalkGroup, { area: 'g1' });
    await userEvent.click(await screen.findByRole('button', { name: 'Ghi cụ thể… Đỗ Thị Liễu' }));
    await userEvent.click(await screen.findByLabelText('Họp thôn'));
    await userEvent.type(screen.getByLabelText(/^Ghi chú/), 'Báo qua con gái');
    await userEvent.click(screen.getByRole('button', { name: 'Ghi đã báo' }));
    await vi.waitFor(() => expect(server.told).toEqual(['a/h1']));
    const [claim] = server.claims.values();
    expect(claim?.body.note).toBe('Báo qua con gái');
    expect(claim?.body.place).toBeUndefined();
    expect(await tickOf('Đỗ Thị Liễu')).toBeTruthy();
  });

  test('the place is asked for only when it is wanted', async () => {
    const ask = vi.fn((found: PositionCallback) =>
      found({ coords: { latitude: 21.09, longitude: 105.66, accuracy: 11.6 } } as GeolocationPosition),
    );
    Object.defineProperty(navigator, 'geolocation', {
      configurable: true,
      value: { getCurrentPosition: ask },
    });
    render(WalkGroup, { area: 'g1' });
    await userEvent.click(await screen.findByRole('button', { name: 'Ghi cụ thể… Bùi Văn Diễn' }));
    expect(ask).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole('switch'));
    expect(ask).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Ghi đã báo' }));
    await vi.waitFor(() => expect(server.told).toEqual(['a/h2']));
    const [claim] = server.claims.values();
    expect(claim?.body.place).toEqual({ latitude: 21.09, longitude: 105.66, accuracy: 12 });
  });

  test('a house that will not hear is left alone, shown as such, and not told; it can be taken back', async () => {
    render(WalkGroup, { area: 'g1' });
    await userEvent.click(await screen.findByRole('button', { name: 'Ghi cụ thể… Bùi Văn Diễn' }));
    await userEvent.click(await screen.findByLabelText('Không nhận'));
    await userEvent.click(screen.getByRole('button', { name: 'Ghi lại' }));
    expect(await screen.findByText('Tạm không đến (1)')).toBeTruthy();
    expect(await screen.findByText(/^Không nhận, tạm không nhắc đến hết/)).toBeTruthy();
    expect(await left(3)).toBeTruthy();
    await vi.waitFor(() => expect(server.visits.get('h2')?.outcome).toBe('refused'));
    expect(server.told).toEqual([]);
    await userEvent.click(await screen.findByRole('button', { name: 'Bỏ ghi nhận này: Bùi Văn Diễn' }));
    await vi.waitFor(() => expect(server.visits.get('h2')?.outcome).toBe('none'));
    expect(screen.queryByText('Tạm không đến (1)')).toBeNull();
  });

  test('what the server refuses comes back onto the list, is told why, and is never dropped', async () => {
    render(WalkGroup, { area: 'g1' });
    server.gone.add('h2');
    await userEvent.click(await tickOf('Bùi Văn Diễn'));
    expect(await screen.findByText(/Có 1 lượt đánh dấu không ghi được/)).toBeTruthy();
    expect(await tickOf('Bùi Văn Diễn')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Tôi đã xem' }));
    await vi.waitFor(() => expect(screen.queryByText(/không ghi được/)).toBeNull());
    const kept = await everything('lieu');
    expect(kept).toMatchObject([{ about: 'Đã báo nhà Bùi Văn Diễn: Tiêm phòng', seen: true }]);
    await removeRefused(kept[0]?.seq ?? 0);
  });

  test('a full phone says that nothing was ticked', async () => {
    render(WalkGroup, { area: 'g1' });
    const button = await tickOf('Bùi Văn Diễn');
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    render(Toasts);
    await userEvent.click(button);
    expect(await screen.findByText(/Máy hết chỗ chứa nên chưa ghi được/)).toBeTruthy();
    add.mockRestore();
    expect(await left(3)).toBeTruthy();
    expect(server.told).toEqual([]);
  });

  test('storage is asked to stay with the first tick, not before', async () => {
    const persist = vi.fn(async () => true);
    Object.defineProperty(navigator, 'storage', {
      configurable: true,
      value: { persist, persisted: async () => false, estimate: async () => ({ usage: 1, quota: 1e9 }) },
    });
    vi.resetModules();
    const { keepStorage } = await import('$web/storage.ts');
    expect(persist).not.toHaveBeenCalled();
    expect(await keepStorage()).toBe(true);
    await keepStorage();
    expect(persist).toHaveBeenCalledOnce();
  });

  test('a clock that is wrong is told on the list', async () => {
    server.ahead = 3 * 60 * 60_000;
    render(WalkGroup, { area: 'g1' });
    expect(await screen.findByText(/Đồng hồ của máy này nhanh 180 phút/)).toBeTruthy();
  });
});

describe('ticks on their way', () => {
  const tick = (kind: Tick['kind'], household_id: string, at = 1): Tick => ({
    kind,
    announcement_id: 'a',
    household_id,
    at,
  });
  const put = (deeds: Deed[]) =>
    toldOutbox.putAll(
      'lieu',
      deeds.map((deed) => entryOf(deed, '')),
    );

  test('keep their order: told, taken back, told again', async () => {
    const deeds: Deed[] = [
      tick('told', 'h1'),
      tick('told', 'h2'),
      tick('retract', 'h1', 2),
      { kind: 'visit', household_id: 'h1', outcome: 'absent', at: 3 },
      tick('told', 'h1', 4),
      tick('told', 'h3'),
    ];
    expect(await sendDeeds(deeds, 'lieu')).toEqual(deeds.map(() => undefined));
    expect(server.calls).toEqual([
      '/api/reach/told',
      '/api/reach/told/retract',
      '/api/reach/visits',
      '/api/reach/told',
    ]);
    expect(server.told).toEqual(['a/h1', 'a/h2', 'a/h3']);
  });

  test.each([1, 2, 3, 4])(
    'the server is killed after %i requests of a push: everything arrives once, as it was meant',
    async (killedAfter) => {
      const list = new WalkList('lieu', 'g1');
      await list.refresh();
      server.online = false;
      const [first, second, third] = list.houses as [House, House, House];
      await list.tick(first, ['a', 'b'], {}, 100);
      await list.takeBack(list.done[0]!, 110);
      await list.tick(first, ['a'], {}, 120);
      await list.tick(second, ['a'], {}, 130);
      await list.say(third, 'absent', '', 'Đi chợ', 140);
      server.online = true;
      // So many requests are committed and their answers lost, one after another.
      server.losing = killedAfter;
      while (!(await list.send()));
      expect(server.told).toEqual(['a/h1', 'a/h2']);
      expect([...server.claims.values()].filter((one) => one.standing)).toHaveLength(2);
      expect(server.visits.get('h3')?.note).toBe('Đi chợ');
      expect(await toldOutbox.all('lieu')).toEqual([]);
      expect(list.houses.map((one) => one.household_id)).toEqual(['h1', 'h3']);
    },
  );

  test('carry their own times, however late they are sent', async () => {
    await put([tick('told', 'h1', 1_000), tick('told', 'h2', 2_000)]);
    await toldOutbox.push('lieu');
    expect([...server.claims.values()].map((one) => one.at)).toEqual([1_000, 2_000]);
  });

  test('a clock set back in between does not turn their order round', async () => {
    const list = new WalkList('lieu', 'g1');
    await list.refresh();
    server.online = false;
    const [first] = list.houses as [House];
    await list.tick(first, ['a'], {}, 5_000);
    await list.takeBack(list.done[0]!, 4_000);
    await list.tick(first, ['a'], {}, 3_000);
    const times = (await toldOutbox.all('lieu')).map(({ body }) => body.at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(new Set(times).size).toBe(3);
    server.online = true;
    server.losing = 3;
    while (!(await list.send()));
    expect(server.told).toEqual(['a/h1']);
  });

  test('two tabs that push at once send each once', async () => {
    await put(['h1', 'h2', 'h3'].map((id) => tick('told', id)));
    await Promise.all([toldOutbox.push('lieu'), toldOutbox.push('lieu'), toldOutbox.push('lieu')]);
    expect(server.calls).toEqual(['/api/reach/told']);
  });

  test('the last one counts for the list', () => {
    const entries = [tick('told', 'h1'), tick('told', 'h2'), tick('retract', 'h1', 2)].map((body, seq) => ({
      seq,
      box: 'reach.told',
      account: 'lieu',
      key: String(seq),
      body,
    }));
    const open = openHouses(server.walk(), waitingTicks(entries));
    expect(open.map((one) => one.household_id)).toEqual(['h1', 'h3']);
  });

  test('a house put back stands where it stood', () => {
    const [first, second, third] = server.walk().items as [House, House, House];
    const list = putBack([first, third], { house: second, announcements: ['a'], at: 1 });
    expect(list.map((one) => one.household_id)).toEqual(['h1', 'h2', 'h3']);
    const partly = putBack([{ ...first, missing: ['b'] }], { house: first, announcements: ['a'], at: 1 });
    expect(partly[0]?.missing.toSorted()).toEqual(['a', 'b']);
  });
});
