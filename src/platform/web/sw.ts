// The service worker: keeps the app itself, so that it opens without a network. It never keeps what the API says;
// the announcements a household has received are kept by the app (src/reach/web/household/feed.svelte.ts).
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

async function forgetOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('thon-') && name !== NAME).map((name) => caches.delete(name)),
  );
}

async function openPage(request: Request): Promise<Response> {
  const kept = await caches.match('/', { cacheName: NAME });
  return kept ?? fetch(request);
}

async function openAsset(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: NAME, ignoreVary: true });
  return kept ?? fetch(request);
}

self.addEventListener('install', (event) => {
  event.waitUntil(keep([...list.first, ...PUBLIC]).then(() => self.skipWaiting()));
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

// The work shell asks for its screens to be kept too: who walks from door to door opens them without a network.
self.addEventListener('message', (event) => {
  if (event.data === 'keep-all') event.waitUntil(keep(list.rest));
});
