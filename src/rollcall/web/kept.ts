import type { DBSchema } from 'idb';
import { stored } from '$web/stored.ts';

// What this device has seen of roll-calls, so that it opens without a network: those that call its household, and the
// rolls that somebody walks with.

interface Schema extends DBSchema {
  kept: {
    key: string;
    value: { key: string; account: string; value: unknown; at: number };
    indexes: { 'by-account': string };
  };
}

const open = stored<Schema>('thon-rollcall', (db) => {
  db.createObjectStore('kept', { keyPath: 'key' }).createIndex('by-account', 'account');
});

export async function read<T>(account: string, what: string): Promise<{ value: T; at: number } | undefined> {
  return (await (await open()).get('kept', `${account}/${what}`)) as { value: T; at: number } | undefined;
}

export async function write(account: string, what: string, value: unknown): Promise<void> {
  await (await open()).put('kept', { key: `${account}/${what}`, account, value, at: Date.now() });
}

export async function forget(account: string): Promise<void> {
  const transaction = (await open()).transaction('kept', 'readwrite');
  for await (const cursor of transaction.store.index('by-account').iterate(account)) await cursor.delete();
  await transaction.done;
}
