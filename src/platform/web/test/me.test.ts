import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me } from '../api-types.ts';
import { api } from '../api.ts';
import { toasts } from '../components/toasts.svelte.ts';
import { me } from '../me.svelte.ts';
import { signOut } from '../sign-out.ts';

const account = (id: string) => ({ account: { id, kind: 'household', language: 'vi' } }) as Me;

let signedIn: Me | undefined;
const fetch = vi.fn<typeof globalThis.fetch>(async (input, init) => {
  const problem = (status: number, key: string) =>
    new Response(JSON.stringify({ key }), {
      status,
      headers: { 'content-type': 'application/problem+json' },
    });
  if (!signedIn) return problem(401, 'error.sign_in');
  if (String(input) === '/api/identity/me') return Response.json(signedIn);
  const meant = new Headers(init?.headers).get('X-Thon-Account');
  if (meant && meant !== signedIn.account.id) return problem(409, 'error.other_account');
  return new Response(null, { status: 204 });
});

beforeEach(async () => {
  await me.leave();
  localStorage.clear();
  signedIn = account('a');
  vi.stubGlobal('fetch', fetch);
  await me.start();
});
afterEach(() => vi.unstubAllGlobals());

describe('the account of this device', () => {
  test('a page starts again when another tab has signed another account in', () => {
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
    const store = (value: Me) => {
      localStorage.setItem('thon.me', JSON.stringify(value));
      dispatchEvent(new StorageEvent('storage', { key: 'thon.me' }));
    };
    store(account('a'));
    expect(reload).not.toHaveBeenCalled();
    store(account('b'));
    expect(reload).toHaveBeenCalled();
  });

  test('leaves when another enters, and one listener that fails does not stop the others', async () => {
    const heard: string[] = [];
    const stops = [
      me.whenLeaving(() => {
        throw new Error('no room');
      }),
      me.whenLeaving((id) => void heard.push(id)),
    ];
    me.enter(account('a'));
    expect(heard).toEqual([]);
    me.enter(account('b'));
    await vi.waitFor(() => expect(heard).toEqual(['a']));
    for (const stop of stops) stop();
    await me.leave();
    expect(heard).toEqual(['a']);
  });

  test('stays when signing out does not reach the server, and says why', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('no network');
    });
    await signOut();
    expect(me.value?.account.id).toBe('a');
    expect(toasts.at(-1)?.tone).toBe('bad');
    vi.stubGlobal('fetch', fetch);
    await signOut();
    expect(me.value).toBeNull();
    expect(location.pathname).toBe('/sign-in');
  });

  test('a request says whose it is, and a refusal tells who is signed in now', async () => {
    await api.post('/api/x', {}, { account: 'a' });
    expect(me.value?.account.id).toBe('a');
    signedIn = account('b');
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
    await expect(api.post('/api/x', {}, { account: 'a' })).rejects.toMatchObject({ status: 409 });
    await vi.waitFor(() => expect(me.value?.account.id).toBe('b'));
    expect(reload).toHaveBeenCalled();
  });
});
