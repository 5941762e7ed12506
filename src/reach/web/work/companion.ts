import { me } from '$web/me.svelte.ts';
import { forgetWalks } from './kept-walks.ts';
import { toldOutbox } from './told-outbox.ts';

me.whenLeaving(forgetWalks);

/** Sends ticks that still wait on this device, whatever page is open. Returns the function that stops it. */
export function start(): () => void {
  const account = me.value?.account.id;
  return account ? toldOutbox.start(account) : () => undefined;
}
