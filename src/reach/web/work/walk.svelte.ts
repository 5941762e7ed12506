import { api, ApiError } from '$web/api.ts';
import type { ToldPlace, Visit, VisitOutcome, Walk } from '$web/api-types.ts';
import { today } from '$web/dates.ts';
import { matches } from '$web/fold.ts';
import { t } from '$web/i18n.svelte.ts';
import type { Entry } from '$web/outbox.ts';
import { keepStorage } from '$web/storage.ts';
import { readWalk, writeWalk, type DoneHouse } from './kept-walks.ts';
import { entryOf, toldOutbox, type Deed, type Knock, type Tick } from './told-outbox.ts';

export type House = Walk['items'][number];

/** What may be said along with a tick. */
export interface Words {
  note?: string;
  place?: ToldPlace;
}

const startOfDay = (now: number) => new Date(now).setHours(0, 0, 0, 0);
const pair = (announcement: string, household: string) => `${announcement}/${household}`;
const clean = (words: Words) => ({ note: words.note?.trim() || undefined, place: words.place });

/** Whether each announcement counts as told at each house by what waits on this device; the last tick counts. */
export function waitingTicks(entries: readonly Entry<Deed>[]): Map<string, Tick['kind']> {
  const last = new Map<string, Tick['kind']>();
  for (const { body, refused } of entries) {
    if (refused === undefined && body.kind !== 'visit')
      last.set(pair(body.announcement_id, body.household_id), body.kind);
  }
  return last;
}

/** What was said last on this device of each door at which nobody could be told, or that was told since (null). */
export function waitingVisits(entries: readonly Entry<Deed>[]): Map<string, Knock | null> {
  const last = new Map<string, Knock | null>();
  for (const { body, refused } of entries) {
    if (refused !== undefined) continue;
    if (body.kind === 'visit') last.set(body.household_id, body.outcome === 'none' ? null : body);
    if (body.kind === 'told') last.set(body.household_id, null);
  }
  return last;
}

/** The list of the server with what waits on this device already taken off it. */
export function openHouses(walk: Walk, waiting: ReadonlyMap<string, Tick['kind']>): House[] {
  return walk.items.flatMap((house) => {
    const missing = house.missing.filter((id) => waiting.get(pair(id, house.household_id)) !== 'told');
    return missing.length ? [{ ...house, missing }] : [];
  });
}

function visitOf({ outcome, at, until, note }: Knock): Visit {
  return { outcome, at, until: until ?? null, note: note ?? '', by_name: '' };
}

/** True while the household is left in peace: away, unwilling or moved until a day that has not passed. */
export const isMuted = (house: House, day = today()): boolean =>
  (house.muted !== null && (house.muted_until === null || house.muted_until >= day)) ||
  (house.visit !== null && house.visit.until !== null && house.visit.until >= day);

/** The list with a house on it again, in its place, that misses again what it was told of. */
export function putBack(items: readonly House[], { house, announcements }: DoneHouse): House[] {
  const there = items.find((one) => one.household_id === house.household_id);
  const missing = [...new Set([...(there?.missing ?? []), ...announcements])];
  return [...items.filter((one) => one !== there), { ...house, missing }].toSorted(
    (one, other) => one.walk_order - other.walk_order || one.ordinal - other.ordinal,
  );
}

/** A group's walking list: opens and ticks without a network, and is told to the server when there is one. */
export class WalkList {
  walk = $state.raw<Walk | undefined>();
  error = $state.raw<ApiError | undefined>();
  /** When the list on the screen was fetched; by how much this device's clock is ahead of the server's. */
  at = $state(0);
  ahead = $state(0);
  /** This device has no room to keep the list: it is gone when the page is closed. */
  isUnkept = $state(false);
  done = $state.raw<DoneHouse[]>([]);
  entries = $state.raw<Entry<Deed>[]>([]);
  #account: string;
  #area: string;

  constructor(account: string, area: string) {
    this.#account = account;
    this.#area = area;
  }

  readonly waiting = $derived(this.entries.filter((entry) => entry.refused === undefined));
  readonly refused = $derived(this.entries.filter((entry) => entry.refused !== undefined && !entry.seen));
  readonly all = $derived.by(() => {
    if (!this.walk) return [];
    const visits = waitingVisits(this.entries);
    return openHouses(this.walk, waitingTicks(this.entries)).map((house) => {
      const said = visits.get(house.household_id);
      return said === undefined ? house : { ...house, visit: said && visitOf(said) };
    });
  });
  /** Those to go to, and those that are left in peace for a while. */
  readonly houses = $derived(this.all.filter((house) => !isMuted(house)));
  readonly muted = $derived(this.all.filter((house) => isMuted(house)));

  /** The houses that fit the search and, when one is chosen, still miss that announcement. */
  find(query: string, announcement: string, among = this.houses): House[] {
    return among.filter(
      (house) =>
        (announcement === 'all' || house.missing.includes(announcement)) &&
        matches(
          `${house.number} ${house.head_name} ${house.address} ${house.code} ${house.phones.join(' ')}`,
          query,
        ),
    );
  }

