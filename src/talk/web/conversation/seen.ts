import { me } from '$web/me.svelte.ts';

// How far each conversation was read on this device: the number of its last post. A device that keeps nothing shows
// nothing as new.
const key = () => `thon.talk.seen.${me.value?.account.id ?? ''}`;

function read(): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(key()) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

/** Posts up to the number have been on the screen. */
export function markSeen(area: string, number: number): void {
  const seen = read();
  if ((seen[area] ?? 0) >= number) return;
  try {
    localStorage.setItem(key(), JSON.stringify({ ...seen, [area]: number }));
  } catch {
    // see above
  }
}

/** How many posts have come since; none before a conversation was opened for the first time. */
export function unseen(area: string, posts: number): number {
  const seen = read()[area];
  return seen === undefined ? 0 : Math.max(0, posts - seen);
}
