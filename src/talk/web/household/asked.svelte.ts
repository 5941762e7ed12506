import type { Entry } from '$web/outbox.ts';
import { me } from '$web/me.svelte.ts';
import { askedOutbox, type Asked } from './asked-outbox.ts';

/** What this phone keeps of questions that the server does not know yet. */
export class KeptQuestions {
  entries = $state.raw<Entry<Asked>[]>([]);
  readonly waiting = $derived(this.entries.filter((entry) => entry.refused === undefined));
  readonly refused = $derived(this.entries.filter((entry) => entry.refused !== undefined && !entry.seen));
  readonly #account = me.value?.account.id ?? '';

  /** Calls back when something was sent; returns the function that stops it. */
  start(onsent: () => void): () => void {
    const stop = askedOutbox.onchange(() => void this.#read(onsent));
    void this.#read();
    return stop;
  }

  async #read(onsent?: () => void): Promise<void> {
    const before = this.waiting.length;
    // A phone that keeps nothing has nothing waiting.
    this.entries = await askedOutbox.all(this.#account).catch(() => []);
    if (onsent && this.waiting.length < before) onsent();
  }

  markSeen(): Promise<void> {
    return askedOutbox.markSeen(this.#account);
  }
}
