// One phone, several accounts: what one of them has read or not yet sent is never another's.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me } from '../api-types.ts';
import { api, showAccount } from '../api.ts';
import { forgetKept, readKept, writeKept } from '../kept.ts';
import { me } from '../me.svelte.ts';
import { Outbox } from '../outbox.ts';

const account = (id: string, kind = 'officer') =>
  ({ account: { id, kind, name: `Bà ${id}`, language: 'vi' }, permissions: [], roles: [] }) as unknown as Me;

/** A server that knows who is signed in, whatever a tab believes. */
class Server {
  signedIn: string | null = 'a';
  received: [string, unknown][] = [];
  fetch = vi.fn(async (address: RequestInfo | URL, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    const problem = (status: number, key: string) =>
      Response.json({ key, title: key }, { status, headers: { 'content-type': 'application/problem+json' } });
    if (!this.signedIn) return problem(401, 'error.sign_in');
    const meant = headers.get('x-thon-account');
    if (meant && meant !== this.signedIn) return problem(409, 'error.other_account');
    if (String(address) === '/api/identity/me') return Response.json(account(this.signedIn));
    this.received.push([this.signedIn, JSON.parse(String(init?.body ?? 'null'))]);
    return new Response(null, { status: 204 });
  });
}

let server: Server;
let box = 0;
const outbox = () =>
  new Outbox<number>({
    box: `accounts-${(box += 1)}`,
    send: (bodies, whose) => api.post<void>('/api/x', bodies, { account: whose }),
  });

beforeEach(async () => {
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  localStorage.clear();
  me.enter(account('a'));
  await me.start();
});

afterEach(async () => {
  await me.leave();
  showAccount(null);
  vi.unstubAllGlobals();
});

describe('what an account has read', () => {
  test('goes when another account comes, and when it leaves by itself or not', async () => {
    await writeKept('a', 'walk', 'g1', 'Nhà bà Liễu');
    me.enter(account('b'));
    await vi.waitFor(async () => expect(await readKept('a', 'walk', 'g1')).toBeUndefined());

    await writeKept('b', 'feed', '', ['tin']);
    me.enter(account('b'));
    expect(await readKept('b', 'feed')).toEqual(['tin']);
    await me.leave();
    expect(await readKept('b', 'feed')).toBeUndefined();
  });

  test('cannot be written to a full device, which is told and does no harm', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await writeKept('a', 'walk', 'g1', 1)).toBe(false);
    put.mockRestore();
    expect(await writeKept('a', 'walk', 'g1', 1)).toBe(true);
    await forgetKept('a');
  });
});

describe('what an account has not sent', () => {
  test('stays while its session is over, and goes out when it signs in again', async () => {
    const mine = outbox();
    await mine.put('a', '1', 1);
    server.signedIn = null;
    expect(await mine.push('a')).toBe(false);
    await vi.waitFor(() => expect(me.kind).toBe('guest'));
    expect(me.last).toEqual({ id: 'a', name: 'Bà a' });
    expect(await mine.waiting('a')).toHaveLength(1);

    server.signedIn = 'a';
    me.enter(account('a'));
    expect(me.last).toBeNull();
    expect(await mine.push('a')).toBe(true);
    expect(server.received).toEqual([['a', [1]]]);
  });

  test('is not sent under another account that signs in on the same phone, nor shown to it', async () => {
    const mine = outbox();
    await mine.put('a', '1', 1);
    server.signedIn = 'b';
    me.enter(account('b'));
    await mine.put('b', '2', 2);
    await mine.push('b');
    expect(server.received).toEqual([['b', [2]]]);
    expect(await mine.all('b')).toEqual([]);

    server.signedIn = 'a';
    me.enter(account('a'));
    await mine.push('a');
    expect(server.received.at(-1)).toEqual(['a', [1]]);
  });

  test('is not sent by a tab that was left open when another tab signed in as somebody else', async () => {
    const mine = outbox();
    await mine.put('a', '1', 1);
    server.signedIn = 'b'; // the cookie is shared; this tab still shows a
    expect(await mine.push('a')).toBe(false);
    expect(server.received).toEqual([]);
    expect(await mine.waiting('a')).toHaveLength(1);
  });

  test('is not read with the session of another, either', async () => {
    server.signedIn = 'b';
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
    await expect(api.get('/api/reach/feed')).rejects.toMatchObject({ key: 'error.other_account' });
    // The tab starts again as the one who is signed in.
    await vi.waitFor(() => expect(reload).toHaveBeenCalled());
    expect(me.value?.account.id).toBe('b');
  });
});

test('a page in between (a hotel’s network) is no answer', async () => {
  vi.stubGlobal(
    'fetch',
    vi.fn(
      async () => new Response('<html>Chào quý khách</html>', { headers: { 'content-type': 'text/html' } }),
    ),
  );
  const mine = outbox();
  await mine.put('a', '1', 1);
  expect(await mine.push('a')).toBe(false);
  expect(await mine.waiting('a')).toHaveLength(1);
});
