import type { DBSchema } from 'idb';
import { ApiError, OTHER_ACCOUNT } from './api.ts';
import { keptAccount } from './settings.ts';
import { stored } from './stored.ts';

// What this device has to tell the server and has not yet been heard about. An entry is written before the network
// is tried and leaves only with the server's verdict, so closing the app, losing the network or a second tab can
// neither lose nor double it. The server takes the same entry twice without harm.

export interface Entry<T> {
  seq: number;
  /** What kind of thing, "reach.receipts". */
  box: string;
  /** Whose: nothing is ever sent under another account of the same phone. */
  account: string;
  /** The same key is the same thing and is kept once, the earliest. */
  key: string;
  body: T;
  /** The server's sentence when it will never accept this; such entries are shown and not tried again. */
  refused?: string;
}

interface Schema extends DBSchema {
  entries: {
    key: number;
    value: Entry<unknown>;
    indexes: { 'by-key': [string, string, string]; 'by-account': [string, string] };
  };
}

const open = stored<Schema>('thon-outbox', (db) => {
  const entries = db.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true });
  entries.createIndex('by-key', ['box', 'account', 'key'], { unique: true });
  entries.createIndex('by-account', ['box', 'account']);
});

/** One entry of a batch: undefined when the server has taken it, else why it never will. */
export type Verdict = string | undefined;

export interface OutboxOptions<T> {
  box: string;
  /**
   * Sends a batch of one account, oldest first; the request names the account. Resolves when the server has taken it
   * (or to a verdict per entry).
   */
  send: (bodies: T[], account: string) => Promise<Verdict[] | void>;
  batch?: number;
}

const FIRST_PAUSE = 4_000;
const LONGEST_PAUSE = 5 * 60_000;
const PASSING = new Set([401, 408, 425, 429]);
// A refusal that time or a new sign-in mends: the entries stay.
const passes = (error: ApiError) =>
  PASSING.has(error.status) || !error.isVerdict || error.key === OTHER_ACCOUNT;

export class Outbox<T> {
  readonly #options: Required<OutboxOptions<T>>;
  readonly #listeners = new Set<() => void>();
  readonly #channel: BroadcastChannel | undefined;
  #pause = FIRST_PAUSE;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(options: OutboxOptions<T>) {
    this.#options = { batch: 100, ...options };
    if (typeof BroadcastChannel !== 'undefined') {
      this.#channel = new BroadcastChannel(`thon.outbox.${options.box}`);
      this.#channel.addEventListener('message', () => this.#tell(false));
    }
  }

  /** Calls back whenever what is waiting changes, in this tab or another. */
  onchange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Keeps the entry; resolves when it is safe on this device. False when the same one was there already. */
  async put(account: string, key: string, body: T): Promise<boolean> {
    return (await this.putAll(account, [[key, body]])) > 0;
  }

  /** Keeps several at once, all or none; resolves to how many were not there already. */
  async putAll(account: string, bodies: readonly (readonly [key: string, body: T])[]): Promise<number> {
    const { box } = this.#options;
    const transaction = (await open()).transaction('entries', 'readwrite');
    const keys = transaction.store.index('by-key');
    const known = await Promise.all(bodies.map(([key]) => keys.getKey([box, account, key])));
    const fresh = bodies.filter(
      ([key], index) => known[index] === undefined && bodies.findIndex(([first]) => first === key) === index,
    );
    const add = ([key, body]: readonly [string, T]) =>
      transaction.store.add({ box, account, key, body } as Entry<unknown>);
    await Promise.all([...fresh.map(add), transaction.done]);
    if (fresh.length) this.#tell();
    return fresh.length;
  }

  /** Takes an entry back before it was sent (undo). False when it has gone already. */
  async take(account: string, key: string): Promise<boolean> {
    const transaction = (await open()).transaction('entries', 'readwrite');
    const seq = await transaction.store.index('by-key').getKey([this.#options.box, account, key]);
    if (seq !== undefined) await transaction.store.delete(seq);
    await transaction.done;
    if (seq !== undefined) this.#tell();
    return seq !== undefined;
  }

  /** Everything kept for this account, oldest first: waiting and refused. */
  async all(account: string): Promise<Entry<T>[]> {
    const found = await (await open()).getAllFromIndex('entries', 'by-account', [this.#options.box, account]);
    return (found as Entry<T>[]).toSorted((one, other) => one.seq - other.seq);
  }

  async waiting(account: string): Promise<Entry<T>[]> {
    return (await this.all(account)).filter((entry) => entry.refused === undefined);
  }

  /** Drops refused entries the user has read. */
  async forgetRefused(account: string): Promise<void> {
    const refused = (await this.all(account)).filter((entry) => entry.refused !== undefined);
    await this.#settle(refused, () => undefined);
  }

  /**
   * Sends what is waiting, oldest first, one tab at a time. True when nothing is left to send; otherwise it is
   * tried again by itself after a growing pause.
   */
  async push(account: string): Promise<boolean> {
    clearTimeout(this.#timer);
    // A device that cannot read what it keeps is tried again like a network that is down.
    const clear = await this.#alone(() => this.#drain(account)).catch(() => false);
    if (clear) this.#pause = FIRST_PAUSE;
    else {
      this.#timer = setTimeout(() => void this.push(account), this.#pause);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    }
    return clear;
  }

  /** Pushes now and whenever there is new hope: network back, page shown again. Returns the function that stops it. */
  start(account: string): () => void {
    const push = () => void this.push(account);
    addEventListener('online', push);
    document.addEventListener('visibilitychange', push);
    push();
    return () => {
      clearTimeout(this.#timer);
      removeEventListener('online', push);
      document.removeEventListener('visibilitychange', push);
    };
  }

  async #drain(account: string): Promise<boolean> {
    for (;;) {
      // Another tab may have signed another account in: the session is no longer this one's.
      if ((keptAccount() ?? account) !== account) return false;
      const batch = (await this.waiting(account)).slice(0, this.#options.batch);
      if (!batch.length) return true;
      if (!(await this.#sendBatch(batch))) return false;
    }
  }

  async #sendBatch(batch: Entry<T>[]): Promise<boolean> {
    try {
      const verdicts = await this.#options.send(
        batch.map((entry) => entry.body),
        batch[0]?.account ?? '',
      );
      await this.#settle(batch, (index) => verdicts?.[index]);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (passes(error)) return false;
      if (batch.length === 1) {
        await this.#settle(batch, () => error.message);
        return true;
      }
      // One bad entry must not hold the others back: find it by sending them one by one.
      for (const entry of batch) if (!(await this.#sendBatch([entry]))) return false;
      return true;
    }
  }

  async #settle(batch: Entry<T>[], verdict: (index: number) => Verdict): Promise<void> {
    const transaction = (await open()).transaction('entries', 'readwrite');
    for (const [index, entry] of batch.entries()) {
      const refused = verdict(index);
      if (refused === undefined) await transaction.store.delete(entry.seq);
      else await transaction.store.put({ ...entry, refused });
    }
    await transaction.done;
    this.#tell();
  }

  // Web Locks keep two tabs apart; where they are missing, at least this tab waits for itself.
  #alone<R>(work: () => Promise<R>): Promise<R> {
    if (navigator.locks)
      return navigator.locks.request(`thon.outbox.${this.#options.box}`, work) as Promise<R>;
    const next = this.#tail.then(work, work);
    this.#tail = next.catch(() => undefined);
    return next;
  }

  #tell(others = true): void {
    for (const listener of this.#listeners) listener();
    if (others) this.#channel?.postMessage('changed');
  }
}
