import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { removeRefused } from '$web/outbox.ts';
import type { Me } from '$web/api-types.ts';
import { firstViewShown } from '$web/first-view.ts';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { waiting } from '$web/waiting.svelte.ts';
import { answers, type Tap } from '../household/answers.ts';
import Call from '../household/Call.svelte';
import { noteCalled, wasCalled } from '../household/called.ts';
import { calls, waitingItem } from '../household/calls.svelte.ts';
import { start } from '../household/companion.ts';
import { history, standing, withSent } from '../household/standing.ts';
import { forget, read } from '../kept.ts';
import type { MyRollCall } from '../types.ts';

const call = (more: Partial<MyRollCall> = {}): MyRollCall => ({
  id: 'c1',
  kind: 'flood',
  title: 'Nước sông Đáy lên nhanh',
  body: 'Báo ngay cho thôn.',
  meeting_point: 'Nhà văn hóa',
  drill: false,
  area_name: 'Thôn Tháp Thượng',
  started_at: 1_000,
  ended_at: null,
  reason: '',
  state: 'silent',
  at: null,
  helper_name: '',
  note: '',
  place: '',
  people: null,
  need: null,
  longitude: null,
  latitude: null,
  reports: [],
  ...more,
});

const tap = (state: Tap['state'], at: number, id = `t${at}`): Tap => ({ id, call_id: 'c1', state, at });

/** The server's side: what it was told, each tap once. */
class Server {
  call: MyRollCall | undefined = call();
  taps = new Map<string, Tap>();
  posts = 0;
  asked = 0;
  online = true;
  readonly fetch = vi.fn(async (address: RequestInfo | URL, init?: RequestInit) => {
    if (!this.online) throw new TypeError('no network');
    if (init?.method !== 'POST') {
      this.asked += 1;
      const told = [...this.taps.values()];
      const items = this.call ? [told.reduce((known, one) => withSent(known, one, 'Bưởi'), this.call)] : [];
      return Response.json({ items });
    }
    expect(String(address)).toBe('/api/rollcall/answers');
    this.posts += 1;
    const { items } = JSON.parse(String(init.body)) as { items: Tap[] };
    const results = items.map((one) => {
      const result = this.call?.ended_at ? 'ended' : this.taps.has(one.id) ? 'already' : 'recorded';
      if (result === 'recorded') this.taps.set(one.id, one);
      return { id: one.id, result };
    });
    return Response.json({ items: results });
  });
}

let server: Server;
beforeEach(async () => {
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  me.enter({
    account: { id: 'nha', name: 'Bưởi', kind: 'household', language: 'vi' },
    household: { id: 'h1' },
    permissions: [],
    roles: [],
  } as unknown as Me);
  await loadAllTexts();
});
afterEach(async () => {
  calls.stop();
  for (const entry of await answers.all('nha')) await answers.take('nha', entry.key);
  for (const entry of await answers.all('nha')) await removeRefused(entry.seq);
  await forget('nha');
  noteCalled('nha', false);
  vi.unstubAllGlobals();
});

describe('how the household stands', () => {
  test('the later of what the server says and what was tapped here counts', () => {
    expect(standing(call(), [])).toEqual({ state: 'silent', at: null, isWaiting: false });
    expect(standing(call(), [tap('safe', 20)]).state).toBe('safe');
    expect(standing(call({ state: 'not_found', at: 30 }), [tap('safe', 20)]).state).toBe('not_found');
    expect(standing(call(), [tap('safe', 20), tap('needs_help', 10)]).state).toBe('safe');
    expect(standing(call({ state: 'helping', at: 30 }), [tap('needs_help', 40)]).state).toBe('helping');
    expect(standing(call(), [{ ...tap('safe', 20), call_id: 'c2' }]).state).toBe('silent');
  });

  test('everything that was said stands in the history, the newest first', () => {
    const known = withSent(call(), tap('needs_help', 10), 'Bưởi');
    const lines = history(known, [tap('safe', 20)], 'Bưởi');
    expect(lines.map((line) => [line.deed, line.isWaiting])).toEqual([
      ['safe', true],
      ['needs_help', false],
    ]);
  });
});

