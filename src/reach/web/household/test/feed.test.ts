import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FeedItem, Me, Receipt } from '$web/api-types.ts';
import { toasts } from '$web/components/toasts.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { news } from '$web/news.svelte.ts';
import { readWalk, writeWalk } from '../../work/kept-walks.ts';
import Detail from '../Detail.svelte';
import { feed } from '../feed.svelte.ts';
import { readFeed, writeFeed } from '../kept-feed.ts';
import { inOrder, needOf } from '../order.ts';
import { receipts } from '../receipts.ts';

const item = (id: string, more: Partial<FeedItem> = {}): FeedItem => ({
  id,
  title: `Tin ${id}`,
  body: 'Nội dung',
  content_class: 1,
  ask_confirmation: false,
  published_at: 1_000,
  sender_name: 'UBND xã',
  evidence: 'none',
  withdrawn: false,
  withdrawn_reason: null,
  corrected_by_id: null,
  expires_at: null,
  corrects_id: null,
  change_note: '',
  attachments: [],
  ...more,
});

describe('the order of the list', () => {
  test('what needs an answer first, then what is unread, then the rest, newest first', () => {
    const items = [
      item('seen', { evidence: 'opened', published_at: 9_000 }),
      item('old-unread', { published_at: 1_000 }),
      item('new-unread', { published_at: 2_000 }),
      item('answer', { ask_confirmation: true, evidence: 'opened', published_at: 500 }),
      item('told', { ask_confirmation: true, evidence: 'told', published_at: 9_500 }),
      item('gone', { withdrawn: true, ask_confirmation: true, published_at: 100 }),
    ];
    expect(inOrder(items).map((one) => one.id)).toEqual([
      'answer',
      'new-unread',
      'old-unread',
      'told',
      'seen',
      'gone',
    ]);
  });

  test('a withdrawn announcement wants to be known of by those who had seen it, once', () => {
    expect(needOf(item('x', { withdrawn: true, ask_confirmation: true }))).toBe('nothing');
    const seen = item('x', { withdrawn: true, evidence: 'confirmed' });
    expect(needOf(seen)).toBe('read');
    expect(needOf({ ...seen, end_seen: true })).toBe('nothing');
    expect(needOf({ ...seen, corrected_by_id: 'y' })).toBe('nothing');
  });

  test('an expired announcement wants nothing more', () => {
    const asked = item('x', { ask_confirmation: true });
    expect(needOf({ ...asked, expires_at: Date.now() - 1 })).toBe('nothing');
    expect(needOf({ ...asked, expires_at: Date.now() + 60_000 })).toBe('answer');
  });
});

class Server {
  items: FeedItem[] = [];
  receipts: Receipt[] = [];
  next: string | null = null;
  down = false;
  /** Answers requests for the list (those that hold `refusedFrom`) instead of the list. */
  refusal: Response | undefined;
  refusedFrom = '';
  fetch = async (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (this.down) throw new TypeError('Failed to fetch');
    if (String(address).startsWith('/api/reach/feed')) {
      if (this.refusal && String(address).includes(this.refusedFrom)) return this.refusal.clone();
      return Response.json({ items: this.items, next: this.next, unanswered: 0 });
    }
    this.receipts.push(...(JSON.parse(String(init?.body)) as { receipts: Receipt[] }).receipts);
    return new Response(null, { status: 204 });
  };
}

let server: Server;
let stop: (() => void) | undefined;
let count = 0;
const grades = () => server.receipts.map((one) => `${one.announcement_id}/${one.grade}`);

beforeEach(() => {
  count += 1;
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  me.enter({ account: { id: `account-${count}`, kind: 'household', language: 'vi' } } as Me);
});

afterEach(() => {
  stop?.();
  vi.unstubAllGlobals();
});

