import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Me } from '../api-types.ts';
import { api } from '../api.ts';
import { me } from '../me.svelte.ts';

const account = (id: string, kind = 'household') => ({ account: { id, kind, language: 'vi' } }) as Me;
const WANTED = ['/api/identity/me', '/api/reach/feed', '/api/assembly/cards'];
const asked = () => vi.mocked(fetch).mock.calls.map(([address]) => address);

/** What the page's first script does at this address. */
async function arrive(address: string): Promise<void> {
  history.replaceState({}, '', address);
  vi.resetModules();
  await import('../ahead.ts');
}

beforeEach(() => {
  globalThis.thonAhead = undefined;
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => Response.json(account('a'))),
  );
});

afterEach(async () => {
  await me.leave();
  vi.unstubAllGlobals();
});

test('the first page’s answers are asked for before the program is there, and each is taken once', async () => {
  await arrive('/');
  expect(asked()).toEqual(WANTED);
  await me.start();
  expect(me.value?.account.id).toBe('a');
  await api.get('/api/reach/feed');
  expect(asked()).toEqual(WANTED);
  await api.get('/api/reach/feed');
  expect(asked()).toEqual([...WANTED, '/api/reach/feed']);
});

test.each(['/m', '/sign-in', '/setup'])('who arrives at %s is not asked about', async (address) => {
  await arrive(address);
  expect(asked()).toEqual([]);
});

test('an officer’s device does not ask for a household’s list', async () => {
  me.enter(account('o', 'officer'));
  await arrive('/');
  expect(asked()).toEqual([]);
});

test('another account never gets what was asked for the one before', async () => {
  await arrive('/');
  me.enter(account('b'));
  await api.get('/api/reach/feed');
  expect(asked()).toEqual([...WANTED, '/api/reach/feed']);
});

test('a request that failed ahead is a failure like any other', async () => {
  vi.mocked(fetch).mockRejectedValueOnce(new TypeError('Failed to fetch'));
  await arrive('/');
  await expect(api.get('/api/identity/me')).rejects.toMatchObject({ status: 0 });
});
