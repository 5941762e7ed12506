import type { Walk } from '$web/api-types.ts';
import { readKept, writeKept } from '$web/kept.ts';

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
  walk: Walk;
  done: DoneHouse[];
  /** When the list came from the server, by this device's clock; and by how much that clock is ahead of it. */
  at: number;
  ahead: number;
}

export const readWalk = (account: string, area: string): Promise<KeptWalk | undefined> =>
  readKept<KeptWalk>(account, 'walk', area);

/** False when this device has no room for it. */
export const writeWalk = (account: string, area: string, kept: KeptWalk): Promise<boolean> =>
  writeKept(account, 'walk', area, kept);