describe('the feed', () => {
  test('hands over "delivered" once for what came, and "opened" and "confirmed" in turn', async () => {
    server.items = [item('1', { ask_confirmation: true }), item('2', { evidence: 'delivered' })];
    stop = feed.start();
    await vi.waitFor(() => expect(grades()).toEqual(['1/delivered']));
    await feed.answer('1', 'opened');
    await feed.answer('1', 'confirmed');
    await feed.answer('1', 'confirmed');
    await vi.waitFor(() => expect(grades()).toEqual(['1/delivered', '1/opened', '1/confirmed']));
    await vi.waitFor(() => expect(feed.waiting).toBe(0));
  });

  test('an answer given without a network waits, is shown as given, and goes out later', async () => {
    server.items = [item('1', { ask_confirmation: true, evidence: 'opened' })];
    stop = feed.start();
    await vi.waitFor(() => expect(feed.state).toBe('ready'));
    server.down = true;
    await feed.answer('1', 'confirmed');
    await vi.waitFor(() => expect(feed.waiting).toBe(1));
    expect(feed.items[0]?.evidence).toBe('confirmed');

    server.down = false;
    await feed.refresh(); // the server does not know yet, but the list must not step back
    expect(feed.items[0]?.evidence).toBe('confirmed');
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(grades()).toEqual(['1/confirmed']));
  });

  test('a withdrawal is pointed out once to who had seen it, and is no news on a new phone', async () => {
    server.items = [item('1', { evidence: 'opened' })];
    stop = feed.start();
    await vi.waitFor(() => expect(feed.state).toBe('ready'));
    server.items = [item('1', { evidence: 'opened', withdrawn: true, withdrawn_reason: 'Nhầm ngày' })];
    await feed.refresh();
    expect(needOf(feed.items[0]!)).toBe('read');
    feed.seeEnd('1');
    await feed.refresh();
    expect(needOf(feed.items[0]!)).toBe('nothing');
    stop();
    me.enter({ account: { id: 'another-phone', kind: 'household', language: 'vi' } } as Me);
    stop = feed.start();
    await vi.waitFor(() => expect(feed.state).toBe('ready'));
    expect(needOf(feed.items[0]!)).toBe('nothing');
  });

  test('opens from what was kept when there is no network', async () => {
    server.items = [item('1')];
    stop = feed.start();
    await vi.waitFor(async () => expect(await readFeed(`account-${count}`)).toHaveLength(1));
    stop();
    server.down = true;
    stop = feed.start();
    await vi.waitFor(() => expect(feed.state).toBe('offline'));
    expect(feed.items.map((one) => one.id)).toEqual(['1']);
  });

  test('an answer quicker than the storage joins what was kept', async () => {
    await writeFeed(`account-${count}`, [item('old'), item('1')]);
    server.items = [item('1', { title: 'Mới' }), item('2')];
    vi.spyOn(receipts, 'waiting').mockResolvedValueOnce([]);
    stop = feed.start();
    await vi.waitFor(() => expect(feed.state).toBe('ready'));
    expect(feed.items.map((one) => one.id).toSorted()).toEqual(['1', '2', 'old']);
    expect(feed.items.find((one) => one.id === '1')?.title).toBe('Mới');
    await vi.waitFor(async () => expect(await readFeed(`account-${count}`)).toHaveLength(3));
    await vi.waitFor(() => expect(grades()).toEqual(['1/delivered', '2/delivered']));
  });

  test('a told house whose tick was taken back can still confirm', async () => {
    server.items = [item('1', { ask_confirmation: true, evidence: 'told' })];
    stop = feed.start();
    await vi.waitFor(() => expect(feed.items[0]?.evidence).toBe('told'));
    server.items = [item('1', { ask_confirmation: true, evidence: 'delivered' })];
    await feed.refresh();
    expect(feed.items[0]?.evidence).toBe('delivered');
    await feed.answer('1', 'confirmed');
    await vi.waitFor(() => expect(grades()).toEqual(['1/confirmed']));
  });

  test('a server that refuses is not called a missing network', async () => {
    const busy = { title: 'Nhiều yêu cầu quá, xin chờ một lát.', key: 'error.rate' };
    server.refusal = Response.json(busy, { status: 429 });
    stop = feed.start();
    await vi.waitFor(() => expect(feed.state).toBe('failed'));
    expect(feed.trouble).toBe('Nhiều yêu cầu quá, xin chờ một lát.');
    server.refusal = undefined;
    await feed.refresh();
    expect(feed.state).toBe('ready');
  });

  test('looking for an old announcement ends when the server fails on the way', async () => {
    server.items = [item('1', { evidence: 'opened' })];
    server.next = 'older';
    stop = feed.start();
    await vi.waitFor(() => expect(feed.state).toBe('ready'));
    server.refusal = Response.json({ title: 'Có trục trặc.', key: 'error.internal' }, { status: 500 });
    server.refusedFrom = 'cursor=';
    await expect(feed.more()).rejects.toThrow('Có trục trặc.');
    expect(await feed.find('9')).toBeUndefined();
    expect(feed.state).toBe('failed');
  });

  test('is forgotten when the account leaves this phone', async () => {
    server.items = [item('1')];
    stop = feed.start();
    await vi.waitFor(async () => expect(await readFeed(`account-${count}`)).toHaveLength(1));
    await me.leave();
    expect(await readFeed(`account-${count}`)).toEqual([]);
    expect(feed.items).toEqual([]);
  });
});

