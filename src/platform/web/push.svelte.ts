// Messages that reach this device while the app is closed, by the push service of the browser's maker. The browser is
// asked only after the family has tapped a button that says what for: one refusal there is for ever.
import { api, ApiError } from './api.ts';
import { me } from './me.svelte.ts';
import { worker } from './worker.svelte.ts';

interface PushState {
  public_key: string;
  devices: number;
}

export type PushMode = 'unknown' | 'impossible' | 'forbidden' | 'off' | 'on';

class Push {
  mode = $state<PushMode>('unknown');
  busy = $state(false);

  /** Looks how things stand, without asking anybody anything. */
  async look(): Promise<void> {
    const registration = await this.#registration();
    if (!registration || typeof Notification === 'undefined') this.mode = 'impossible';
    else if (Notification.permission === 'denied') this.mode = 'forbidden';
    else this.mode = (await registration.pushManager.getSubscription().catch(() => null)) ? 'on' : 'off';
  }

  /** Asks the browser and tells the server. Throws ApiError with a sentence when it does not come about. */
  async turnOn(): Promise<void> {
    const account = me.value?.account.id;
    const registration = await this.#registration();
    if (!account || !registration) return;
    this.busy = true;
    try {
      // Asked for in the tap itself: some browsers take no later one for the user's own wish.
      if ((await Notification.requestPermission()) !== 'granted') {
        await this.look();
        return;
      }
      const { public_key } = await api.get<PushState>('/api/channels/push');
      const subscription = await this.#subscribe(registration, public_key);
      const { endpoint, keys } = subscription.toJSON();
      await api.post('/api/channels/push', { endpoint, keys });
      await worker.note({ owner: account });
      this.mode = 'on';
    } finally {
      this.busy = false;
    }
  }

  async turnOff(): Promise<void> {
    this.busy = true;
    try {
      const subscription = await (await this.#registration())?.pushManager.getSubscription();
      if (subscription) {
        const { endpoint } = subscription;
        await subscription.unsubscribe();
        // Should the server not hear of it, it learns so from the push service: the endpoint is gone.
        await api.post('/api/channels/push/stop', { endpoint }).catch(() => undefined);
      }
      await worker.note({ owner: null });
      this.mode = 'off';
    } finally {
      this.busy = false;
    }
  }

  // A subscription made for another key of the server is of no use and stands in the way of a new one.
  async #subscribe(
    registration: ServiceWorkerRegistration,
    applicationServerKey: string,
  ): Promise<PushSubscription> {
    const options = { userVisibleOnly: true, applicationServerKey };
    try {
      return await registration.pushManager.subscribe(options);
    } catch (error) {
      const old = await registration.pushManager.getSubscription();
      if (!old) throw new ApiError(0, { key: 'web.push_unreachable' });
      void error;
      await old.unsubscribe();
      return registration.pushManager.subscribe(options);
    }
  }

  async #registration(): Promise<ServiceWorkerRegistration | undefined> {
    const registration = await navigator.serviceWorker?.getRegistration();
    return registration?.pushManager ? registration : undefined;
  }
}

export const push = new Push();

// Whoever leaves on purpose takes the messages along. When a session merely ends, they go on, without a word that is
// private, until somebody signs in.
me.whenLeaving(async (_account, ended) => {
  if (!ended) await push.turnOff();
});
