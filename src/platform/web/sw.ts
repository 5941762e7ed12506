// The service worker: keeps the app itself, so that it opens without a network, and shows what is pushed while it is
// closed. It never keeps what the API says; what an account has read is kept by the app (kept.ts).
import { DEVICE, opened, renewed, shown, writeNotes, type Notes } from './sw-push.ts';

declare const self: ServiceWorkerGlobalScope;

export interface Precache {
  version: string;
  /** What a household reads and answers with: kept at once. */
  first: string[];
  /** The file that lists what is kept when it is asked for. */
  later: string;
}

export interface Later {
  /** A household's other screens: kept from its second visit on. */
  household: string[];
  /** The work screens: kept where somebody works. */
  work: string[];
}

// Replaced by tools/vite-precache.ts when the app is built.
declare const __PRECACHE__: Precache;
const list: Precache = __PRECACHE__;
const PUBLIC = ['/manifest.webmanifest', '/icon.svg', '/icon-192.png'];
// Answered by the server itself, not by the app.
const SERVER = /^\/(api\/|healthz$|metrics$)/;
const NAME = `thon-${list.version}`;
// Stands in a cache whose device opens the work screens without a network.
const WANTS_ALL = '/keeps-all';

async function keep(addresses: string[]): Promise<void> {
  const cache = await caches.open(NAME);
  const missing: string[] = [];
  for (const address of addresses) if (!(await cache.match(address))) missing.push(address);
  await Promise.all(missing.map((address) => keepOne(cache, address)));
}

async function keepOne(cache: Cache, address: string): Promise<void> {
  // Hashed files never change, so one kept by an earlier version of the app is as good as a new one.
  const old = address.startsWith('/assets/') ? await caches.match(address) : undefined;
  if (old) return cache.put(address, old);
  const response = await fetch(address, { cache: address === '/' ? 'no-cache' : 'default' });
  if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
  return cache.put(address, response);
}

// The app as earlier versions have kept it, the newest last.
async function older(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith('thon-') && name !== NAME && name !== DEVICE);
}

// The generation before this one stays: a tab that is still open finds its screens there.
async function forgetOlder(): Promise<void> {
  const names = (await older()).slice(0, -1);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function keepLater(...parts: (keyof Later)[]): Promise<void> {
  await keep([list.later]);
  const listed = await caches.match(list.later, { cacheName: NAME });
  const later = (await listed?.json()) as Later | undefined;
  await keep(parts.flatMap((part) => later?.[part] ?? []));
}

/** Keeps the work screens too, and that this device wants them: an upgrade then brings the new ones at once. */
async function keepAll(): Promise<void> {
  await keepLater('household', 'work');
  await (await caches.open(NAME)).put(WANTS_ALL, new Response(''));
}

async function wantedAll(): Promise<boolean> {
  for (const name of await older()) if (await caches.match(WANTS_ALL, { cacheName: name })) return true;
  return false;
}

async function install(): Promise<void> {
  await keep([...list.first, ...PUBLIC]);
  if (await wantedAll()) await keepAll();
  // The first version takes over at once; a later one waits until a page says that nothing is half done
  // (worker.svelte.ts), or until every page is closed.
  if (!self.registration.active) await self.skipWaiting();
}

async function openPage(request: Request): Promise<Response> {
  const kept = await caches.match('/', { cacheName: NAME });
  return kept ?? fetch(request);
}

async function openAsset(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: NAME, ignoreVary: true });
  if (kept) return kept;
  const isHashed = new URL(request.url).pathname.startsWith('/assets/');
  return (isHashed && (await caches.match(request, { ignoreVary: true }))) || fetch(request);
}

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || SERVER.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request));
  else event.respondWith(openAsset(request));
});

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting());
  if (event.data?.notes) event.waitUntil(writeNotes(event.data.notes as Partial<Notes>));
  // The app asks on a second visit.
  if (event.data === 'keep-household') event.waitUntil(keepLater('household'));
  // The work shell asks for its screens to be kept too: who walks from door to door opens them without a network.
  if (event.data === 'keep-all') {
    const told = keepAll().then(
      () => event.ports?.[0]?.postMessage(true),
      () => event.ports?.[0]?.postMessage(false),
    );
    event.waitUntil(told);
  }
});

self.addEventListener('push', (event) => event.waitUntil(shown(self, event.data)));
self.addEventListener('notificationclick', (event) => event.waitUntil(opened(self, event)));
self.addEventListener('pushsubscriptionchange', (event) =>
  (event as ExtendableEvent).waitUntil(renewed(self)),
);
