import type { DBSchema } from 'idb';
import { stored } from './stored.ts';

// What this device has read of the server and keeps to be read without a network: announcements, walking lists.
// Everything belongs to an account, and goes when another signs in or this one leaves. What is still to be sent is
// not here but in the outbox.

interface Item {
  account: string;
  kind: string;
  key: string;
  value: unknown;
}

interface Schema extends DBSchema {
  items: { key: [string, string, string]; value: Item };
}

const open = stored<Schema>('thon-kept', (db) => {
  db.createObjectStore('items', { keyPath: ['account', 'kind', 'key'] });
});

export async function readKept<T>(account: string, kind: string, key = ''): Promise<T | undefined> {
  try {
    return (await (await open()).get('items', [account, kind, key]))?.value as T | undefined;
  } catch {
    return undefined; // without storage the network is asked
  }
}

/** False when it could not be kept: the device is full, or closed to us. */
export async function writeKept(
  account: string,
  kind: string,
  key: string,
  value: unknown,
): Promise<boolean> {
  try {
    await (await open()).put('items', { account, kind, key, value });
    return true;
  } catch {
    return false;
  }
}

/** Makes room: one thing is kept no more. */
export async function dropKept(account: string, kind: string, key: string): Promise<void> {
  try {
    await (await open()).delete('items', [account, kind, key]);
  } catch {
    // What cannot be removed goes with the account.
  }
}

async function forget(doomed: (account: string) => boolean): Promise<void> {
  const transaction = (await open()).transaction('items', 'readwrite');
  for (const key of await transaction.store.getAllKeys()) {
    if (doomed(key[0])) await transaction.store.delete(key);
  }
  await transaction.done;
}

/** An account leaves this device. */
export const forgetKept = (account: string): Promise<void> =>
  forget((one) => one === account).catch(() => undefined);

/** An account has come: nothing of those before it stays readable. */
export const forgetOthers = (account: string): Promise<void> =>
  forget((one) => one !== account).catch(() => undefined);
