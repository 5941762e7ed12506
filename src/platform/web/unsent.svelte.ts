// How much this device has not told the server yet, for whichever account is on the screen, and how safe it is here.
import { everything, whenOutboxChanges, type Entry } from './outbox.ts';
import { storageState, type StorageState } from './storage.ts';

class Unsent {
  entries = $state.raw<Entry<unknown>[]>([]);
  storage = $state.raw<StorageState>({ isPersistent: true, isTight: false });
  #account: string | undefined;

  readonly waiting = $derived(this.entries.filter((entry) => entry.refused === undefined));
  readonly refused = $derived(this.entries.filter((entry) => entry.refused !== undefined));
  /** Refusals that nobody has read yet. */
  readonly unread = $derived(this.refused.filter((entry) => !entry.seen).length);

  /** Follows the outbox of an account; returns the function that stops it. */
  follow(account: string | undefined): () => void {
    this.#account = account;
    this.entries = [];
    if (!account) return () => undefined;
    void this.#read();
    return whenOutboxChanges(() => void this.#read());
  }

  async #read(): Promise<void> {
    const account = this.#account;
    if (!account) return;
    const entries = await everything(account).catch(() => []);
    if (account !== this.#account) return;
    this.entries = entries;
    if (entries.length) this.storage = await storageState();
  }
}

export const unsent = new Unsent();
