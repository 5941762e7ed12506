import { api, ApiError } from '$web/api.ts';
import type { Walk } from '$web/api-types.ts';
import { matches } from '$web/fold.ts';
import type { Entry } from '$web/outbox.ts';
import { readWalk, writeWalk, type DoneHouse } from './kept-walks.ts';
import { putTick, toldOutbox, type Tick } from './told-outbox.ts';

export type House = Walk['items'][number];

const startOfDay = (now: number) => new Date(now).setHours(0, 0, 0, 0);
const pair = (announcement: string, household: string) => `${announcement}/${household}`;

/** Whether each announcement counts as told at each house by what waits on this device; the last tick counts. */
export function waitingTicks(entries: readonly Entry<Tick>[]): Map<string, Tick['kind']> {
  const last = new Map<string, Tick['kind']>();
  for (const { body, refused } of entries) {
    if (refused === undefined) last.set(pair(body.announcement_id, body.household_id), body.kind);
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
  /** When the list on the screen was fetched. */
  at = $state(0);
  done = $state.raw<DoneHouse[]>([]);
  entries = $state.raw<Entry<Tick>[]>([]);
  #account: string;
  #area: string | null;

  constructor(account: string, area: string | null) {
    this.#account = account;
    this.#area = area;
  }

  readonly waiting = $derived(this.entries.filter((entry) => entry.refused === undefined));
  readonly refused = $derived(this.entries.filter((entry) => entry.refused !== undefined));
  readonly houses = $derived(this.walk ? openHouses(this.walk, waitingTicks(this.entries)) : []);

  /** The houses that fit the search and, when one is chosen, still miss that announcement. */
  find(query: string, announcement: string): House[] {
    return this.houses.filter(
      (house) =>
        (announcement === 'all' || house.missing.includes(announcement)) &&
        matches(`${house.head_name} ${house.address} ${house.code} ${house.phones.join(' ')}`, query),
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
    const kept = await readWalk(this.#account, this.#area).catch(() => undefined);
    await this.#readEntries();
    if (kept && !this.walk) {
      this.walk = kept.walk;
      this.at = kept.at;
      this.done = kept.done.filter((house) => house.at >= startOfDay(Date.now()));
    }
    await this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      const walk = await api.get<Walk>('/api/reach/walk', { query: { area: this.#area } });
      await this.#readEntries();
      this.walk = walk;
      this.at = Date.now();
      this.error = undefined;
      await this.#keep();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.error = error;
    }
  }

  /** Tells that this house was told in person about these announcements; safe on the device when it resolves. */
  async tick(house: House, announcements: readonly string[], at = Date.now()): Promise<void> {
    for (const announcement_id of announcements) {
      await putTick(this.#account, {
        kind: 'told',
        announcement_id,
        household_id: house.household_id,
        at,
      });
    }
    this.done = [{ house: { ...house }, announcements: [...announcements], at }, ...this.done];
    await this.#readEntries();
    await this.#keep();
    void toldOutbox.push(this.#account);
  }

  async takeBack(one: DoneHouse, at = Date.now()): Promise<void> {
    const { household_id } = one.house;
    for (const announcement_id of one.announcements) {
      await putTick(this.#account, { kind: 'retract', announcement_id, household_id, at });
    }
    this.done = this.done.filter((other) => other !== one);
    if (this.walk) this.walk = { ...this.walk, items: putBack(this.walk.items, one) };
    await this.#readEntries();
    await this.#keep();
    if (await toldOutbox.push(this.#account)) await this.refresh();
  }

  send(): Promise<boolean> {
    return toldOutbox.push(this.#account);
  }

  forgetRefused(): Promise<void> {
    return toldOutbox.forgetRefused(this.#account);
  }

  async #readEntries(): Promise<void> {
    this.entries = await toldOutbox.all(this.#account);
  }

  // When ticks have gone out, the list of the server is older than they are: it loses them here, too.
  async #follow(): Promise<void> {
    const before = waitingTicks(this.entries);
    await this.#readEntries();
    const after = waitingTicks(this.entries);
    const sent = new Map([...before].filter(([key, kind]) => kind === 'told' && !after.has(key)));
    const refused = new Set(this.refused.map(({ body }) => pair(body.announcement_id, body.household_id)));
    for (const key of refused) sent.delete(key);
    if (!sent.size || !this.walk) return;
    this.walk = { ...this.walk, items: openHouses(this.walk, sent) };
    await this.#keep();
  }

  async #keep(): Promise<void> {
    if (!this.walk) return;
    // $state.raw values are plain and can be stored as they are. A full device only loses the offline copy.
    const kept = { walk: this.walk, done: this.done, at: this.at };
    await writeWalk(this.#account, this.#area, kept).catch(() => undefined);
  }
}