describe('the card of the first page', () => {
  test('stands above everything else and says when it is a drill', () => {
    const item = waitingItem(call({ drill: true }), []);
    expect(item).toMatchObject({ isUrgent: true, due: 0, isAnswered: false, href: '/rollcall/c1' });
    expect(item.mark).toBe('Diễn tập – Gia đình có an toàn không?');
    expect(waitingItem(call(), [tap('safe', 20)]).isAnswered).toBe(true);
    expect(waitingItem(call({ state: 'not_found', at: 1 }), []).isAnswered).toBe(false);
    expect(waitingItem(call({ ended_at: 5 }), []).mark).toBe('Đã kết thúc');
  });

  test('a household that is not called loads nothing and shows nothing', async () => {
    server.call = undefined;
    const stop = start();
    firstViewShown();
    await vi.waitFor(() => expect(server.asked).toBe(1));
    expect(waiting.open).toEqual([]);
    expect(calls.state).toBe('loading');
    stop();
  });

  test('a household that is called sees it, also when it opens the app again without a network', async () => {
    const stop = start();
    firstViewShown();
    await vi.waitFor(() => expect(waiting.open.map((item) => item.id)).toEqual(['c1']));
    await vi.waitFor(() => expect(wasCalled('nha')).toBe(true));
    expect((await read<MyRollCall[]>('nha', 'mine'))?.value[0]?.id).toBe('c1');
    stop();
    expect(waiting.open).toEqual([]);

    server.online = false;
    const again = start();
    await vi.waitFor(() => expect(waiting.open.map((item) => item.id)).toEqual(['c1']));
    again();
  });
});

describe('the page', () => {
  const button = (name: RegExp) => screen.getByRole('button', { name });

  test('one tap says safe and may be changed; what is needed goes along', async () => {
    render(Call, { params: { id: 'c1' } });
    await userEvent.click(await screen.findByRole('button', { name: /^An toàn/ }));
    await vi.waitFor(() => expect([...server.taps.values()].map((one) => one.state)).toEqual(['safe']));
    expect(button(/^An toàn/).getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(button(/^Cần giúp/));
    await vi.waitFor(() => expect(server.taps.size).toBe(2));
    await userEvent.click(await screen.findByRole('radio', { name: 'Bị mắc kẹt' }));
    await userEvent.type(screen.getByLabelText(/Mấy người/), '3');
    await userEvent.type(screen.getByLabelText(/Đang ở đâu/), 'Mái bếp');
    await userEvent.click(button(/^Gửi thêm/));
    await vi.waitFor(() => expect(server.taps.size).toBe(3));
    const last = [...server.taps.values()].at(-1);
    expect(last).toMatchObject({ state: 'needs_help', need: 'trapped', people: 3, place: 'Mái bếp' });
    expect(last).not.toHaveProperty('latitude');
  });

  test('without a network a tap is kept with its moment and goes out once when there is one', async () => {
    const page = render(Call, { params: { id: 'c1' } });
    await screen.findByRole('button', { name: /^An toàn/ });
    server.online = false;
    const before = Date.now();
    await userEvent.click(button(/^An toàn/));
    await screen.findByText(/Tin đã lưu trong máy/);
    expect(server.posts).toBe(0);
    page.unmount();

    // The app is opened again, still without a network.
    render(Call, { params: { id: 'c1' } });
    await vi.waitFor(() => expect(button(/^An toàn/).getAttribute('aria-pressed')).toBe('true'));
    server.online = true;
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(server.taps.size).toBe(1));
    const [sent] = server.taps.values();
    expect(sent?.at).toBeGreaterThanOrEqual(before);
    await vi.waitFor(() => expect(screen.queryByText(/Tin đã lưu trong máy/)).toBeNull());
    dispatchEvent(new Event('online'));
    await calls.refresh();
    expect(server.posts).toBe(1);
  });

  test('what came too late is said and not tried for ever', async () => {
    render(Call, { params: { id: 'c1' } });
    await screen.findByRole('button', { name: /^An toàn/ });
    server.call = call({ ended_at: 5, reason: 'Nước đã rút' });
    await userEvent.click(button(/^An toàn/));
    await screen.findByText(/báo sau khi đợt điểm danh đã kết thúc/);
    await screen.findByText(/Nước đã rút/);
  });

  test('a place is sent only when it was asked for and allowed', async () => {
    const position = { coords: { latitude: 21.09, longitude: 105.67 } };
    const getCurrentPosition = vi.fn((done: (found: unknown) => void) => done(position));
    vi.spyOn(navigator, 'geolocation', 'get').mockReturnValue({
      getCurrentPosition,
    } as unknown as Geolocation);
    server.call = call({ state: 'needs_help', at: 2 });
    render(Call, { params: { id: 'c1' } });
    const ask = await screen.findByRole('button', { name: /Gửi kèm vị trí/ });
    expect(getCurrentPosition).not.toHaveBeenCalled();
    await userEvent.click(ask);
    await userEvent.click(button(/^Gửi thêm/));
    await vi.waitFor(() => expect(server.taps.size).toBe(1));
    expect([...server.taps.values()][0]).toMatchObject({ latitude: 21.09, longitude: 105.67 });
  });
});
