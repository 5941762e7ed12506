import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inside, opened, readNotes, readPushed, renewed, shown, writeNotes } from '../sw-push.ts';

/** Caches of a browser, as far as the worker uses them. */
class Caches {
  stores = new Map<string, Map<string, Response>>();
  async open(name: string) {
    const store = this.stores.get(name) ?? new Map<string, Response>();
    this.stores.set(name, store);
    return { put: async (key: string, value: Response) => void store.set(key, value) };
  }
  async match(key: string, { cacheName }: { cacheName: string }) {
    return this.stores.get(cacheName)?.get(key)?.clone();
  }
}

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const message = {
  id: 'm1',
  title: 'Lịch tiêm phòng',
  text: 'Sáng Chủ nhật, 7 giờ 30.',
  url: `/announcements/${ID}`,
};
const data = (value: unknown) => ({ json: () => value });

let scope: ServiceWorkerGlobalScope;
let notify: ReturnType<typeof vi.fn>;
let windows: { visibilityState: string; postMessage: ReturnType<typeof vi.fn>; focus: () => Promise<void> }[];
let openWindow: ReturnType<typeof vi.fn>;
let fetched: [string, Record<string, unknown>, Headers][];

beforeEach(() => {
  notify = vi.fn(async () => undefined);
  openWindow = vi.fn(async () => null);
  windows = [];
  fetched = [];
  vi.stubGlobal('caches', new Caches());
  vi.stubGlobal(
    'fetch',
    vi.fn(async (address: string, init?: RequestInit) => {
      fetched.push([address, JSON.parse(String(init?.body ?? '{}')), new Headers(init?.headers)]);
      return init?.method !== 'POST'
        ? Response.json({ public_key: 'BKey' })
        : new Response(null, { status: 204 });
    }),
  );
  scope = {
    location: { origin: 'https://thon.example' },
    registration: {
      showNotification: notify,
      pushManager: {
        subscribe: vi.fn(async () => ({
          toJSON: () => ({ endpoint: 'https://push.example/2', keys: { p256dh: 'p', auth: 'a' } }),
        })),
      },
    },
    clients: { matchAll: async () => windows, openWindow },
  } as unknown as ServiceWorkerGlobalScope;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const arrivals = () => notify.mock.calls.map(([title, options]) => [title, options.body]);

describe('a message that is pushed', () => {
  test('is shown, opens its announcement, and is witnessed as delivered by push', async () => {
    await writeNotes({ account: 'nam', owner: 'nam', hidden: 'Có tin mới.' });
    await shown(scope, data(message));
    expect(arrivals()).toEqual([['Lịch tiêm phòng', 'Sáng Chủ nhật, 7 giờ 30.']]);
    expect(notify.mock.calls[0]?.[1]).toMatchObject({ tag: 'm1', lang: 'vi', data: { url: message.url } });
    const [[address, body, headers]] = fetched as [(typeof fetched)[number]];
    expect(address).toBe('/api/reach/receipts');
    expect(body).toMatchObject({
      receipts: [{ announcement_id: ID, grade: 'delivered', channel: 'push' }],
    });
    expect(headers.get('x-thon-account')).toBe('nam');
    expect(headers.get('x-thon')).toBe('1');
  });

  test.each([
    ['nobody is signed in', { account: null, owner: 'nam' }],
    ['another account is signed in on this phone', { account: 'mai', owner: 'nam' }],
    ['nobody here has asked for messages', { account: 'nam', owner: null }],
  ])('shows nothing private and witnesses nothing when %s', async (_name, notes) => {
    await writeNotes({ ...notes, hidden: 'Có tin mới của thôn, xã.' });
    await shown(scope, data(message));
    expect(arrivals()).toEqual([['Thôn', 'Có tin mới của thôn, xã.']]);
    expect(notify.mock.calls[0]?.[1].data).toEqual({ url: '/' });
    expect(fetched).toEqual([]);
  });

  test('that cannot be read is still announced, for a silent one costs the right to push', async () => {
    await writeNotes({ account: 'nam', owner: 'nam', hidden: 'Có tin mới.' });
    const broken = {
      json: () => {
        throw new SyntaxError('no JSON');
      },
    };
    await shown(scope, broken);
    await shown(scope, null);
    expect(arrivals()).toEqual([
      ['Thôn', 'Có tin mới.'],
      ['Thôn', 'Có tin mới.'],
    ]);
  });

  test('never leads out of the app', () => {
    const origin = 'https://thon.example';
    expect(inside('https://evil.example/a', origin)).toBe('/');
    expect(inside('//evil.example/a', origin)).toBe('/');
    expect(inside('javascript:alert(1)', origin)).toBe('/');
    expect(inside('https://thon.example/announcements/1?a=2', origin)).toBe('/announcements/1?a=2');
  });

  test('is read whatever else stands in it', () => {
    expect(readPushed(data({ ...message, more: 1 }))).toEqual(message);
    expect(readPushed(data({}))).toEqual({ id: '', title: '', text: '', url: '/' });
    expect(readPushed(data(null))).toBeUndefined();
  });

  test('is witnessed once more when the network stumbles', async () => {
    vi.useFakeTimers();
    await writeNotes({ account: 'nam', owner: 'nam' });
    vi.mocked(fetch).mockRejectedValueOnce(new TypeError('no network'));
    const showing = shown(scope, data(message));
    await vi.advanceTimersByTimeAsync(6_000);
    await showing;
    expect(fetched).toHaveLength(1);
  });
});

describe('a tap on it', () => {
  const event = (url: string) =>
    ({ notification: { close: vi.fn(), data: { url } } }) as unknown as NotificationEvent;

  test('opens the app when none is open', async () => {
    await opened(scope, event('/announcements/1'));
    expect(openWindow).toHaveBeenCalledWith('/announcements/1');
  });

  test('leads the open app there without loading it anew', async () => {
    const window = { visibilityState: 'hidden', postMessage: vi.fn(), focus: vi.fn(async () => undefined) };
    windows = [window];
    await opened(scope, event('/announcements/1'));
    expect(window.postMessage).toHaveBeenCalledWith({ open: '/announcements/1' });
    expect(window.focus).toHaveBeenCalled();
    expect(openWindow).not.toHaveBeenCalled();
  });
});

test('a subscription that the browser gave up is renewed for its owner alone', async () => {
  await renewed(scope);
  expect(fetched).toEqual([]);
  await writeNotes({ owner: 'nam' });
  await writeNotes({ account: 'nam' });
  expect(await readNotes()).toEqual({ account: 'nam', owner: 'nam', hidden: '' });
  await renewed(scope);
  expect(fetched.map(([address]) => address)).toEqual(['/api/channels/push', '/api/channels/push']);
  expect(fetched[1]?.[1]).toEqual({
    endpoint: 'https://push.example/2',
    keys: { p256dh: 'p', auth: 'a' },
  });
});
