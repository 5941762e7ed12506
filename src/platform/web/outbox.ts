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
  /** In words, for the list of what is not sent yet; and when it was made. */
  about?: string;
  at?: number;
  /** The server's sentence when it will never accept this; such entries are shown and not tried again. */
  refused?: string;
  /** The user has read the refusal. */
  seen?: boolean;
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

/** Everything this device has not sent for an account, of all kinds, oldest first. */
export async function everything(account: string): Promise<Entry<unknown>[]> {
  const all = await (await open()).getAll('entries');
  return all.filter((entry) => entry.account === account).toSorted((one, other) => one.seq - other.seq);
}

const tabs = {
  channel: typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('thon.outbox'),
};
const listeners = new Set<(box: string) => void>();
tabs.channel?.addEventListener('message', ({ data }: MessageEvent<string>) => tell(data, false));

function tell(box: string, others = true): void {
  for (const listener of listeners) listener(box);
  if (others) tabs.channel?.postMessage(box);
}

/** Calls back whenever what is waiting changes, in this tab or another; returns the function that stops it. */
export function whenOutboxChanges(listener: (box: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes an entry off the device for good: only what the server has refused, and only when the user says so. */
export async function removeRefused(seq: number): Promise<void> {
  const transaction = (await open()).transaction('entries', 'readwrite');
  const entry = await transaction.store.get(seq);
  if (entry?.refused !== undefined) await transaction.store.delete(seq);
  await transaction.done;
  if (entry) tell(entry.box);
}

/** Lets an entry that was refused be tried once more. */
export async function tryAgain(seq: number): Promise<void> {
  const transaction = (await open()).transaction('entries', 'readwrite');
  const entry = await transaction.store.get(seq);
  if (entry) {
    await transaction.store.put({ ...entry, refused: undefined, seen: undefined });
  }
  await transaction.done;
  if (entry) tell(entry.box);
}

/** One entry of a batch: undefined when the server has taken it, else why it never will. */
export type Verdict = string | undefined;

export interface NewEntry<T> {
  key: string;
  body: T;
  about?: string;
  at?: number;
}

export interface OutboxOptions<T> {
  box: string;
  /** Sends a batch of the account's, oldest first. Resolves when the server has taken it (or to a verdict each). */
  send: (bodies: T[], account: string) => Promise<Verdict[] | void>;
  batch?: number;
}

const FIRST_PAUSE = 4_000;
const LONGEST_PAUSE = 5 * 60_000;
const PASSING = new Set([401, 408, 425, 429]);
// A refusal that time, a new sign-in or the right account mends: the entries stay.
const passes = (error: ApiError) =>
  PASSING.has(error.status) || !error.isVerdict || error.key === OTHER_ACCOUNT;

export class Outbox<T> {
  readonly #options: Required<OutboxOptions<T>>;
  #pause = FIRST_PAUSE;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #starts = 0;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(options: OutboxOptions<T>) {
    this.#options = { batch: 100, ...options };
  }

  /** Calls back whenever what is waiting here changes, in this tab or another. */
  onchange(listener: () => void): () => void {
    return whenOutboxChanges((box) => box === this.#options.box && listener());
  }

  /** Keeps the entry; resolves when it is safe on this device. False when the same one was there already. */
  async put(account: string, key: string, body: T, about?: string): Promise<boolean> {
    return (await this.putAll(account, [{ key, body, about }])) > 0;
  }

  /** The same for several, all or none; answers how many were new. */
  async putAll(account: string, entries: readonly NewEntry<T>[]): Promise<number> {
    const { box } = this.#options;
    const transaction = (await open()).transaction('entries', 'readwrite');
    const known = await Promise.all(
      entries.map(({ key }) => transaction.store.index('by-key').getKey([box, account, key])),
    );
    const fresh = entries.filter(
      ({ key }, index) =>
        known[index] === undefined && entries.findIndex((first) => first.key === key) === index,
    );
    const now = Date.now();
    await Promise.all([
      ...fresh.map((one) => transaction.store.add({ at: now, ...one, box, account } as Entry<unknown>)),
      transaction.done,
    ]);
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

  /** Notes that the user has read what was refused; it stays on the list of what could not be sent. */
  async markSeen(account: string): Promise<void> {
    const transaction = (await open()).transaction('entries', 'readwrite');
    const index = transaction.store.index('by-account');
    for (const entry of await index.getAll([this.#options.box, account])) {
      if (entry.refused !== undefined && !entry.seen) await transaction.store.put({ ...entry, seen: true });
    }
    await transaction.done;
    this.#tell();
  }

  /**
   * Sends what is waiting, oldest first, one tab at a time. True when nothing is left to send; otherwise it is
   * tried again by itself after a growing pause, for as long as it is started.
   */
  async push(account: string): Promise<boolean> {
    clearTimeout(this.#timer);
    // A device that cannot read what it keeps is tried again like a network that is down.
    const clear = await this.#alone(() => this.#drain(account)).catch(() => false);
    if (clear) this.#pause = FIRST_PAUSE;
    else if (this.#starts > 0) {
      this.#timer = setTimeout(() => void this.push(account), this.#pause);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    }
    return clear;
  }

  /** Pushes now and whenever there is new hope: network back, page shown again. Returns the function that stops it. */
  start(account: string): () => void {
    const push = () => {
      this.#pause = FIRST_PAUSE;
      void this.push(account);
    };
    let isOn = true;
    this.#starts += 1;
    addEventListener('online', push);
    document.addEventListener('visibilitychange', push);
    push();
    return () => {
      if (!isOn) return;
      isOn = false;
      this.#starts -= 1;
      if (this.#starts === 0) clearTimeout(this.#timer);
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
      if (!(await this.#sendBatch(batch, account))) return false;
    }
  }

  async #sendBatch(batch: Entry<T>[], account: string): Promise<boolean> {
    try {
      const bodies = batch.map((entry) => entry.body);
      const verdicts = await this.#options.send(bodies, account);
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
      for (const entry of batch) if (!(await this.#sendBatch([entry], account))) return false;
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

  #tell(): void {
    tell(this.#options.box);
  }
}
