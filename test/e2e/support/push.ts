// A browser's own part of push, where no push service of the internet can be reached: subscriptions lead to a stand-in,
// their keys are made in the browser and never leave it, and what the stand-in was given is opened there.
import type { BrowserContext, Page, Worker } from '@playwright/test';
import { expect } from './commune.ts';

export interface StandInService {
  port: number;
}

const STORE = 'stand-in-push';

/** Makes `pushManager.subscribe` of every page lead to the stand-in; the keys are the browser's. */
export async function usePushService(context: BrowserContext, { port }: StandInService): Promise<void> {
  await context.grantPermissions(['notifications']);
  await context.exposeFunction('adoptedByService', async (id: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/__adopt`, {
      method: 'POST',
      body: JSON.stringify({ id }),
    });
    return ((await answer.json()) as { endpoint: string }).endpoint;
  });
  await context.addInitScript(subscribeAtService, STORE);
}

declare function adoptedByService(id: string): Promise<string>;

// Runs in the page, before the app.
function subscribeAtService(store: string): void {
  const base64url = (bytes: ArrayBuffer) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  const opened = new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(store, 1);
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('kept'));
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error));
  });
  const run = async <T>(work: (kept: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const asked = work((await opened).transaction('kept', 'readwrite').objectStore('kept'));
    return new Promise((resolve, reject) => {
      asked.addEventListener('success', () => resolve(asked.result));
      asked.addEventListener('error', () => reject(asked.error));
    });
  };
  interface Kept {
    endpoint: string;
    keys: CryptoKeyPair;
    auth: Uint8Array;
    p256dh: string;
  }
  const subscription = (kept: Kept) => ({
    endpoint: kept.endpoint,
    toJSON: () => ({
      endpoint: kept.endpoint,
      expirationTime: null,
      keys: { p256dh: kept.p256dh, auth: base64url(kept.auth.buffer as ArrayBuffer) },
    }),
    unsubscribe: async () => {
      await run((all) => all.delete('subscription'));
      return true;
    },
  });
  PushManager.prototype.getSubscription = async () => {
    const kept = (await run((all) => all.get('subscription'))) as Kept | undefined;
    return (kept ? subscription(kept) : null) as PushSubscription | null;
  };
  PushManager.prototype.subscribe = async (options) => {
    if (Notification.permission !== 'granted' || !options?.userVisibleOnly || !options.applicationServerKey)
      throw new DOMException('not allowed', 'NotAllowedError');
    // The private key cannot be read by anybody, as a browser's own.
    const keys = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
      'deriveBits',
    ]);
    const p256dh = base64url(await crypto.subtle.exportKey('raw', keys.publicKey));
    const kept = {
      endpoint: await adoptedByService(crypto.randomUUID()),
      keys,
      auth: crypto.getRandomValues(new Uint8Array(16)),
      p256dh,
    };
    await run((all) => all.put(kept, 'subscription'));
    return subscription(kept) as unknown as PushSubscription;
  };
}

/** Opens an aes128gcm body (RFC 8188, 8291) in the service worker, with the keys that the browser keeps. */
export function openInWorker(worker: Worker, body: string): Promise<string> {
  return worker.evaluate(
    async ({ store, sealed }) => {
      const kept = await new Promise<{ keys: CryptoKeyPair; auth: Uint8Array<ArrayBuffer> }>(
        (resolve, reject) => {
          const opening = indexedDB.open(store, 1);
          opening.addEventListener('error', () => reject(opening.error));
          opening.addEventListener('success', () => {
            const asked = opening.result.transaction('kept').objectStore('kept').get('subscription');
            asked.addEventListener('success', () => resolve(asked.result));
            asked.addEventListener('error', () => reject(asked.error));
          });
        },
      );
      const bytes = Uint8Array.from(atob(sealed), (c) => c.charCodeAt(0));
      const text = (words: string) => new TextEncoder().encode(words);
      const joined = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));
      const hkdf = async (
        salt: Uint8Array<ArrayBuffer>,
        secret: ArrayBuffer,
        info: Uint8Array<ArrayBuffer>,
        size: number,
      ) => {
        const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
        return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, size * 8);
      };
      const salt = bytes.slice(0, 16);
      const recordSize = new DataView(bytes.buffer).getUint32(16);
      const theirs = bytes.slice(21, 21 + (bytes[20] ?? 0));
      const record = bytes.slice(21 + theirs.length);
      if (record.length > recordSize) throw new Error('more than one record');
      const ours = new Uint8Array(await crypto.subtle.exportKey('raw', kept.keys.publicKey));
      const sender = await crypto.subtle.importKey(
        'raw',
        theirs,
        { name: 'ECDH', namedCurve: 'P-256' },
        false,
        [],
      );
      const shared = await crypto.subtle.deriveBits(
        { name: 'ECDH', public: sender },
        kept.keys.privateKey,
        256,
      );
      const input = await hkdf(kept.auth, shared, joined(text('WebPush: info\0'), ours, theirs), 32);
      const raw = await hkdf(salt, input, text('Content-Encoding: aes128gcm\0'), 16);
      const iv = await hkdf(salt, input, text('Content-Encoding: nonce\0'), 12);
      const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
      const plain = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, record));
      const end = plain.lastIndexOf(2);
      if (end < 0 || plain.slice(end + 1).some((each) => each !== 0))
        throw new Error('no mark of the last record');
      return new TextDecoder().decode(plain.slice(0, end));
    },
    { store: STORE, sealed: body },
  );
}

/** Hands a message to the page's service worker as the browser does; the plain text is what it has opened. */
export async function deliver(page: Page, data: string): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  const registered = new Promise<string>((resolve) => {
    debug.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find((one) => one.scopeURL === `${origin}/` && !one.isDeleted);
      if (ours) resolve(ours.registrationId);
    });
  });
  await debug.send('ServiceWorker.enable');
  await debug.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registered, data });
  await debug.detach();
}

export async function serviceWorker(page: Page): Promise<Worker> {
  const of = () =>
    page
      .context()
      .serviceWorkers()
      .find((each) => each.url() === `${new URL(page.url()).origin}/sw.js`);
  await expect.poll(of, { timeout: 20_000 }).toBeTruthy();
  return of()!;
}

export interface Shown {
  title: string;
  body: string;
  tag: string;
  url: string;
}

/** The notifications that the device shows now. */
export function notifications(worker: Worker): Promise<Shown[]> {
  return worker.evaluate(async () => {
    const { registration } = globalThis as unknown as ServiceWorkerGlobalScope;
    const all = await registration.getNotifications();
    return all.map(({ title, body, tag, data }) => ({
      title,
      body,
      tag,
      url: (data as { url: string }).url,
    }));
  });
}

/** Taps the one that is shown. Nothing of a headless browser can be tapped: the event is the browser's, its sender is not. */
export function tap(worker: Worker): Promise<void> {
  return worker.evaluate(async () => {
    const scope = globalThis as unknown as ServiceWorkerGlobalScope;
    const [notification] = await scope.registration.getNotifications();
    if (!notification) throw new Error('nothing is shown');
    scope.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  });
}
