// The service worker: keeps the app itself, so that it opens without a network, and shows what is pushed while it is
// closed. It never keeps what the API says; the announcements a household has received are kept by the app
// (src/reach/web/household/feed.svelte.ts).
import { DEVICE, opened, renewed, shown, writeNotes, type Notes } from './sw-push.ts';

declare const self: ServiceWorkerGlobalScope;

export interface Precache {
  version: string;
  first: string[];
  rest: string[];
}

// Replaced by tools/vite-precache.ts when the app is built.
declare const __PRECACHE__: Precache;
const list: Precache = __PRECACHE__;
const PUBLIC = ['/manifest.webmanifest', '/icon.svg'];
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
  const response = await fetch(address, { cache: address.startsWith('/assets/') ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
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

/** Keeps the work screens, and that this device wants them: an upgrade then brings the new ones at once. */
async function keepAll(): Promise<void> {
  await keep(list.rest);
  await (await caches.open(NAME)).put(WANTS_ALL, new Response(''));
}

async function wantedAll(): Promise<boolean> {
  for (const name of await older()) if (await caches.match(WANTS_ALL, { cacheName: name })) return true;
  return false;
}

async function install(): Promise<void> {
  await keep([...list.first, ...PUBLIC]);
  if (await wantedAll()) await keepAll();
}

async function openPage(request: Request): Promise<Response> {
  const kept = await caches.match('/', { cacheName: NAME });
  return kept ?? fetch(request);
}

async function openAsset(request: Request): Promise<Response> {
  const kept =
    (await caches.match(request, { cacheName: NAME, ignoreVary: true })) ??
    (await caches.match(request, { ignoreVary: true }));
  return kept ?? fetch(request);
}

self.addEventListener('install', (event) => {
  event.waitUntil(install().then(() => self.skipWaiting()));
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
  // The work shell asks for its screens to be kept too: who walks from door to door opens them without a network.
  if (event.data === 'keep-all') event.waitUntil(keepAll());
  if (event.data?.notes) event.waitUntil(writeNotes(event.data.notes as Partial<Notes>));
});

self.addEventListener('push', (event) => event.waitUntil(shown(self, event.data)));
self.addEventListener('notificationclick', (event) => event.waitUntil(opened(self, event)));
self.addEventListener('pushsubscriptionchange', (event) =>
  (event as ExtendableEvent).waitUntil(renewed(self)),
);