  /** Shows what is kept, then what the server says; sends what waits. Returns the function that stops it. */
  start(): () => void {
    const stops = [toldOutbox.onchange(() => void this.#follow()), toldOutbox.start(this.#account)];
    void this.#open();
    return () => {
      for (const stop of stops) stop();
    };
  }

  async #open(): Promise<void> {
    const kept = await readWalk(this.#account, this.#area);
    await this.#readEntries();
    if (kept && !this.walk) {
      this.walk = kept.walk;
      this.at = kept.at;
      this.ahead = kept.ahead;
      this.done = kept.done.filter((house) => house.at >= startOfDay(Date.now()));
    }
    await this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      const walk = await api.get<Walk>('/api/reach/walk', {
        query: { area: this.#area },
        account: this.#account,
      });
      await this.#readEntries();
      this.walk = walk;
      this.at = Date.now();
      this.ahead = this.at - walk.now;
      this.error = undefined;
      await this.#keep();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.error = error;
    }
  }

  #title(id: string): string {
    return this.walk?.announcements.find((one) => one.id === id)?.title ?? '';
  }

  // By the order of these times the server tells what came after what at a door; a clock that was set back must not
  // turn it round.
  #after(household: string, at: number): number {
    const last = this.entries
      .filter(({ body }) => body.household_id === household)
      .map(({ body }) => body.at);
    return Math.max(at, ...last.map((one) => one + 1));
  }

  async #put(deeds: readonly { deed: Deed; about: string }[]): Promise<void> {
    await toldOutbox.putAll(
      this.#account,
      deeds.map(({ deed, about }) => entryOf(deed, about)),
    );
    // Now there is something to lose.
    void keepStorage();
  }

  /**
   * Tells that this house was told in person about these announcements; safe on the device when it resolves. Throws
   * when the device has no room for it: then nothing was ticked.
   */
  async tick(
    house: House,
    announcements: readonly string[],
    words: Words = {},
    now = Date.now(),
  ): Promise<void> {
    const { household_id, head_name: name } = house;
    const at = this.#after(household_id, now);
    await this.#put(
      announcements.map((announcement_id) => ({
        deed: { kind: 'told', announcement_id, household_id, at, ...clean(words) },
        about: t('reach.walk.about_told', { name, title: this.#title(announcement_id) }),
      })),
    );
    this.done = [{ house: { ...house }, announcements: [...announcements], at }, ...this.done];
    await this.#settle();
    void this.send();
  }

  /** Takes a tick back; it follows the tick to the server, in this order. */
  async takeBack(one: DoneHouse, now = Date.now()): Promise<void> {
    const { household_id, head_name: name } = one.house;
    const at = this.#after(household_id, Math.max(now, one.at));
    await this.#put(
      one.announcements.map((announcement_id) => ({
        deed: { kind: 'retract', announcement_id, household_id, at },
        about: t('reach.walk.about_retract', { name, title: this.#title(announcement_id) }),
      })),
    );
    this.done = this.done.filter((other) => other !== one);
    if (this.walk) this.walk = { ...this.walk, items: putBack(this.walk.items, one) };
    await this.#settle();
    if (await this.send()) await this.refresh();
  }

  /** Says why nobody could be told here, or ("none") that it is so no longer. */
  async say(house: House, outcome: VisitOutcome, until = '', note = '', now = Date.now()): Promise<void> {
    const { household_id, head_name: name } = house;
    const at = this.#after(household_id, now);
    const words = { until: until || undefined, note: note.trim() || undefined };
    await this.#put([
      {
        deed: { kind: 'visit', household_id, outcome, at, ...words },
        about: t('reach.walk.about_visit', { name, outcome: t(`reach.visit.${outcome}`) }),
      },
    ]);
    if (this.walk) {
      const visit =
        outcome === 'none' ? null : visitOf({ kind: 'visit', household_id, outcome, at, ...words });
      const items = this.walk.items.map((one) =>
        one.household_id === household_id
          ? { ...one, visit, muted: outcome === 'none' ? null : one.muted }
          : one,
      );
      this.walk = { ...this.walk, items };
    }
    await this.#settle();
    void this.send();
  }

  send(): Promise<boolean> {
    return toldOutbox.push(this.#account);
  }

  markSeen(): Promise<void> {
    return toldOutbox.markSeen(this.#account);
  }

  async #settle(): Promise<void> {
    await this.#readEntries();
    await this.#keep();
  }

  async #readEntries(): Promise<void> {
    this.entries = await toldOutbox.all(this.#account).catch(() => []);
  }

  // When ticks have gone out, the list of the server is older than they are: it loses them here, too.
  async #follow(): Promise<void> {
    const before = waitingTicks(this.entries);
    await this.#readEntries();
    const after = waitingTicks(this.entries);
    const sent = new Map([...before].filter(([key, kind]) => kind === 'told' && !after.has(key)));
    for (const { body, refused } of this.entries) {
      if (refused !== undefined && body.kind !== 'visit')
        sent.delete(pair(body.announcement_id, body.household_id));
    }
    if (!sent.size || !this.walk) return;
    this.walk = { ...this.walk, items: openHouses(this.walk, sent) };
    await this.#keep();
  }

  async #keep(): Promise<void> {
    if (!this.walk) return;
    // $state.raw values are plain and can be stored as they are. A full device only loses the offline copy.
    const kept = { walk: this.walk, done: this.done, at: this.at, ahead: this.ahead };
    this.isUnkept = !(await writeWalk(this.#account, this.#area, kept));
  }
}
