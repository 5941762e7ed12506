import { api, ApiError, forgetAhead, whenSignedOut } from './api.ts';
import type { Me, Permission } from './api-types.ts';
import { setLanguage } from './i18n.svelte.ts';
import { readSetting } from './settings.ts';

const KEPT = 'thon.me';

type Leaving = (accountId: string) => Promise<void> | void;

// The last known account is kept, so that the app opens without a network and without waiting for the answer.
function readKept(): Me | null {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept ? (JSON.parse(kept) as Me) : null;
  } catch {
    return null;
  }
}

function keep(me: Me | null): void {
  try {
    if (me) localStorage.setItem(KEPT, JSON.stringify(me));
    else localStorage.removeItem(KEPT);
  } catch {
    // without storage the account is asked for at each start
  }
}

class MeStore {
  #me = $state<Me | null>(null);
  #leaving: Leaving[] = [];

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
    whenSignedOut(() => void this.leave());
    this.#me = readKept();
    if (this.#me) void this.refresh();
    else await this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      this.#know(await api.get<Me>('/api/identity/me'));
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
    this.#me = me;
    keep(me);
    if (isNew && readSetting('language') === null && me.account.language === 'en') void setLanguage('en');
  }

  /** What to do when an account leaves this device (forget its stored data). */
  whenLeaving(listener: Leaving): void {
    this.#leaving.push(listener);
  }

  async signOut(): Promise<void> {
    await api.delete('/api/identity/session');
    await this.leave();
  }

  async leave(): Promise<void> {
    const id = this.#me?.account.id;
    this.#me = null;
    forgetAhead();
    keep(null);
    if (id) await Promise.all(this.#leaving.map((listener) => listener(id)));
  }
}

export const me = new MeStore();
