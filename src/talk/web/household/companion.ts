import { me } from '$web/me.svelte.ts';
import { answers } from './answers.svelte.ts';
import { askedOutbox } from './asked-outbox.ts';

/** Runs behind every household page: sends what was asked without a network, and tells of answers. */
export function start(): () => void {
  const account = me.value?.account.id;
  if (!account) return () => undefined;
  const stops = [askedOutbox.start(account), answers.start()];
  return () => {
    for (const stop of stops) stop();
  };
}
