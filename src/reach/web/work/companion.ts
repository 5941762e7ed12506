import { me } from '$web/me.svelte.ts';
import { saveWaiting } from './draft.svelte.ts';
import { toldOutbox } from './told-outbox.ts';

/** Sends ticks and drafts that still wait on this device, whatever page is open. Returns the function that stops it. */
export function start(): () => void {
  const account = me.value?.account.id;
  if (!account) return () => undefined;
  const save = () => void saveWaiting(account);
  addEventListener('online', save);
  save();
  const stopTicks = toldOutbox.start(account);
  return () => {
    removeEventListener('online', save);
    stopTicks();
  };
}
