// Messages that reach this device while the app is closed, by the push service of the browser's maker. The browser is
// asked only after someone has tapped a switch that says what for: one refusal there is for ever.
import { api, ApiError } from './api.ts';
import type { PushState } from './api-types.ts';
import { me } from './me.svelte.ts';
import { readSetting, writeSetting } from './settings.ts';
import { worker } from './worker.svelte.ts';

export type PushMode = 'unknown' | 'forbidden' | 'off' | 'on';

class Push {
  /** Stays unknown where there is no such thing as push. */
  mode = $state<PushMode>('unknown');
  busy = $state(false);

  /** Looks how things stand, without asking anybody anything. */
  async look(): Promise<void> {
    // Registered some moments after the first page: whoever opens the settings at once waits for it.
    const registration = await navigator.serviceWorker?.ready;
    if (!registration?.pushManager || typeof Notification === 'undefined') return;
    if (Notification.permission === 'denied') this.mode = 'forbidden';
    else this.mode = (await this.#own()) ? 'on' : 'off';
  }

  /** Asks the browser and tells the server. Throws ApiError with a sentence when it does not come about. */
  async turnOn(): Promise<void> {
    const account = me.value?.account.id;
    const registration = await navigator.serviceWorker?.getRegistration();
    if (!account || !registration) return;
    this.busy = true;
    try {
      // Asked for in the tap itself: some browsers take no later one for the user's own wish.
      if ((await Notification.requestPermission()) !== 'granted') return await this.look();
      const { public_key } = await api.get<PushState>('/api/channels/push');
      await this.#tell(await this.#subscribe(registration, public_key));
      writeSetting('push', account);
      await worker.note({ owner: account });
      this.mode = 'on';
    } finally {
      this.busy = false;
    }
  }

  async turnOff(): Promise<void> {
    this.busy = true;
    try {
      const endpoint = (await this.#subscription())?.endpoint;
      await this.forget();
      // Should the server not hear of it, it learns so from the push service: the endpoint is gone.
      if (endpoint) await api.post('/api/channels/push/stop', { endpoint }).catch(() => undefined);
    } finally {
      this.busy = false;
    }
  }

  /** After a start or a sign-in: the server knows a device for one session, and is told again with the next. */
  async restore(): Promise<void> {
    const subscription = await this.#own();
    if (!subscription) return this.forget();
    await this.#tell(subscription);
    await worker.note({ owner: me.value?.account.id ?? null });
  }

  /** Whoever leaves on purpose takes the messages along. The server ends them with the session by itself. */
  async forget(): Promise<void> {
    writeSetting('push', null);
    await (await this.#subscription())?.unsubscribe();
    this.mode = 'off';
    if (await navigator.serviceWorker?.getRegistration()) await worker.note({ owner: null });
  }

  async #subscription(): Promise<PushSubscription | null | undefined> {
    const registration = await navigator.serviceWorker?.getRegistration();
    return registration?.pushManager?.getSubscription();
  }

  // One that another account has left behind is not this one's.
  async #own(): Promise<PushSubscription | null | undefined> {
    return readSetting('push') === me.value?.account.id ? this.#subscription() : null;
  }

  async #tell(subscription: PushSubscription): Promise<void> {
    const { endpoint, keys } = subscription.toJSON();
    await api.post('/api/channels/push', { endpoint, keys }, { account: me.value?.account.id });
  }

  // A subscription made for another key of the server is of no use and stands in the way of a new one.
  async #subscribe(
    registration: ServiceWorkerRegistration,
    applicationServerKey: string,
  ): Promise<PushSubscription> {
    const options = { userVisibleOnly: true, applicationServerKey };
    try {
      return await registration.pushManager.subscribe(options);
    } catch {
      const old = await registration.pushManager.getSubscription();
      if (!old) throw new ApiError(0, { key: 'web.push_unreachable' });
      await old.unsubscribe();
      return registration.pushManager.subscribe(options);
    }
  }
}

export const push = new Push();
