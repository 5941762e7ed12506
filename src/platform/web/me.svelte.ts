import { api, ApiError, forgetAhead, OTHER_ACCOUNT, showAccount, whenSignedOut } from './api.ts';
import type { Me, Permission } from './api-types.ts';
import { setLanguage } from './i18n.svelte.ts';
import { forgetKept, forgetOthers } from './kept.ts';
import { KEPT_ACCOUNT, keptAccount, readSetting } from './settings.ts';

/** `ended`: the server no longer knows the session; otherwise somebody left on purpose or another took over. */
type Leaving = (accountId: string, ended: boolean) => Promise<void> | void;

// The last known account is kept, so that the app opens without a network and without waiting for the answer.
function readKept(): Me | null {
  try {
    const kept = localStorage.getItem(KEPT_ACCOUNT);
    return kept ? (JSON.parse(kept) as Me) : null;
  } catch {
    return null;
  }
}

function keep(me: Me | null): void {
  try {
    if (me) localStorage.setItem(KEPT_ACCOUNT, JSON.stringify(me));
    else localStorage.removeItem(KEPT_ACCOUNT);
  } catch {
    // without storage the account is asked for at each start
  }
}

const LAST = 'thon.last';

/** Whose session on this device ended by itself: what was not sent yet waits for that account. */
export interface LastAccount {
  id: string;
  name: string;
}

function readLast(): LastAccount | null {
  try {
    return JSON.parse(localStorage.getItem(LAST) ?? 'null') as LastAccount | null;
  } catch {
    return null;
  }
}

function keepLast(last: LastAccount | null): void {
  try {
    if (last) localStorage.setItem(LAST, JSON.stringify(last));
    else localStorage.removeItem(LAST);
  } catch {
    // then nobody is reminded
  }
}

class MeStore {
  #me = $state<Me | null>(null);
  /** Whose session ended by itself on this device, until that account is back or another has come. */
  last = $state.raw<LastAccount | null>(readLast());
  readonly #leaving = new Set<Leaving>();

  /** Who is signed in; null for a guest. */
  get value(): Me | null {
    return this.#me;
  }

  get kind(): 'guest' | 'household' | 'officer' {
    return this.#me?.account.kind ?? 'guest';
  }

  can(permission: Permission): boolean {
    return this.#me?.permissions.includes(permission) ?? false;
  }

  /** Starts from the kept account, else asks the server. Afterwards the answer is refreshed without waiting. */
  async start(): Promise<void> {
    whenSignedOut((error) => void (error.key === OTHER_ACCOUNT ? this.refresh() : this.leave(true)));
    window.addEventListener('storage', ({ key }) => {
      if (key === KEPT_ACCOUNT) this.#compare();
    });
    this.#show(readKept());
    if (this.#me) void this.refresh();
    else await this.refresh();
  }

  // Another tab has signed another account in: this page is no longer its own, so it starts again as that one's.
  #compare(): void {
    const kept = keptAccount();
    if (this.#me && kept && kept !== this.#me.account.id) location.reload();
  }

  async refresh(): Promise<void> {
    try {
      const before = this.#me?.account.id;
      const fresh = await api.get<Me>('/api/identity/me', { account: null });
      this.#know(fresh);
      // What stands on the page was the other account's.
      if (before && before !== fresh.account.id) location.reload();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  /** After a successful sign-in. */
  enter(me: Me): void {
    forgetAhead();
    this.#know(me);
  }

  #know(me: Me): void {
    if (this.#me && this.#me.account.id !== me.account.id) forgetAhead();
    const isNew = this.#me?.account.id !== me.account.id;
    // One account after another on the same phone: the one before leaves nothing behind.
    if (isNew) void this.#forget(false);
    this.#show(me);
    keep(me);
    if (isNew) {
      void forgetOthers(me.account.id);
      this.#remember(null);
    }
    if (isNew && readSetting('language') === null && me.account.language === 'en') void setLanguage('en');
  }

  /** What to do when an account leaves this device (forget its stored data); returns the function that stops it. */
  whenLeaving(listener: Leaving): () => void {
    this.#leaving.add(listener);
    return () => void this.#leaving.delete(listener);
  }

  async signOut(): Promise<void> {
    await api.delete('/api/identity/session');
    await this.leave();
  }

  async leave(ended = false): Promise<void> {
    const account = this.#me?.account;
    if (account) this.#remember(ended ? { id: account.id, name: account.name } : null);
    const forgotten = this.#forget(ended);
    this.#show(null);
    forgetAhead();
    keep(null);
    await forgotten;
    if (account) await forgetKept(account.id);
  }

  #show(me: Me | null): void {
    this.#me = me;
    showAccount(me?.account.id ?? null);
  }

  #remember(last: LastAccount | null): void {
    this.last = last;
    keepLast(last);
  }

  // One that fails (a full phone) keeps the others from nothing.
  async #forget(ended: boolean): Promise<void> {
    const id = this.#me?.account.id;
    if (!id) return;
    await Promise.allSettled([...this.#leaving].map(async (listener) => listener(id, ended)));
  }
}

export const me = new MeStore();