describe('a phone that has no room', () => {
  beforeEach(() => {
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
  });

  test('shows the list and says at once what it cannot keep', async () => {
    server.items = [item('1', { ask_confirmation: true })];
    stop = feed.start();
    await vi.waitFor(() => expect(feed.state).toBe('ready'));
    expect(feed.items).toHaveLength(1);
    await feed.answer('1', 'confirmed');
    expect(feed.items[0]?.evidence).toBe('confirmed');
    await vi.waitFor(() => expect(grades().toSorted()).toEqual(['1/confirmed', '1/delivered']));
  });

  test('never shows an answer as given that is neither kept nor sent', async () => {
    server.items = [item('1', { ask_confirmation: true, evidence: 'opened' })];
    stop = feed.start();
    await vi.waitFor(() => expect(feed.state).toBe('ready'));
    server.down = true;
    await feed.answer('1', 'confirmed');
    expect(feed.items[0]?.evidence).toBe('opened');
    expect(toasts.at(-1)?.text).toContain('mạng');
  });
});

describe('the page of an announcement', () => {
  test('leads the focus to the thanks, and is read as Vietnamese in any language', async () => {
    server.items = [item('1', { ask_confirmation: true, evidence: 'opened' })];
    render(Detail, { params: { id: '1' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Đã rõ' }));
    await vi.waitFor(() => expect(document.activeElement?.className).toContain('thanks'));
    expect(screen.getByRole('heading', { name: 'Tin 1' }).lang).toBe('vi');
    expect(screen.getByText('Nội dung').closest('[lang]')?.getAttribute('lang')).toBe('vi');
  });
});

describe('a phone that goes from one family to another', () => {
  test('shows the next one nothing of the one before', async () => {
    server.items = [item('1')];
    server.next = 'older';
    stop = feed.start();
    await vi.waitFor(async () => expect(await readFeed(`account-${count}`)).toHaveLength(1));
    news.now = { id: '1', text: 'Có tin mới', href: '/announcements/1' };
    feed.arrived = new Set(['1']);
    me.enter({ account: { id: 'next', kind: 'household', language: 'vi' } } as Me);
    expect(feed.items).toEqual([]);
    expect(feed.next).toBeNull();
    expect(feed.arrived.size).toBe(0);
    expect(news.now).toBeNull();
    await vi.waitFor(async () => expect(await readFeed(`account-${count}`)).toEqual([]));
  });

  test('keeps nothing of what an officer walked with', async () => {
    const walk = { area: { id: 'g', name: 'Tổ 1' }, announcements: [], items: [], now: 1 };
    await writeWalk(`account-${count}`, 'g', { walk, done: [], at: 1, ahead: 0 });
    await me.leave();
    expect(await readWalk(`account-${count}`, 'g')).toBeUndefined();
  });
});
