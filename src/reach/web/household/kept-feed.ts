import type { DBSchema } from 'idb';
import type { FeedItem } from '$web/api-types.ts';
import { stored } from '$web/stored.ts';

// The announcements this phone has received, per account, so that they open without a network. Only the newest are
// kept: older ones are asked for again.
const MOST = 200;

interface Schema extends DBSchema {
  feeds: { key: string; value: { account: string; items: FeedItem[] } };
}

const open = stored<Schema>('thon-feed', (db) => {
  db.createObjectStore('feeds', { keyPath: 'account' });
});

export async function readFeed(account: string): Promise<FeedItem[]> {
  return (await (await open()).get('feeds', account))?.items ?? [];
}

export async function writeFeed(account: string, items: FeedItem[]): Promise<void> {
  const newest = items.toSorted((one, other) => other.published_at - one.published_at).slice(0, MOST);
  await (await open()).put('feeds', { account, items: newest });
}

export async function forgetFeed(account: string): Promise<void> {
  await (await open()).delete('feeds', account);
}
