// What the service worker does with messages that are pushed to this device. Bundled into sw.js alone.

/** What our server encrypts for the browser. */
export interface Pushed {
  /** The same message again replaces the one shown. */
  id: string;
  title: string;
  text: string;
  url: string;
}

/** What the worker has to know while no page is open; pages leave it for it. */
export interface Notes {
  /** Whose screens this device shows; null when nobody is signed in. */
  account: string | null;
  /** Whose messages are pushed here. */
  owner: string | null;
  /** Said instead of a message that is not for whoever may be looking now. */
  hidden: string;
}

export const DEVICE = 'thon-device';
const NOTES = '/device/notes';
const NONE: Notes = { account: null, owner: null, hidden: '' };
const ANNOUNCEMENT = /\/announcements\/([0-9a-f-]{36})$/;
const AGAIN_AFTER = 5_000;

export async function readNotes(): Promise<Notes> {
  const found = await caches.match(NOTES, { cacheName: DEVICE });
  return found ? { ...NONE, ...((await found.json()) as Partial<Notes>) } : NONE;
}

export async function writeNotes(changed: Partial<Notes>): Promise<void> {
  const notes = { ...(await readNotes()), ...changed };
  await (await caches.open(DEVICE)).put(NOTES, new Response(JSON.stringify(notes)));
}

export function readPushed(data: Pick<PushMessageData, 'json'> | null): Pushed | undefined {
  if (!data) return undefined;
  try {
    const { id = '', title = '', text = '', url = '/' } = data.json() as Partial<Pushed>;
    return { id: String(id), title: String(title), text: String(text), url: String(url) };
  } catch {
    return undefined;
  }
}

/** A way inside this app, whatever the message says. */
export function inside(url: string, origin: string): string {
  try {
    const { origin: theirs, pathname, search } = new URL(url, origin);
    return theirs === origin ? pathname + search : '/';
  } catch {
    return '/';
  }
}

async function post(path: string, account: string | null, body: unknown): Promise<boolean> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json', 'X-Thon': '1' };
  if (account) headers['X-Thon-Account'] = account;
  try {
    return (await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })).ok;
  } catch {
    return false;
  }
}

/** Tells the server that this announcement has arrived by push. Once more after a while when the network stumbles. */
async function receive(announcement_id: string, account: string): Promise<void> {
  const at = Date.now();
  const receipt = { announcement_id, grade: 'delivered', at, channel: 'push' };
  const send = () => post('/api/reach/receipts', account, { receipts: [receipt], sent_at: Date.now() });
  if (await send()) return;
  await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
  await send();
}

/**
 * Shows what has come. A browser takes the right to push away from who shows nothing, so something is always shown;
 * but the message itself only while the account it is for is signed in here.
 */
export async function shown(
  scope: ServiceWorkerGlobalScope,
  data: Pick<PushMessageData, 'json'> | null,
): Promise<void> {
  const { account, owner, hidden } = await readNotes();
  const pushed = readPushed(data);
  const isTheirs = pushed !== undefined && account !== null && account === owner;
  const url = isTheirs ? inside(pushed.url, scope.location.origin) : '/';
  await scope.registration.showNotification(isTheirs && pushed.title ? pushed.title : 'Thôn', {
    body: isTheirs ? pushed.text : hidden,
    tag: pushed?.id || 'thon',
    lang: 'vi',
    icon: '/icon-192.png',
    badge: '/icon-192.png',
    data: { url },
  });
  const announcement = ANNOUNCEMENT.exec(url)?.[1];
  if (isTheirs && announcement) await receive(announcement, account);
}

/** Opens the announcement, in the app that is open already when there is one. */
export async function opened(scope: ServiceWorkerGlobalScope, event: NotificationEvent): Promise<void> {
  event.notification.close();
  const url = (event.notification.data as { url?: string } | null)?.url ?? '/';
  const isSeen = (one: WindowClient) => Number(one.visibilityState === 'visible');
  const windows = (await scope.clients.matchAll({ type: 'window' })).toSorted(
    (one, other) => isSeen(other) - isSeen(one),
  );
  if (!windows.length) {
    await scope.clients.openWindow(url);
    return;
  }
  windows[0]?.postMessage({ open: url });
  await windows[0]?.focus().catch(() => undefined);
}

/** The browser has given up the old subscription: a new one takes its place without anybody's doing. */
export async function renewed(scope: ServiceWorkerGlobalScope): Promise<void> {
  const { owner } = await readNotes();
  if (!owner) return;
  const answer = await fetch('/api/channels/push', { headers: { 'X-Thon-Account': owner } });
  if (!answer.ok) return;
  const { public_key } = (await answer.json()) as { public_key: string };
  const options = { userVisibleOnly: true, applicationServerKey: public_key };
  const subscription = await scope.registration.pushManager.subscribe(options);
  const { endpoint, keys } = subscription.toJSON();
  await post('/api/channels/push', owner, { endpoint, keys });
}
