// The app's side of the service worker: a new version of the app, screens kept for use without a network, and what the
// worker has to know while no page is open.
import { isBusy } from './api.ts';
import { toasts } from './components/toasts.svelte.ts';
import { navigate } from './router.svelte.ts';
import type { Notes } from './sw-push.ts';

const LOOK_EVERY = 60 * 60_000;
const TAKEOVER_LIMIT = 3_000;
// After a page has been opened, how long, and how often, a calm moment is looked for.
const CALM_WITHIN = 6_000;
const CALM_STEP = 300;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

class Worker {
  /** A new version is there and waits for a moment at which nothing is half done. */
  isNew = $state(false);
  /** The work screens are on this device: they open without a network. */
  keepsAll = $state(false);
  #registration: ServiceWorkerRegistration | undefined;
  #isTouched = false;
  #wantsAll = false;

  /** From the very start: a notification may be tapped while the first page is still being drawn. */
  listen(): void {
    navigator.serviceWorker?.addEventListener(
      'message',
      ({ data }: MessageEvent<{ open?: string } | null>) => {
        if (data?.open) navigate(data.open);
      },
    );
  }

  /** Once, after the first paint. */
  async start(): Promise<void> {
    const container = navigator.serviceWorker;
    if (!container) return;
    // From the first touch on, the page may hold what is kept nowhere else.
    for (const event of ['input', 'pointerdown', 'keydown'])
      document.addEventListener(event, () => (this.#isTouched = true), { capture: true, passive: true });
    // A page that a worker has opened is not this device's first: its first visit fetches no more than it shows.
    container.controller?.postMessage('keep-household');
    let hadController = container.controller !== null;
    container.addEventListener('controllerchange', () => {
      // Another tab has let the new version in: this page goes on as it is, and is loaded anew when it can be.
      if (hadController) this.isNew = true;
      hadController = true;
      if (this.#wantsAll) void this.keepAll();
    });
    const registration = await container.register('/sw.js').catch(() => undefined);
    if (!registration) return;
    this.#registration = registration;
    if (registration.waiting && container.controller) this.isNew = true;
    registration.addEventListener('updatefound', () => this.#watch(registration.installing));
    this.#watch(registration.installing);
    setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY);
  }

  /**
   * A page has been left for another: nothing of the one before can be lost any more. When a new version is there and
   * the user lets the page rest for a moment, it is loaded anew.
   */
  async arrived(): Promise<void> {
    this.#isTouched = false;
    for (let waited = 0; this.isNew && !this.#isTouched && waited < CALM_WITHIN; waited += CALM_STEP) {
      if (await this.takeNew()) return;
      await pause(CALM_STEP);
    }
  }

  /** Lets the new version in and loads the page anew; not while something is half done. True when it does. */
  async takeNew(): Promise<boolean> {
    if (!this.isNew || !this.#isCalm()) return false;
    if (this.#registration?.waiting) {
      const taken = new Promise((resolve) => {
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
      });
      this.#registration.waiting?.postMessage('take-over');
      await Promise.race([taken, pause(TAKEOVER_LIMIT)]);
      if (!this.#isCalm()) return false;
    }
    location.reload();
    return true;
  }

  /** Asks for the work screens to be kept; they stay so from then on. */
  async keepAll(): Promise<void> {
    this.#wantsAll = true;
    const registration = await navigator.serviceWorker?.ready;
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }) => (this.keepsAll = data === true));
    port1.start();
    registration?.active?.postMessage('keep-all', [port2]);
  }

  async note(notes: Partial<Notes>): Promise<void> {
    (await navigator.serviceWorker?.ready)?.active?.postMessage({ notes });
  }

  #watch(installing: ServiceWorker | null): void {
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && navigator.serviceWorker.controller) this.isNew = true;
    });
  }

  #isCalm(): boolean {
    return !this.#isTouched && !isBusy() && !toasts.length && !document.querySelector('dialog[open]');
  }
}

export const worker = new Worker();
