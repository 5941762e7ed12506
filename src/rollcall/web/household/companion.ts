import { api, ApiError } from '$web/api.ts';
import { afterFirstView } from '$web/first-view.ts';
import { live } from '$web/live.svelte.ts';
import { me } from '$web/me.svelte.ts';
import type { MyRollCalls } from '../types.ts';
import { wasCalled } from './called.ts';

/** Runs behind every household page and asks whether the household is called; all else is fetched when it is. */
export function start(): () => void {
  const account = me.value?.household ? me.value.account.id : '';
  if (!account) return () => undefined;
  let stop: (() => void) | undefined;
  let left = false;

  async function open(found?: MyRollCalls) {
    // Wanted in an hour in which there may be no network: the screen of the call is kept from now on.
    navigator.serviceWorker?.controller?.postMessage('keep-household');
    const { calls } = await import('./calls.svelte.ts');
    if (!left) stop ??= calls.start(account, found);
  }

  async function look() {
    if (stop || left) return;
    try {
      const found = await api.get<MyRollCalls>('/api/rollcall/mine');
      if (found.items.length || wasCalled(account)) await open(found);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (wasCalled(account)) await open();
    }
  }

  const wake = () => void (document.visibilityState === 'visible' && look());
  const stops = [live.on('rollcall', () => void look()), live.on('resync', () => void look())];
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  afterFirstView(look);
  return () => {
    left = true;
    stop?.();
    for (const one of stops) one();
    removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', wake);
  };
}
