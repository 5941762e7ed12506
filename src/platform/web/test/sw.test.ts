import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Later, Precache } from '../sw.ts';

/** What a browser keeps for the workers of one site, in the order it was made. */
class Caches {
  readonly held = new Map<string, Map<string, string>>();

  async open(name: string) {
    const cache = this.held.get(name) ?? new Map<string, string>();
    this.held.set(name, cache);
    return {
      match: async (address: string) => this.#read(cache, address),
      put: async (address: string, response: Response) => void cache.set(address, await response.text()),
    };
  }

  async match(request: string | { url: string }, { cacheName }: { cacheName?: string } = {}) {
    const address = typeof request === 'string' ? request : new URL(request.url).pathname;
    for (const [name, cache] of this.held) {
      const found = !cacheName || cacheName === name ? this.#read(cache, address) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  keys = async () => [...this.held.keys()];
  delete = async (name: string) => this.held.delete(name);

  #read(cache: Map<string, string>, address: string) {
    const text = cache.get(address);
    return text === undefined ? undefined : new Response(text);
  }
}

let caches: Caches;
let online: boolean;
/** What the server has; any other address is answered by its own name. */
let served: Map<string, string>;

/** A worker of the version that a build has written, ready for the events of the browser. */
async function worker(
  version: string,
  { first, ...later }: Pick<Precache, 'first'> & Later,
  before: object | null = null,
) {
  let took = 0;
  const handlers = new Map<string, (event: object) => void>();
  const list: Precache = { version, first, later: `/assets/later-${version}.json` };
  served.set(list.later, JSON.stringify(later));
  vi.stubGlobal('__PRECACHE__', list);
  vi.stubGlobal('self', {
    addEventListener: (name: string, handler: (event: object) => void) => handlers.set(name, handler),
    skipWaiting: async () => void (took += 1),
    registration: { active: before },
    clients: { claim: async () => undefined },
    location: { origin: 'https://xa.vn' },
  });
  vi.resetModules();
  await import('../sw.ts');
  const fire = async (name: string, more: object = {}) => {
    let work: Promise<unknown> | undefined;
    const wait = (promise: Promise<unknown>) => (work = promise);
    handlers.get(name)?.({ ...more, waitUntil: wait, respondWith: wait });
    return work;
  };
  return {
    take: async () => {
      await fire('install');
      await fire('activate');
    },
    install: () => fire('install'),
    took: () => took,
    ask: (data: unknown, ports: object[] = []) => fire('message', { data, ports }),
    open: async (path: string) => {
      const request = { url: `https://xa.vn${path}`, method: 'GET', mode: 'no-cors' };
      return ((await fire('fetch', { request })) as Response).text();
    },
  };
}

const files = (version: string) => ({
  first: ['/', `/assets/app-${version}.js`],
  household: [`/assets/settings-${version}.js`],
  work: [`/assets/walk-${version}.js`],
});

beforeEach(() => {
  caches = new Caches();
  online = true;
  served = new Map();
  vi.stubGlobal('caches', caches);
  vi.stubGlobal('fetch', async (request: string | { url: string }) => {
    if (!online) throw new TypeError('no network');
    const address = typeof request === 'string' ? request : new URL(request.url).pathname;
    return new Response(served.get(address) ?? `served ${address}`);
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('the worker', () => {
  test('keeps the work screens through an upgrade once they were asked for', async () => {
    const one = await worker('1', files('1'));
    await one.take();
    await one.ask('keep-all');
    const two = await worker('2', files('2'));
    await two.take();
    online = false;
    expect(await two.open('/assets/walk-2.js')).toBe('served /assets/walk-2.js');
    // And through the next one, with nobody there to ask again.
    online = true;
    const three = await worker('3', files('3'));
    await three.take();
    online = false;
    expect(await three.open('/assets/walk-3.js')).toBe('served /assets/walk-3.js');
  });

  test('keeps a household’s other screens when the app asks for them, and keeps on without a network', async () => {
    const one = await worker('1', files('1'));
    await one.take();
    online = false;
    await expect(one.open('/assets/settings-1.js')).rejects.toThrow();
    online = true;
    await one.ask('keep-household');
    online = false;
    await one.ask('keep-household');
    expect(await one.open('/assets/app-1.js')).toBe('served /assets/app-1.js');
    expect(await one.open('/assets/settings-1.js')).toBe('served /assets/settings-1.js');
    await expect(one.open('/assets/walk-1.js')).rejects.toThrow();
  });

  test('keeps no work screens on the phone of a household', async () => {
    for (const version of ['1', '2']) await (await worker(version, files(version))).take();
    online = false;
    const two = await worker('2', files('2'));
    await expect(two.open('/assets/walk-2.js')).rejects.toThrow();
  });

  test('leaves an open tab what it was made of, and forgets what is older still', async () => {
    for (const version of ['1', '2', '3']) {
      const it = await worker(version, files(version));
      await it.take();
    }
    expect(await caches.keys()).toEqual(['thon-2', 'thon-3']);
    online = false;
    const three = await worker('3', files('3'));
    expect(await three.open('/assets/app-2.js')).toBe('served /assets/app-2.js');
    await expect(three.open('/assets/app-1.js')).rejects.toThrow();
  });

  test('takes over at once when it is the first, and later only when a page lets it', async () => {
    const one = await worker('1', files('1'));
    await one.install();
    expect(one.took()).toBe(1);
    const two = await worker('2', files('2'), {});
    await two.install();
    expect(two.took()).toBe(0);
    await two.ask('take-over');
    expect(two.took()).toBe(1);
  });

  test('says whether the work screens are kept', async () => {
    const one = await worker('1', files('1'));
    await one.take();
    const answers: boolean[] = [];
    const port = { postMessage: (kept: boolean) => answers.push(kept) };
    online = false;
    await one.ask('keep-all', [port]);
    online = true;
    await one.ask('keep-all', [port]);
    expect(answers).toEqual([false, true]);
  });

  test('keeps no answer of the API, and nothing that came by a detour', async () => {
    const one = await worker('1', files('1'));
    await one.take();
    await expect(one.open('/api/reach/feed')).rejects.toThrow(); // left to the browser
    const kept = [...caches.held.values()].flatMap((cache) => [...cache.keys()]);
    expect(kept.some((address) => address.startsWith('/api/'))).toBe(false);
  });

  test('an upgrade leaves alone what the device has noted for pushed messages', async () => {
    const one = await worker('1', files('1'));
    await one.take();
    await one.ask({ notes: { account: 'nam', owner: 'nam' } });
    for (const version of ['2', '3', '4']) await (await worker(version, files(version))).take();
    expect(await caches.keys()).toEqual(['thon-device', 'thon-3', 'thon-4']);
  });
});
