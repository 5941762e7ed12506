import type { DBSchema } from 'idb';
import type { Walk } from '$web/api-types.ts';
import { stored } from '$web/stored.ts';

// The walking lists this device has seen, so that they open at a door without a network, and what was ticked on it
// today, so that a tick can be taken back.

/** A house told today from this device. */
export interface DoneHouse {
  /** As it stood on the list, so that it can be put back. */
  house: Walk['items'][number];
  announcements: string[];
  at: number;
}

export interface KeptWalk {
  key: string;
  account: string;
  walk: Walk;
  done: DoneHouse[];
  at: number;
}

interface Schema extends DBSchema {
  walks: { key: string; value: KeptWalk; indexes: { 'by-account': string } };
}

const open = stored<Schema>('thon-walks', (db) => {
  db.createObjectStore('walks', { keyPath: 'key' }).createIndex('by-account', 'account');
});

const keyOf = (account: string, area: string | null) => `${account}/${area ?? ''}`;

export async function readWalk(account: string, area: string | null): Promise<KeptWalk | undefined> {
  return (await open()).get('walks', keyOf(account, area));
}

export async function writeWalk(
  account: string,
  area: string | null,
  kept: Pick<KeptWalk, 'walk' | 'done' | 'at'>,
): Promise<void> {
  await (await open()).put('walks', { key: keyOf(account, area), account, ...kept });
}

export async function forgetWalks(account: string): Promise<void> {
  const transaction = (await open()).transaction('walks', 'readwrite');
  for (const key of await transaction.store.index('by-account').getAllKeys(account)) {
    await transaction.store.delete(key);
  }
  await transaction.done;
}
