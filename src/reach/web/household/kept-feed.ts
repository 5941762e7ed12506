import { readKept, writeKept } from '$web/kept.ts';
import type { KeptItem } from './order.ts';

// The announcements this phone has received, so that they open, and are found, without a network. Only the newest are
// kept: older ones are asked for again.
const MOST = 200;

export async function readFeed(account: string): Promise<KeptItem[]> {
  return (await readKept<KeptItem[]>(account, 'feed')) ?? [];
}

export async function writeFeed(account: string, items: KeptItem[]): Promise<void> {
  const newest = items.toSorted((one, other) => other.published_at - one.published_at).slice(0, MOST);
  await writeKept(account, 'feed', '', newest);
}
